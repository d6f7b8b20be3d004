from datetime import date
from pathlib import Path

import pytest

from reporting.delivery.data import load_data
from reporting.domain.errors import Unusable


def write(path: Path, text: str) -> Path:
    path.write_text(text)
    return path


def test_without_prices_the_demo_market_comes_whole() -> None:
    data = load_data()
    assert list(data.tables) == ["prices", "fx", "cash_rates"]
    assert all(table.synthetic for table in data.tables.values())
    assert [note.key for note in data.notes] == ["note.synthetic_market"]
    assert data.last_day == date(2026, 10, 30)


def test_own_prices_bring_no_invented_rates(tmp_path: Path) -> None:
    prices = write(tmp_path / "p.csv", "date,SPY\n2021-01-04,1\n2021-01-05,\n")
    data = load_data(prices)
    assert list(data.tables) == ["prices"]
    assert [note.key for note in data.notes] == ["note.no_cash_rates"]
    assert data.last_day == date(2021, 1, 4)


def test_rates_of_ones_own_need_prices_of_ones_own(tmp_path: Path) -> None:
    rates = write(tmp_path / "r.csv", "date,USD\n2021-01-04,0.01\n")
    with pytest.raises(Unusable) as caught:
        load_data(None, rates, rates)
    assert [fault.file for fault in caught.value.faults] == ["--fx", "--rates"]


def test_the_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    with pytest.raises(Unusable) as caught:
        load_data(tmp_path / "p", write(tmp_path / "fx.csv", ""), tmp_path)
    assert {Path(fault.file).name for fault in caught.value.faults} == {"p", "fx.csv", tmp_path.name}


def test_a_table_without_a_single_price_has_no_last_day(tmp_path: Path) -> None:
    data = load_data(write(tmp_path / "p.csv", "date,SPY\n2021-01-04,\n"))
    with pytest.raises(Unusable, match="no price at all"):
        _ = data.last_day

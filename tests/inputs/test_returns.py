"""Reading files of returns: what is taken, and every fault at once with its place."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from reporting.domain.errors import Unusable
from reporting.domain.units import Frequency
from reporting.inputs.returns import ReturnTable, read_returns


def read(folder: Path, text: str, frequency: str = "daily", **columns: str) -> ReturnTable:
    path = folder / "returns.csv"
    path.write_text(text, encoding="utf-8")
    return read_returns(path, Frequency(frequency), **columns)


def faults(folder: Path, text: str, frequency: str = "daily", **columns: str) -> list[str]:
    """What is said of a file that is refused, without the folder."""
    with pytest.raises(Unusable) as refusal:
        read(folder, text, frequency, **columns)
    return [str(fault).removeprefix(f"{folder}/") for fault in refusal.value.faults]


def test_late_starts_and_early_ends_are_taken(tmp_path: Path) -> None:
    table = read(tmp_path, "date,a,b\n2021-01-04,0.01,\n2021-01-05,-2e-2,.5\n2021-01-06,NaN,+0\n")
    assert table.columns == ("a", "b")
    assert [str(day) for day in table.dates] == ["2021-01-04", "2021-01-05", "2021-01-06"]
    np.testing.assert_array_equal(table.values, [[0.01, np.nan], [-0.02, 0.5], [np.nan, 0.0]])
    assert table.findings == ()


@pytest.mark.parametrize(
    "text",
    [
        "a,Date,b\n0.01,2021-01-04,0.02\n0.02,2021-01-05,0.03\n",
        ";a;b\n2021-01-04;0.01;0.02\n2021-01-05;0.02;0.03\n",
        "\ufeffdate\ta\tb\r\n2021-01-04\t0.01\t0.02\r\n\r\n2021-01-05\t0.02\t0.03\r\n",
        '"date", "a", b\n"2021-01-04", 0.01, 0.02\n2021-01-05, 0.02, "0.03"\n',
    ],
    ids=[
        "date in the middle",
        "semicolons and a nameless index",
        "tabs, byte order mark, blank line",
        "quotes",
    ],
)
def test_usual_layouts_of_csv(tmp_path: Path, text: str) -> None:
    table = read(tmp_path, text)
    assert table.columns == ("a", "b")
    assert table.values.tolist() == [[0.01, 0.02], [0.02, 0.03]]


def test_a_hole_names_dates_and_column(tmp_path: Path) -> None:
    text = (
        "date,a,b\n2021-01-04,0.01,0\n2021-01-05,,0\n2021-01-06,0.01,0\n"
        "2021-01-07,,0\n2021-01-08,,0\n2021-01-11,0,0\n"
    )
    assert faults(tmp_path, text) == [
        "returns.csv: a: no value on 2021-01-05; a series may start late but has no holes",
        "returns.csv: a: no value from 2021-01-07 to 2021-01-08; a series may start late but has no holes",
    ]


def test_all_faults_come_at_once_with_their_places(tmp_path: Path) -> None:
    text = (
        "date,a,b\n2021-01-04,x,5\n2021-01-06,0.1,1e309\n2021-01-05,1%,0\n"
        "2021-01-05,0.1\n01/02/2021,0,0\n2021-01-05,0,0\n"
    )
    said = faults(tmp_path, text, benchmark="aa", risk_free="zzz")
    assert said == [
        "returns.csv: --benchmark: there is no column aa; did you mean a?",
        "returns.csv: --risk-free: there is no column zzz; the file has a, b",
        "returns.csv:2:2: a: 'x' on 2021-01-04 is no return; write 5 % as 0.05",
        "returns.csv:3:3: b: '1e309' on 2021-01-06 is no return; write 5 % as 0.05",
        "returns.csv:4:2: a: '1%' on 2021-01-05 is no return; write 5 % as 0.05",
        "returns.csv:5: has 2 cells; the header has 3",
        "returns.csv:6:1: date: '01/02/2021' is no date; write it as 2021-12-31, without a time",
        "returns.csv:7: 2021-01-05 stands twice; keep one row",
        "returns.csv:4: dates run backwards in 1 place(s), first here; sort the rows by date",
        "returns.csv: b: 1 value(s), first 5 on 2021-01-04: looks like a percentage; write 5 % as 0.05",
    ]


@pytest.mark.parametrize("cell", ["inf", "1_000", "0,01x", "٣", "0x1p3", "1e400", "=1+1", "<b>"])
def test_what_is_no_plain_number_is_no_return(tmp_path: Path, cell: str) -> None:
    (said,) = faults(tmp_path, f'date,a\n2021-01-04,0.01\n2021-01-05,"{cell}"\n')
    assert said.startswith("returns.csv:3:2: a: ")


@pytest.mark.parametrize("cell", ["2021-01-05 00:00:00", "2021-02-30", "20210105", "2021-1-5", ""])
def test_a_date_is_a_plain_calendar_date(tmp_path: Path, cell: str) -> None:
    (said,) = faults(tmp_path, f"date,a\n2021-01-04,0.01\n{cell},0.02\n")
    assert "is no date" in said


def test_a_total_loss_and_a_percentage_are_told_apart(tmp_path: Path) -> None:
    assert "loses everything" in faults(tmp_path, "date,a\n2021-01-04,0.01\n2021-01-05,-1\n")[0]
    assert "looks like a percentage" in faults(tmp_path, "date,a\n2021-01-04,-1.2\n2021-01-05,2.5\n")[0]


def test_a_month_may_double(tmp_path: Path) -> None:
    assert read(tmp_path, "date,a\n2021-01-29,0.01\n2021-02-26,1.5\n", "monthly").values[1, 0] == 1.5


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "holds no returns"),
        ("date,a\n", "holds no returns"),
        ("date\n2021-01-04\n", "has one column"),
        ("date,a,a\n2021-01-04,0,0\n", "a: stands twice in the header"),
        ("date,a,\n2021-01-04,0,0\n", "a column has no name"),
        ("date,a,b\n2021-01-04,0,\n2021-01-05,0,\n", "b: holds no value at all"),
        ('date,a\n2021-01-04,"' + "0" * 200_000 + '"\n', "is no CSV"),
    ],
)
def test_files_that_hold_no_series(tmp_path: Path, text: str, said: str) -> None:
    assert any(said in line for line in faults(tmp_path, text))


def test_a_file_that_is_not_there_or_not_text(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="does not exist; check the path"):
        read_returns(tmp_path / "none.csv", Frequency.DAILY)
    with pytest.raises(Unusable, match="is not a file"):
        read_returns(tmp_path, Frequency.DAILY)
    (tmp_path / "binary.csv").write_bytes(b"PAR1\xff\xfe\x00")
    with pytest.raises(Unusable, match="UTF-8"):
        read_returns(tmp_path / "binary.csv", Frequency.DAILY)


def test_the_declared_frequency_counts_and_odd_dates_are_a_finding(tmp_path: Path) -> None:
    text = "date,a\n2021-01-29,0.01\n2021-02-26,0.02\n2021-03-31,0.01\n"
    table = read(tmp_path, text, "daily")
    assert table.frequency is Frequency.DAILY
    assert [finding.code for finding in table.findings] == ["frequency_unlike_dates"]
    assert read(tmp_path, text, "monthly").findings == ()


def test_an_annual_rate_as_risk_free_return_is_a_finding(tmp_path: Path) -> None:
    text = "date,a,rf\n2021-01-04,0.01,0.03\n2021-01-05,0.02,0.03\n"
    (finding,) = read(tmp_path, text, risk_free="rf").findings
    assert (finding.code, finding.ticker) == ("risk_free_looks_annual", "rf")


def test_what_is_no_file_is_not_waited_for(tmp_path: Path) -> None:
    import os

    pipe = tmp_path / "returns.csv"
    os.mkfifo(pipe)
    with pytest.raises(Unusable, match="is not a file"):
        read_returns(pipe, Frequency.DAILY)

"""Exchange rates and overnight rates: one convention inside, declared ones at the door."""

from pathlib import Path

import numpy as np
import pytest

from reporting.domain.errors import Unusable
from reporting.domain.market import Severity
from reporting.inputs.rates import read_cash_rates, read_fx

ULP = 1e-15
"""Closed forms of three operations: the last digits of a double."""


def write(folder: Path, text: str) -> Path:
    path = folder / "r.csv"
    path.write_text(text)
    return path


@pytest.mark.parametrize("header", ["date,USD,CHF", "date,usd_per_eur,chf_per_eur", "date,USD_per_EUR,chf"])
def test_exchange_rates_are_named_by_their_currency(tmp_path: Path, header: str) -> None:
    table = read_fx(write(tmp_path, f"{header}\n2021-01-04,1.2296,1.0811\n2021-01-05,,1.08\n"))
    assert table.names == ("USD", "CHF")
    np.testing.assert_array_equal(table.values, [[1.2296, 1.0811], [np.nan, 1.08]])


def test_long_exchange_rates_give_the_same_table(tmp_path: Path) -> None:
    table = read_fx(write(tmp_path, "date,currency,rate\n2021-01-04,USD,1.2\n2021-01-05,USD,1.3\n"))
    assert table.names == ("USD",)
    assert table.values[:, 0].tolist() == [1.2, 1.3]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("date,USD\n2021-01-04,0\n", "USD on 2021-01-04: 0 is not positive"),
        ("date,USD\n2021-01-04,-1.2\n", "is not positive"),
        ("date,USD,usd_per_eur\n2021-01-04,1,1\n", "both stand for USD"),
        ("date,USD\n2021-01-05,1\n2021-01-04,1\n", "2021-01-04 repeats an earlier one or steps back"),
        ("date,USD\n2021-01-05,1\n2021-01-05,1\n", "2021-01-05 repeats an earlier one or steps back"),
        ("date,eur_per_usd\n2021-01-04,0.8\n", "no column of rates"),
        ("date,currency,rate\n2021-01-04,USD,1\n2021-01-04,USD,2\n", "USD stands twice on 2021-01-04"),
    ],
)
def test_faulty_exchange_rates_are_refused(tmp_path: Path, text: str, hint: str) -> None:
    with pytest.raises(Unusable) as caught:
        read_fx(write(tmp_path, text))
    assert hint in str(caught.value)


def test_currency_columns_are_taken_as_they_are(tmp_path: Path) -> None:
    table = read_cash_rates(write(tmp_path, "date,EUR,USD\n2021-01-04,-0.005,0.001\n"))
    assert table.names == ("EUR", "USD")
    assert table.values.tolist() == [[-0.005, 0.001]]


@pytest.mark.parametrize(
    ("column", "quoted", "currency", "expected"),
    [
        # 3.6 % actual/360 earns 0.036 × 365/360 = 0.0365 in 365 days.
        ("estr_pct", "3.6", "EUR", 0.0365),
        ("ecb_deposit_facility_pct", "-0.36", "EUR", -0.00365),
        # A bill at 5 % discount costs 1 - 0.05 × 91/360 and pays 1 after 91 days:
        # simple yield (1/price - 1) × 365/91.
        ("tbill_13w_discount_pct", "5", "USD", (1 / (1 - 0.05 * 91 / 360) - 1) * 365 / 91),
    ],
)
def test_declared_quotations_become_annual_decimals(
    tmp_path: Path, column: str, quoted: str, currency: str, expected: float
) -> None:
    table = read_cash_rates(write(tmp_path, f"date,{column}\n2021-01-04,{quoted}\n"))
    assert table.names == (currency,)
    assert table.values[0, 0] == pytest.approx(expected, abs=ULP)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("date,USD\n2021-01-04,0.02\n2021-01-05,2.25\n", "USD on 2021-01-05: 2.25 lies outside"),
        ("date,USD\n2021-01-04,-0.6\n", "is it percent"),
        ("date,EUR,estr_pct\n2021-01-04,0.01,1\n", "two rates for EUR"),
        ("date,rate_of_something\n2021-01-04,1\n", "no column of rates"),
    ],
)
def test_doubtful_rates_are_refused(tmp_path: Path, text: str, hint: str) -> None:
    with pytest.raises(Unusable) as caught:
        read_cash_rates(write(tmp_path, text))
    assert hint in str(caught.value)


def test_a_change_of_source_is_a_finding(tmp_path: Path) -> None:
    text = "date,estr_pct,source\n2021-01-04,1,ECB\n2021-01-05,1,ECB\n2021-01-06,1,other\n"
    (finding,) = read_cash_rates(write(tmp_path, text)).findings
    assert (finding.code, finding.severity, str(finding.day), finding.detail) == (
        "source_change",
        Severity.WARN,
        "2021-01-06",
        "ECB > other",
    )


def test_in_a_long_file_each_currency_has_its_own_source(tmp_path: Path) -> None:
    text = (
        "date,currency,rate,source\n2021-01-04,EUR,0.01,ECB\n2021-01-04,USD,0.01,Fed\n"
        "2021-01-05,EUR,0.01,ECB\n2021-01-05,USD,0.01,other\n"
    )
    (finding,) = read_cash_rates(write(tmp_path, text)).findings
    assert (finding.ticker, finding.detail) == ("USD", "Fed > other")


def test_a_slipped_decimal_in_an_exchange_rate_is_refused_with_its_day(tmp_path: Path) -> None:
    path = tmp_path / "fx.csv"
    path.write_text("date,USD\n2020-01-02,1.10\n2020-01-03,110\n2020-01-06,1.10\n")
    with pytest.raises(Unusable, match="USD on 2020-01-03: 110 is more than half away"):
        read_fx(path)


def test_a_rate_that_is_not_positive_is_one_fault(tmp_path: Path) -> None:
    """The rates around it are compared with each other, not with it."""
    path = tmp_path / "fx.csv"
    path.write_text("date,USD\n2020-01-02,1.10\n2020-01-03,-1.1\n2020-01-06,1.11\n")
    with pytest.raises(Unusable) as caught:
        read_fx(path)
    assert len(caught.value.faults) == 1
    path.write_text("date,USD\n2020-01-02,1.10\n2020-01-03,0\n2020-01-06,110\n")
    with pytest.raises(Unusable, match="USD on 2020-01-06: 110 is more than half away"):
        read_fx(path)


def test_cash_rates_that_may_be_percent_are_doubted(tmp_path: Path) -> None:
    path = tmp_path / "rates.csv"
    path.write_text("date,USD\n2020-01-02,0.30\n2020-01-03,0.25\n")
    doubt = read_cash_rates(path).findings[-1]
    assert (doubt.code, doubt.ticker, doubt.detail) == ("high_rate", "USD", "30.0")
    path.write_text("date,USD\n2020-01-02,0.05\n2020-01-03,0.04\n")
    assert read_cash_rates(path).findings == ()

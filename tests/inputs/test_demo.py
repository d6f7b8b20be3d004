"""The demo market: fixed, plausible, and in the volatility classes that the documents rely on."""

import csv
import importlib.util
import subprocess
import sys
from datetime import date
from functools import cache

import numpy as np
import pytest

from reporting.domain.calendar import points
from reporting.domain.market import PriceTable
from reporting.domain.units import Frequency
from reporting.inputs.demo import FOLDER, demo_cash_rates, demo_fx, demo_prices
from reporting.inputs.demo.generate import files, generate
from reporting.inputs.demo.sessions import good_friday, holidays, sessions

CLASSES = {
    "AGG": 4, "SHY": 2, "VYM": 5, "BIL": 1, "SPY": 6, "IWM": 6,
    "BND": 4, "VNQ": 6, "QQQ": 6, "ARKK": 7, "IEMG": 6, "XLK": 6,
    "AGGH": 4, "IBGS": 2, "VHYL": 5, "XEON": 1, "CSPX": 6, "ZPRR": 6,
    "IWDP": 6, "EQQQ": 6, "ARKI": 7, "EMIM": 6, "IUIT": 6,
}  # fmt: skip
EDGES = np.array([0.005, 0.02, 0.05, 0.10, 0.15, 0.25])

LAST_DECIMAL = 1.01e-4
"""exp, log and pow may differ in their last bit between builds of numpy, which can tip a rounding to
four decimals: one unit of the last decimal, and a little for its own representation."""


@cache
def market() -> PriceTable:
    return demo_prices()


def column(ticker: str) -> np.ndarray:
    return market().closes[:, market().tickers.index(ticker)]


def weekly_volatility(values: np.ndarray, weeks: int = 260) -> float:
    ends = points(market().dates, Frequency.WEEKLY)[-weeks - 1 :]
    returns = values[ends][1:] / values[ends][:-1] - 1
    return float(np.std(returns, ddof=1) * np.sqrt(52))


def test_the_generator_writes_the_files_that_ship() -> None:
    for name, text in files(generate()).items():
        shipped = list(csv.reader((FOLDER / name).read_text(encoding="utf-8").splitlines()))
        made = list(csv.reader(text.splitlines()))
        assert made[0] == shipped[0]
        assert [row[0] for row in made] == [row[0] for row in shipped]
        numbers = [
            np.array([[float(cell or "nan") for cell in row[1:]] for row in rows[1:]])
            for rows in (made, shipped)
        ]
        np.testing.assert_allclose(*numbers, rtol=0, atol=LAST_DECIMAL)


def test_another_seed_makes_another_market() -> None:
    assert not np.allclose(generate(1).prices["SPY"], column("SPY"), rtol=0.01)


def test_the_files_are_plain_text_with_unix_line_ends() -> None:
    for name in ("prices.csv", "fx.csv", "rates.csv"):
        content = (FOLDER / name).read_bytes()
        assert content.isascii() and b"\r" not in content and content.endswith(b"\n")


@pytest.mark.parametrize(("ticker", "risk_class"), CLASSES.items())
def test_volatility_classes_at_the_end(ticker: str, risk_class: int) -> None:
    sigma = weekly_volatility(column(ticker))
    assert np.searchsorted(EDGES, sigma, side="right") + 1 == risk_class
    distance = np.abs(sigma / EDGES - 1).min()
    assert distance > 0.05, "too near an edge to be a safe example"


def test_twenty_years_end_on_the_declared_day() -> None:
    dates = market().dates
    assert (str(dates[0]), str(dates[-1])) == ("2006-01-03", "2026-10-30")
    for table in (demo_fx(), demo_cash_rates()):
        assert table.dates.tobytes() == dates.tobytes()
        assert np.isfinite(table.values).all() and table.synthetic
    assert demo_fx().names == ("USD",)
    assert set(demo_cash_rates().names) == {"EUR", "USD"}


def test_late_listings_and_no_holes_after_them() -> None:
    first = {"ARKK": "2014-10-31", "IEMG": "2012-10-24", "ARKI": "2018-01-16", "EMIM": "2014-05-30"}
    for ticker in market().tickers:
        priced = ~np.isnan(column(ticker))
        start = int(np.argmax(priced))
        assert str(market().dates[start]) == first.get(ticker, "2006-01-03")
        assert priced[start:].all()


def test_growth_and_falls_are_plausible() -> None:
    years = 20.8
    spy, agg = column("SPY"), column("AGG")
    assert 0.07 < (spy[-1] / spy[0]) ** (1 / years) - 1 < 0.09
    assert 0.02 < (agg[-1] / agg[0]) ** (1 / years) - 1 < 0.04
    drawdown = spy / np.maximum.accumulate(spy) - 1
    assert -0.57 < drawdown.min() < -0.45
    quick = slice(
        *np.searchsorted(market().dates, np.array(["2020-02-19", "2020-03-24"], dtype="datetime64[D]"))
    )
    assert spy[quick][-1] / spy[quick][0] - 1 < -0.28
    rates_shock = agg[np.searchsorted(market().dates, np.datetime64("2022-10-12"))]
    before = agg[np.searchsorted(market().dates, np.datetime64("2022-01-04"))]
    assert -0.20 < rates_shock / before - 1 < -0.10


def test_tails_are_fat_and_volatility_clusters() -> None:
    returns = np.diff(np.log(column("WORLD")))
    centred = returns - returns.mean()
    assert np.mean(centred**4) / np.mean(centred**2) ** 2 > 5
    squares = np.abs(centred)
    assert np.corrcoef(squares[1:], squares[:-1])[0, 1] > 0.15


def test_counterparts_follow_their_parents_in_euros() -> None:
    dollars = demo_fx().values[:, 0]
    for ticker, parent in (("CSPX", "SPY"), ("EQQQ", "QQQ"), ("IUIT", "XLK"), ("VHYL", "VYM")):
        ratio = column(ticker) / (column(parent) / dollars)
        drift = np.log(ratio[-1] / ratio[0]) / 20.8
        assert -0.005 < drift < 0.001, "costs alone set them apart"
        assert np.std(np.diff(np.log(ratio))) < 0.002


def test_cash_funds_earn_the_overnight_rate_less_cost() -> None:
    table = demo_cash_rates()
    days = np.diff(table.dates).astype(float)
    for ticker, currency, cost in (("BIL", "USD", 0.0014), ("XEON", "EUR", 0.0010)):
        rate = table.values[:-1, table.names.index(currency)]
        earned = np.prod(1 + (rate - cost) * days / 365)
        # Two prices, each off by up to a cent on about 75.
        assert column(ticker)[-1] / column(ticker)[0] == pytest.approx(earned, rel=4e-4)


@pytest.mark.parametrize(
    ("year", "expected"),
    [
        (2008, "2008-03-21"),
        (2011, "2011-04-22"),
        (2019, "2019-04-19"),
        (2024, "2024-03-29"),
        (2025, "2025-04-18"),
        (2026, "2026-04-03"),
    ],
)
def test_good_friday_falls_where_the_church_says(year: int, expected: str) -> None:
    assert good_friday(year).isoformat() == expected


def test_holidays_of_a_known_year() -> None:
    # The New York Stock Exchange's published holidays of 2022.
    assert [day.isoformat() for day in holidays(2022)] == [
        "2022-01-17",
        "2022-02-21",
        "2022-04-15",
        "2022-05-30",
        "2022-06-20",
        "2022-07-04",
        "2022-09-05",
        "2022-11-24",
        "2022-12-26",
    ]


def test_no_session_on_a_weekend_or_holiday() -> None:
    days = sessions(date(2023, 1, 1), date(2023, 12, 31))
    assert len(days) == 250  # as the New York Stock Exchange had in 2023
    assert not set(days.tolist()) & set(holidays(2023))


@pytest.mark.skipif(importlib.util.find_spec("pandas") is None, reason="nothing to keep out")
def test_reading_the_demo_market_imports_no_heavy_library() -> None:
    code = (
        "import sys; from reporting.inputs.demo import demo_prices; demo_prices();"
        "print(*{'pandas', 'pyarrow', 'scipy'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""

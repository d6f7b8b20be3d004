"""Weekly blocks, their resampling and the calibration, by hand and against the reference."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from reporting.domain.errors import Refused
from reporting.domain.series import InstrumentReturns
from reporting.measures.scenarios import bootstrap
from tests.measures.scenarios import reference
from tests.measures.scenarios.settings import ASSUMPTIONS, days_by_weekday, long_market
from tests.strategy import builders
from tests.strategy import reference as rules
from tests.tolerances import EXACT


@pytest.mark.parametrize("place", range(5))
def test_the_weekly_blocks_equal_the_reference_whatever_the_weekday(place: int) -> None:
    known, as_of = long_market(), days_by_weekday()[place]
    found = bootstrap.instrument_returns(known, as_of, "balanced")
    expected = reference.common_history(builders.plain_prices(known), known.index_of(as_of))
    assert builders.dates_of(found.weeks) == expected.mondays
    np.testing.assert_allclose(found.gross, expected.gross, rtol=0, atol=EXACT)
    assert (found.gross == 1.0).all(axis=2).any(), "some day is a holiday"


def test_a_week_enters_with_its_friday_or_when_it_is_over() -> None:
    known = builders.market_of(builders.weekdays("2010-01-06", 1500), builders.random_closes(1, 1500, 2))
    friday = np.datetime64("2015-07-03")
    whole = bootstrap.instrument_returns(known, friday, "x")
    assert whole.weeks[0] == np.datetime64("2010-01-11"), "the first week has no return of Monday"
    assert whole.weeks[-1] == np.datetime64("2015-06-29")
    assert bootstrap.instrument_returns(known, friday - 1, "x").weeks[-1] == np.datetime64("2015-06-22")
    assert bootstrap.instrument_returns(known, friday + 1, "x").weeks[-1] == np.datetime64("2015-06-29")


def test_the_blocks_multiply_to_the_price() -> None:
    known, as_of = long_market(), long_market().sessions[-1]
    found = bootstrap.instrument_returns(known, as_of, "balanced")
    before = known.closes[known.index_of(found.weeks[0] - 1)]
    after = known.closes[known.index_of(found.weeks[-1] + 6)]
    assert found.gross.prod(axis=(0, 1)) == pytest.approx(after / before, rel=1e-11)


def test_fewer_than_260_common_weeks_are_refused_and_the_youngest_is_named() -> None:
    known = builders.listed_from(long_market(), "BBB", 600)
    with pytest.raises(Refused, match="BBB"):
        bootstrap.instrument_returns(known, known.sessions[-1], "balanced")


def test_a_delisted_etf_has_no_future() -> None:
    known = builders.delisted_after(long_market(), "CCC", 1650)
    with pytest.raises(Refused, match="CCC"):
        bootstrap.instrument_returns(known, known.sessions[-1], "balanced")


def test_later_rows_do_not_reach_the_blocks() -> None:
    known = long_market()
    as_of = known.sessions[1640]
    closes = known.closes.copy()
    closes[1641:] = 1e6
    false = bootstrap.instrument_returns(replace(known, closes=closes), as_of, "balanced")
    assert np.array_equal(false.gross, bootstrap.instrument_returns(known, as_of, "balanced").gross)


def test_the_calibrated_mean_week_is_the_assumed_one() -> None:
    found = bootstrap.instrument_returns(long_market(), long_market().sessions[-1], "balanced")
    assumed = np.array(ASSUMPTIONS)
    moved = bootstrap.calibrated(found, assumed)
    weekly = moved.prod(axis=1)
    assert weekly.mean(axis=0) == pytest.approx((1 + assumed) ** (7 / 365.25), abs=EXACT)
    # one factor a day for each ETF: the shape of history stays
    factors = reference.calibration(reference.History([], found.gross.tolist()), [float(a) for a in assumed])
    np.testing.assert_allclose(moved / found.gross, np.broadcast_to(factors, moved.shape), rtol=0, atol=EXACT)


def test_days_without_session_are_calibrated_too() -> None:
    flat = InstrumentReturns(np.array(["2020-01-06"], dtype="datetime64[D]"), np.ones((1, 5, 1)))
    moved = bootstrap.calibrated(flat, np.array([0.05]))
    assert moved.ravel() == pytest.approx([1.05 ** (7 / 365.25 / 5)] * 5, abs=EXACT)


# --- the simulated calendar ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("as_of", "years", "first", "last"),
    [
        ("2021-12-31", 5, "2022-01-03", "2026-12-31"),
        ("2021-12-31", 1, "2022-01-03", "2022-12-30"),  # the anniversary is a Saturday
        ("2021-10-01", 1, "2021-10-04", "2022-09-30"),
        ("2024-02-29", 1, "2024-03-01", "2025-02-28"),
        ("2024-02-29", 4, "2024-03-01", "2028-02-29"),
        ("2021-09-29", 2, "2021-09-30", "2023-09-29"),
    ],
)
def test_a_path_has_every_weekday_until_the_anniversary(
    as_of: str, years: int, first: str, last: str
) -> None:
    found = bootstrap.horizon(np.datetime64(as_of), years)
    assert (found.days[0], found.days[-1]) == (np.datetime64(first), np.datetime64(last))
    assert np.is_busday(found.days).all()
    assert len(found.days) == np.busday_count(found.days[0], found.days[-1] + 1)
    assert builders.dates_of(found.days)[-1] == reference.anniversary(
        np.datetime64(as_of).astype(object), years
    )


def test_simulated_weeks_are_iso_weeks_and_days_keep_their_weekday() -> None:
    found = bootstrap.horizon(np.datetime64("2021-09-29"), 1)  # a Wednesday
    assert found.week[:8].tolist() == [0, 0, 1, 1, 1, 1, 1, 2]
    assert found.place[:8].tolist() == [3, 4, 0, 1, 2, 3, 4, 0]
    mondays = sorted({rules.monday(day) for day in builders.dates_of(found.days)})
    assert found.weeks == len(mondays)


# --- resampling ----------------------------------------------------------------------------------------


def test_source_weeks_equal_the_reference_path_by_path() -> None:
    # 50 000 draws: a chance of a fresh week that is off by a thousandth would show
    key = rules.philox_key("balanced|1|2021-12-31|20260101|scenario")
    found = bootstrap.source_weeks(key, range(0, 96), 522, 310)
    as_of = np.datetime64("2021-12-31").astype(object)
    for k in range(96):
        expected = reference.source_weeks(builders.profile(), as_of, k, 522, 310)
        assert found[:, k].tolist() == expected


def test_a_path_is_the_same_wherever_the_block_begins() -> None:
    whole = bootstrap.source_weeks(123, range(0, 40), 60, 300)
    assert np.array_equal(whole[:, 17:23], bootstrap.source_weeks(123, range(17, 23), 60, 300))
    assert np.array_equal(whole[:20], bootstrap.source_weeks(123, range(0, 40), 20, 300))


def test_the_path_number_stands_in_the_last_word_of_the_counter() -> None:
    far = 2**40 + 3
    generator = np.random.Generator(np.random.Philox(key=9, counter=[0, 0, 0, far]))
    u = generator.random((5, 2))
    found = bootstrap.source_weeks(9, range(far, far + 1), 5, 1000)[:, 0]
    expected = [int(u[0, 1] * 1000)]
    for u1, u2 in u[1:]:
        expected.append(int(u2 * 1000) if u1 < 1 / 8 else (expected[-1] + 1) % 1000)
    assert found.tolist() == expected


def test_blocks_are_eight_weeks_long_on_average_and_wrap_round() -> None:
    found = bootstrap.source_weeks(5, range(0, 200), 261, 300)
    steps = (found[1:] - found[:-1]) % 300
    # a fresh week continues the block by chance once in 300
    expected = 1 - (1 / 8) * (299 / 300)
    count = steps.size
    assert abs((steps == 1).mean() - expected) < 4 * np.sqrt(expected * (1 - expected) / count)
    assert ((found[:-1] == 299) & (found[1:] == 0)).any()
    assert found.min() == 0 and found.max() == 299
    share = np.bincount(found.ravel(), minlength=300) / found.size
    assert share.max() < 3 / 300, "no week is preferred"

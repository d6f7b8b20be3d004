"""Units and cash, interest, fees and costs: by hand on a few days, and day by day against the reference."""

from __future__ import annotations

from datetime import date

import numpy as np
import pytest

from reporting.domain.fees import PerformanceFee
from reporting.domain.series import Floats
from reporting.strategy.execution import Record, Tape, Terms, run
from reporting.strategy.signals import Booleans
from tests.strategy import builders, reference
from tests.strategy.builders import METHOD
from tests.tolerances import EXACT

FREE = Terms(np.zeros(2))


def tape(
    days: list[str],
    growth: list[list[float]] | None = None,
    rate: float | Floats = 0.0,
    last: Booleans | None = None,
    spread: float = 0.0,
) -> Tape:
    """Two ETFs over the given days, flat unless told."""
    gross = np.ones((len(days), 2)) if growth is None else np.array(growth)
    rates = np.broadcast_to(rate, len(days))
    return Tape(np.array(days, dtype="datetime64[D]"), gross[:, :, None], rates, last, spread)


def orders(**rows: list[float]) -> dict[int, Floats]:
    return {int(name[1:]): np.array(weights)[:, None] for name, weights in rows.items()}


def nav(record: Record) -> list[float]:
    return [float(x) for x in record.nav[:, 0]]


WEEK = ["2021-03-01", "2021-03-02", "2021-03-03", "2021-03-04", "2021-03-05", "2021-03-08"]


def test_the_first_point_is_100_and_the_first_cost_shows_in_the_next() -> None:
    record = run(tape(WEEK[:3]), orders(t0=[0.6, 0.4]), Terms(np.array([0.001, 0.002])), 1)
    # 60 x 0.001 + 40 x 0.002
    assert nav(record) == pytest.approx([100.0, 99.86, 99.86], abs=EXACT)
    assert record.costs[:, 0] == pytest.approx([0.14, 0, 0], abs=EXACT)
    assert record.turnover[0, 0] == 0.5


def test_time_runs_from_the_first_session_on() -> None:
    assert tape(WEEK).spans * 365 == pytest.approx([0, 1, 1, 1, 1, 3], abs=EXACT)


def test_later_points_are_after_the_costs_of_their_own_day() -> None:
    record = run(tape(WEEK[:3]), orders(t0=[0.5, 0.5], t1=[1.0, 0.0]), Terms(np.array([0.001, 0.001])), 1)
    # day 1: NAV before trades 99.9; 49.9 more of the first, 50 less of the second
    assert nav(record) == pytest.approx([100.0, 99.9 - 0.0999, 99.9 - 0.0999], abs=EXACT)
    assert record.turnover[1, 0] == pytest.approx(0.5 * 99.9 / 99.9, abs=EXACT)


def test_units_drift_with_prices_between_trades() -> None:
    growth = [[1, 1], [1.1, 0.9], [1.2, 1.0]]
    record = run(tape(WEEK[:3], growth), orders(t0=[0.5, 0.3]), FREE, 1, keep_holdings=True)
    assert nav(record) == pytest.approx([100, 20 + 55 + 27, 20 + 66 + 27], abs=1e-11)
    assert record.holdings is not None
    assert record.holdings[:, :, 0] == pytest.approx(np.array([[50, 30], [55, 27], [66, 27]]), abs=1e-11)


def test_cash_earns_the_rate_of_the_session_before_over_calendar_days() -> None:
    rates = np.array([0.0, 0.0, 0.0, 0.0, 0.0365, 0.5])
    record = run(tape(WEEK, rate=rates), {}, FREE, 1)
    # Friday's 3.65 % over three days to Monday; Monday's own rate earns nothing yet
    assert nav(record)[-2:] == pytest.approx([100.0, 100.0 * (1 + 0.0365 * 3 / 365)], abs=EXACT)


def test_negative_cash_pays_interest_too() -> None:
    record = run(tape(WEEK[:2], rate=0.73), orders(t0=[0.5, 0.5]), Terms(np.full(2, 0.01)), 1)
    # one unit of cost is owed for a day at 0.73 / 365 = 0.2 %
    assert record.cash[:, 0] == pytest.approx([-1.0, -1.002], abs=EXACT)
    assert nav(record)[1] == pytest.approx(98.998, abs=EXACT)


def test_borrowed_cash_pays_the_spread_and_a_deposit_does_not_earn_it() -> None:
    for weights, rate in (([0.6, 0.6], 0.73 + 0.365), ([0.4, 0.4], 0.73)):
        record = run(tape(WEEK[:2], rate=0.73, spread=0.365), orders(t0=weights), FREE, 1)
        cash = 100 * (1 - sum(weights))
        assert record.cash[1, 0] == pytest.approx(cash * (1 + rate / 365), abs=EXACT)


def test_fees_accrue_on_the_printed_value_of_the_day_before() -> None:
    terms = Terms(np.full(2, 0.01), fee=0.365)
    record = run(tape(WEEK[:3]), orders(t0=[1.0, 0.0]), terms, 1)
    # day 1: 0.1 % of 100 although only 99 are left after costs; day 2: 0.1 % of the 98.9 printed
    assert record.fees[:, 0] == pytest.approx([0.0, 0.1, 0.0989], abs=EXACT)
    assert nav(record) == pytest.approx([100.0, 98.9, 98.8011], abs=EXACT)


def test_fees_are_paid_on_the_last_session_of_the_month_before_trades() -> None:
    days = ["2021-04-28", "2021-04-29", "2021-04-30", "2021-05-03"]
    record = run(tape(days, rate=0.73), {}, Terms(np.zeros(2), fee=0.365), 1)
    # until the 30th interest runs on all cash, fees owed included; after it on what is left
    gross = 100 * 1.002
    owed = 0.1
    value = gross - owed
    gross *= 1.002
    owed += 0.001 * value
    value = gross - owed
    gross -= owed  # paid
    gross *= 1.006  # three days
    assert nav(record)[2:] == pytest.approx([value, gross - 0.003 * value], abs=EXACT)


def test_a_month_whose_last_weekday_is_missing_is_paid_on_its_last_session() -> None:
    assert tape(["2021-04-28", "2021-04-29", "2021-05-03"]).month_ends.tolist() == [False, True, False]
    assert tape(["2021-04-28", "2021-04-29"]).month_ends.tolist() == [False, False]
    assert tape(["2021-04-29", "2021-04-30"]).month_ends.tolist() == [False, True]


def test_custody_accrues_beside_the_fee_and_is_paid_with_it() -> None:
    days = ["2021-04-28", "2021-04-29", "2021-04-30", "2021-05-03"]
    both, one = (
        run(tape(days, rate=0.73), {}, terms, 1)
        for terms in (Terms(np.zeros(2), fee=0.2, custody=0.165), Terms(np.zeros(2), fee=0.365))
    )
    assert nav(both) == pytest.approx(nav(one), abs=EXACT)
    assert both.cash == pytest.approx(one.cash, abs=EXACT)
    assert both.fees + both.custody == pytest.approx(one.fees, abs=EXACT)
    assert both.custody[1, 0] == pytest.approx(100 * 0.165 / 365, abs=EXACT)


# --- the performance fee -----------------------------------------------------------------------------

YEARS = ["2020-12-31", "2021-06-30", "2021-12-31", "2022-12-30", "2022-12-31", "2023-12-29"]
"""Held alone, the first ETF is the value before fees; 2022 ends on a Saturday, so on its last Friday."""


def marked(
    growth: list[float], share: float = 0.2, hurdle: float = 0.0, mark: bool = True, days: list[str] = YEARS
) -> Record:
    """The first ETF, bought for everything without cost, under a performance fee alone."""
    moves = [[1.0, 1.0], *([move, 1.0] for move in growth)]
    terms = Terms(np.zeros(2), performance=PerformanceFee(share, hurdle, mark))
    return run(tape(days[: len(moves)], moves), orders(t0=[1.0, 0.0]), terms, 1, keep_holdings=True)


def test_a_share_of_the_years_gain_above_the_hurdle_is_due() -> None:
    """A fifth of what a year leaves above 5 %; the second year's mark is what the first one left."""
    record = marked([1.0, 1.10, 1.10], hurdle=0.05)
    first = 0.2 * (110 - 105)
    before = 110 * 1.10 - first  # the fee was paid out of cash, which goes below zero and earns nothing
    second = 0.2 * (before - 109 * (1 + 0.05 * 364 / 365))
    assert nav(record)[2:] == pytest.approx([109, before - second], abs=EXACT)
    assert record.performance[:, 0] == pytest.approx([0, 0, first, second], abs=EXACT)


def test_a_high_water_mark_outlives_a_fall_and_a_yearly_mark_does_not() -> None:
    """100 falls to 80, then rises to 95: below the high-water mark, 15 above the start of the year."""
    for mark, fee in ((True, 0.0), (False, 0.2 * 15)):
        record = marked([1.0, 0.8, 95 / 80], mark=mark)
        assert nav(record)[2:] == pytest.approx([80, 95 - fee], abs=EXACT)
    record = marked([1.0, 0.8, 110 / 80])
    assert nav(record)[3] == pytest.approx(110 - 0.2 * 10, abs=EXACT)


def test_the_mark_is_what_a_fee_left_and_not_the_peak_between_two_settlements() -> None:
    """130 in June, 120 at the year's end: a fee on 20 leaves 116, and above 116 the next one begins."""
    record = marked([1.30, 120 / 130, 1.10])
    assert nav(record)[1:3] == pytest.approx([130 - 6, 116], abs=EXACT)
    value = 120 * 1.1 - 4
    assert record.performance[3, 0] == pytest.approx(0.2 * (value - 116), abs=EXACT)


def test_a_fall_takes_back_what_was_accrued_but_never_what_was_paid() -> None:
    record = marked([1.20, 0.75, 1.0, 1.0, 1.3])
    assert record.performance[:, 0] == pytest.approx([0, 4, -4, 0, 0, 0.2 * (117 - 100)], abs=EXACT)
    paid = marked([1.0, 1.2, 0.5])
    assert paid.performance[:, 0] == pytest.approx([0, 0, 4, 0], abs=EXACT)
    assert paid.cash[:, 0] == pytest.approx([0, 0, -4, -4], abs=EXACT)


def test_the_hurdle_of_a_part_of_a_year_is_that_part() -> None:
    days = ["2021-10-01", "2021-12-31", "2022-01-03"]
    record = marked([1.05, 1.0], hurdle=0.10, days=days)
    assert record.performance[1, 0] == pytest.approx(0.2 * (105 - 100 * (1 + 0.10 * 91 / 365)), abs=EXACT)


def test_it_is_settled_on_the_last_session_of_a_completed_year_alone() -> None:
    assert tape(YEARS[:3]).year_ends.tolist() == [True, False, True]
    assert tape(YEARS[2:4]).year_ends.tolist() == [True, True]  # the last weekday of 2022 is known to be
    assert tape(["2021-11-30", "2021-12-30"]).year_ends.tolist() == [False, False]


def test_each_fee_accrues_on_what_the_other_one_left() -> None:
    """Day 1: a fee of 0.1 % on 100, then a fifth of what 110 - 0.1 has gained. Day 2 on the printed value."""
    terms = Terms(np.zeros(2), fee=0.365, performance=PerformanceFee(0.2, 0.0, True))
    moves = [[1.0, 1.0], [1.1, 1.0], [1.0, 1.0]]
    record = run(tape(WEEK[:3], moves), orders(t0=[1.0, 0.0]), terms, 1)
    first = 110 - 0.1 - 0.2 * 9.9
    assert record.fees[2, 0] == pytest.approx(first * 0.001, abs=EXACT)
    owed = 0.1 + first * 0.001
    assert nav(record) == pytest.approx([100, first, 110 - owed - 0.2 * (10 - owed)], abs=EXACT)


def test_portfolios_have_marks_of_their_own() -> None:
    terms = Terms(np.zeros(2), performance=PerformanceFee(0.2, 0.0, True))
    growth = np.array([[1.0, 1.0], [1.0, 1.0], [1.2, 0.9], [1.0, 1.2]])[:, None, :]
    days = np.array(YEARS[:4], dtype="datetime64[D]")
    record = run(Tape(days, growth, np.zeros(4)), {0: np.ones((1, 2))}, terms, 2)
    assert record.nav[2:] == pytest.approx(np.array([[116, 90], [116, 108 - 0.2 * 8]]), abs=EXACT)


def test_targets_are_shares_of_the_value_after_accrued_fees() -> None:
    record = run(tape(WEEK[:2]), orders(t1=[0.5, 0.25]), Terms(np.zeros(2), fee=0.365), 1, keep_holdings=True)
    assert record.holdings is not None
    assert record.holdings[1, :, 0] == pytest.approx([0.5 * 99.9, 0.25 * 99.9], abs=EXACT)


def test_a_rebalance_below_the_minimum_turnover_is_skipped_and_recorded() -> None:
    terms = Terms(np.full(2, 0.001), min_turnover=0.05)
    plan = orders(t0=[0.5, 0.5], t1=[0.52, 0.48], t2=[0.6, 0.4])
    record = run(tape(WEEK[:4]), plan, terms, 1, keep_holdings=True)
    assert record.skipped[:, 0].tolist() == [False, True, False, False]
    assert record.turnover[1, 0] == 0 and record.costs[1, 0] == 0
    assert record.holdings is not None
    assert record.holdings[1, :, 0].tolist() == [50.0, 50.0]
    assert record.turnover[2, 0] > 0.09


def test_a_rebalance_of_exactly_the_minimum_turnover_is_made() -> None:
    record = run(tape(WEEK[:3]), orders(t0=[0.5, 0.5], t1=[0.625, 0.375]), Terms(np.zeros(2), 0, 0.125), 1)
    assert not record.skipped.any() and record.turnover[1, 0] == 0.125


def test_a_delisted_holding_becomes_cash_on_its_last_session_at_no_cost() -> None:
    last = np.zeros((4, 2), dtype=bool)
    last[1, 0] = True
    growth = [[1, 1], [1.2, 1], [1, 1], [1, 1]]
    terms = Terms(np.full(2, 0.01))
    flat = tape(WEEK[:4], growth, 0.365, last)
    record = run(flat, orders(t0=[0.5, 0.5]), terms, 1, keep_holdings=True)
    assert record.holdings is not None
    assert record.holdings[1:, 0, 0].tolist() == [0.0, 0.0, 0.0]
    cash = -1 * 1.001 + 60
    assert record.cash[1:, 0] == pytest.approx([cash, cash * 1.001, cash * 1.001**2], abs=EXACT)
    assert record.costs[1:].sum() == 0


def test_interest_costs_and_fees_explain_every_change_of_value() -> None:
    record = random_record(seed=3)
    assert record.holdings is not None
    held, costs = record.holdings[:, :, 0], record.costs[:, 0].copy()
    growth = random_tape(3).growth[:, :, 0]
    gains = (held[:-1] * (growth[1:] - 1)).sum(axis=1)
    change = gains + (record.interest - record.fees)[1:, 0] - costs[1:]
    change[0] -= costs[0]  # the first cost shows in the second point
    assert np.diff(record.nav[:, 0]) == pytest.approx(change, abs=1e-10)


def random_tape(seed: int) -> Tape:
    known = builders.market(seed, 260, start="2019-05-02")
    growth = np.ones((260, 4, 1))
    growth[1:, :, 0] = known.closes[1:] / known.closes[:-1]
    last = np.zeros((260, 4), dtype=bool)
    last[200, 1] = True
    growth[201:, 1] = 1.0
    return Tape(known.sessions, growth, known.cash_rate, last, spread=0.01)


def random_orders(seed: int) -> dict[int, list[float]]:
    noise = np.random.Generator(np.random.Philox(key=seed))
    plan = {}
    for row in [0, *range(int(noise.integers(1, 5)), 260, 5)]:
        weights = noise.dirichlet(np.ones(5))[:4] * noise.choice([0.9, 1.0, 1.3])
        plan[row] = [float(x) for x in weights]
        if row >= 200:
            plan[row][1] = 0.0
    return plan


def random_record(seed: int, min_turnover: float = 0.0) -> Record:
    terms = Terms(np.array(builders.COSTS[:4]), 0.0072, min_turnover)
    plan = {row: np.array(weights)[:, None] for row, weights in random_orders(seed).items()}
    return run(random_tape(seed), plan, terms, 1, keep_holdings=True)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("min_turnover", [0.0, 0.25])
def test_a_random_year_equals_the_reference_day_by_day(seed: int, min_turnover: float) -> None:
    known = builders.market(seed, 260, start="2019-05-02")
    known = builders.delisted_after(known, "BBB", 200)
    facts = builders.plain_facts(4)
    facts.last_date[1] = known.sessions[200].astype(object)
    prices = builders.plain_prices(known)
    book = reference.execute(prices, facts, random_orders(seed), 0.0072, min_turnover, spread=0.01)
    record = random_record(seed, min_turnover)
    assert record.nav[:, 0] == pytest.approx(book.nav, abs=METHOD)
    net_cash = np.array(book.cash) - np.array(book.accrued)
    assert record.cash[:, 0] == pytest.approx(net_cash, abs=METHOD)
    traded = np.flatnonzero(record.turnover[:, 0])
    assert traded.tolist() == list(book.cost)
    assert record.costs[traded, 0] == pytest.approx(list(book.cost.values()), abs=METHOD)
    assert record.turnover[traded, 0] == pytest.approx(list(book.turnover.values()), abs=METHOD)
    assert np.flatnonzero(record.skipped[:, 0]).tolist() == book.skipped
    assert (min_turnover > 0) == bool(book.skipped), "the case skips something, or nothing"


def test_portfolios_side_by_side_do_not_touch_each_other() -> None:
    noise = np.random.Generator(np.random.Philox(key=9))
    terms = Terms(np.array(builders.COSTS[:4]), 0.0072, 0.3)
    wide = {row: noise.dirichlet(np.ones(5), 3).T[:4] for row in range(0, 200, 5)}
    together = run(random_tape(1), wide, terms, 3)
    for k in range(3):
        alone = run(random_tape(1), {row: part[:, k : k + 1] for row, part in wide.items()}, terms, 1)
        assert np.array_equal(together.nav[:, k], alone.nav[:, 0])
        assert np.array_equal(together.cash[:, k], alone.cash[:, 0])


def test_the_reference_pays_fees_by_hand() -> None:
    prices = reference.Prices([date(2021, 4, 29), date(2021, 4, 30)], [[1.0], [1.0]], [0.0, 0.0])
    facts = reference.Facts(["bonds"], [0.0], [0.0], [None])
    book = reference.execute(prices, facts, {0: [0.0]}, fee=0.365)
    assert book.nav == pytest.approx([100, 99.9]) and book.cash == pytest.approx([100, 99.9])

"""Forward scenarios of docs/method.md section 9 a second time: one path at a time, from the page alone."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from reporting.domain.profile import Profile
from tests.strategy import reference as rules


@dataclass
class History:
    """Complete weeks of common history: daily gross returns [week][weekday][ETF], 1.0 without session."""

    mondays: list[date]
    gross: list[list[list[float]]]


def common_history(prices: rules.Prices, as_of: int) -> History:
    """The weeks, complete as seen from row `as_of`, in which every ETF has a return for every session."""
    n = len(prices.closes[0])
    complete = {rules.monday(prices.days[t]) for t in rules.weekly_points(prices.days, as_of)}
    first = next(t for t in range(as_of + 1) if all(x is not None for x in prices.closes[t]))
    start = rules.monday(prices.days[first + 1])
    if any(rules.monday(prices.days[t]) == start for t in range(first + 1)):
        start += timedelta(days=7)  # a return of this week is missing
    day = start
    history = History([], [])
    while day in complete or any(x > day for x in complete):
        week = [[1.0] * n for _ in range(5)]
        for t in range(1, as_of + 1):
            if rules.monday(prices.days[t]) == day:
                week[prices.days[t].weekday()] = [
                    prices.closes[t][i] / prices.closes[t - 1][i] for i in range(n)
                ]
        history.mondays.append(day)
        history.gross.append(week)
        day += timedelta(days=7)
    return history


def calibration(history: History, assumptions: list[float]) -> list[float]:
    """g_i: makes the mean weekly gross return of ETF i equal to (1 + a_i)^(7/365.25)."""
    factors = []
    for i, a in enumerate(assumptions):
        weekly = [math.prod(day[i] for day in week) for week in history.gross]
        factors.append(((1 + a) ** (7 / 365.25) / rules.mean(weekly)) ** (1 / 5))
    return factors


def source_weeks(profile: Profile, as_of: date, k: int, count: int, weeks: int) -> list[int]:
    """The source week of each week of path k."""
    text = f"{profile.id}|{profile.version}|{as_of.isoformat()}|{profile.total_weight.seed}|scenario"
    generator = np.random.Generator(np.random.Philox(key=rules.philox_key(text), counter=[0, 0, 0, k]))
    found: list[int] = []
    for week in range(count):
        u1, u2 = generator.random(), generator.random()
        if week == 0 or u1 < 1 / 8:
            found.append(math.floor(u2 * weeks))
        else:
            found.append((found[-1] + 1) % weeks)
    return found


def anniversary(day: date, years: int) -> date:
    """The last weekday on or before the anniversary."""
    try:
        day = day.replace(year=day.year + years)
    except ValueError:  # 29 February
        day = day.replace(year=day.year + years, day=28)
    while day.weekday() > 4:
        day -= timedelta(days=1)
    return day


def path_prices(
    prices: rules.Prices,
    profile: Profile,
    as_of: int,
    assumptions: list[float],
    risk_free: float,
    years: int,
    k: int,
) -> tuple[rules.Prices, int]:
    """History and path k in one table, and the row of the as-of date in it."""
    n = len(prices.closes[0])
    history = common_history(prices, as_of)
    factors = calibration(history, assumptions)
    today = prices.days[as_of]
    days = []
    day = rules.next_weekday(today)
    while day <= anniversary(today, years):
        days.append(day)
        day = rules.next_weekday(day)
    mondays = sorted({rules.monday(day) for day in days})
    sources = source_weeks(profile, today, k, len(mondays), len(history.gross))

    ends = rules.weekly_points(prices.days, as_of)
    begin = rules.monday(prices.days[ends[-261]]) if len(ends) >= 261 else prices.days[0]
    kept = [t for t in range(as_of + 1) if prices.days[t] >= begin]
    table = rules.Prices(
        [prices.days[t] for t in kept], [list(prices.closes[t]) for t in kept], [risk_free] * len(kept)
    )
    anchor = len(kept) - 1
    for day in days:
        week = history.gross[sources[mondays.index(rules.monday(day))]]
        before = table.closes[-1]
        table.closes.append([before[i] * week[day.weekday()][i] * factors[i] for i in range(n)])
        table.days.append(day)
        table.rates.append(risk_free)
    return table, anchor


def run_path(
    table: rules.Prices,
    anchor: int,
    profile: Profile,
    facts: rules.Facts,
    target: list[float],
    start: float,
    charged: rules.PriceList | None = None,
) -> tuple[list[rules.Choice], rules.Book]:
    """The rules along one path: a new amount buys the target at the as-of date, then decides and trades."""
    rows = [row for row in rules.schedule(table.days, profile.schedule) if row > anchor]
    choices = [rules.decide(table, profile, facts, row) for row in rows]
    orders = {anchor: target}
    for choice in choices:
        if choice.row + profile.lag < len(table.days):
            orders[choice.row + profile.lag] = choice.weights
    book = rules.execute(
        table,
        facts,
        orders,
        profile.fees.service * (1 + profile.fees.vat),
        profile.limits.min_turnover,
        profile.leverage_spread if profile.leverage_allowed else 0.0,
        start_value=start,
        charged=charged,
    )
    return choices, book

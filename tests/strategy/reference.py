"""The rules of docs/method.md sections 1 to 6 a second time: slow, plain, written from the page alone.

Nothing here imports the package's strategy. Loops over Python numbers; numpy serves the published
generator and small linear systems only. Prices are rows of floats, None where an ETF is not listed.
"""

from __future__ import annotations

import hashlib
import itertools
import math
from dataclasses import dataclass, field
from datetime import date, timedelta

import numpy as np

from reporting.domain.profile import BlendMode, Profile
from reporting.domain.units import Frequency

SRRI_EDGES = (0.005, 0.02, 0.05, 0.10, 0.15, 0.25)
NOTHING = 1e-12
"""A standard deviation below this is zero: equal numbers leave a residue of about 1e-17."""


@dataclass
class Prices:
    """Sessions, closes by session and ETF, the annual cash rate of each session.

    `week_memory` only spares counting the same weeks again.
    """

    days: list[date]
    closes: list[list[float | None]]
    rates: list[float]
    week_memory: dict[int, list[int]] = field(default_factory=dict)

    def weeks_until(self, row: int) -> list[int]:
        if row not in self.week_memory:
            self.week_memory[row] = weekly_points(self.days, row)
        return self.week_memory[row]


@dataclass
class Facts:
    """What an ETF's entry in the house file says, in profile order."""

    classes: list[str]
    seasonality: list[float]
    trading_cost: list[float]
    last_date: list[date | None]


# --- section 1: weeks, months, availability ---------------------------------------------------------


def monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def next_weekday(day: date) -> date:
    day += timedelta(days=1)
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day


def after_weekdays(day: date, count: int) -> date:
    for _ in range(count):
        day = next_weekday(day)
    return day


def is_last_weekday_of_month(day: date) -> bool:
    return day.weekday() < 5 and next_weekday(day).month != day.month


def weekly_points(days: list[date], row: int) -> list[int]:
    """Rows of the completed weekly points as seen at the close of `row`."""
    found = []
    for t in range(row + 1):
        if t < row:
            if monday(days[t + 1]) != monday(days[t]):
                found.append(t)
        else:
            sunday = monday(days[t]) + timedelta(days=6)
            if sunday <= days[row] or days[row].weekday() == 4:
                found.append(t)
    return found


def monthly_points(days: list[date], row: int) -> list[int]:
    """Rows of the completed monthly points as seen at the close of `row`."""
    found = []
    for t in range(row + 1):
        if t < row:
            if (days[t + 1].year, days[t + 1].month) != (days[t].year, days[t].month):
                found.append(t)
        elif is_last_weekday_of_month(days[t]):
            found.append(t)
    return found


def schedule(days: list[date], frequency: Frequency) -> list[int]:
    last = len(days) - 1
    return weekly_points(days, last) if frequency is Frequency.WEEKLY else monthly_points(days, last)


def weekly_closes(prices: Prices, i: int, row: int) -> list[float]:
    closes = [prices.closes[t][i] for t in prices.weeks_until(row)]
    return [close for close in closes if close is not None]


def available(prices: Prices, i: int, row: int) -> bool:
    """252 sessions and 53 completed weekly closes up to the row, and still listed."""
    sessions = sum(1 for t in range(row + 1) if prices.closes[t][i] is not None)
    still_listed = prices.closes[row][i] is not None
    return still_listed and sessions >= 252 and len(weekly_closes(prices, i, row)) >= 53


# --- section 2: signals ------------------------------------------------------------------------------


def clip(x: float) -> float:
    return max(-1.0, min(1.0, x))


def mean(values: list[float]) -> float:
    return math.fsum(values) / len(values)


def sample_std(values: list[float]) -> float:
    centre = mean(values)
    return math.sqrt(math.fsum((x - centre) ** 2 for x in values) / (len(values) - 1))


def population_std(values: list[float]) -> float:
    centre = mean(values)
    return math.sqrt(math.fsum((x - centre) ** 2 for x in values) / len(values))


def relative_strength(prices: Prices, row: int, ok: list[bool], window: int) -> list[float]:
    n = len(ok)
    returns = {i: prices.closes[row][i] / prices.closes[row - window][i] - 1 for i in range(n) if ok[i]}
    if len(returns) < 2:
        return [0.0] * n
    spread = population_std(list(returns.values()))
    if spread < NOTHING:
        return [0.0] * n
    centre = mean(list(returns.values()))
    return [clip((returns[i] - centre) / spread / 2) if ok[i] else 0.0 for i in range(n)]


def trend(closes: list[float], short: int, long: int) -> float:
    sma_short = mean(closes[-short:])
    sma_long = mean(closes[-long:])
    gap = sma_short / sma_long - 1
    logs = [math.log(closes[-k] / closes[-k - 1]) for k in range(1, long + 1)]
    s = sample_std(logs) * math.sqrt(252)
    if s < NOTHING:
        return float((gap > 0) - (gap < 0))
    return clip(gap / (0.5 * s))


def mean_reversion(closes: list[float], step: int, window: int) -> float:
    moves = [closes[-k] / closes[-k - step] - 1 for k in range(1, window + 1)]
    spread = sample_std(moves)
    if spread < NOTHING:
        return 0.0
    return -clip((moves[0] - mean(moves)) / spread / 2)


def calendar(day: date, lag: int, exposure: float) -> float:
    e = after_weekdays(day, lag)
    weekdays = []
    x = date(e.year, e.month, 1)
    while x.month == e.month:
        if x.weekday() < 5:
            weekdays.append(x)
        x += timedelta(days=1)
    turn = 1.0 if e in weekdays[:3] or e == weekdays[-1] else 0.0
    half_year = 1.0 if e.month in (11, 12, 1, 2, 3, 4) else -1.0
    return exposure * (0.5 * turn + 0.5 * half_year)


def signals(
    prices: Prices, profile: Profile, facts: Facts, row: int
) -> list[tuple[float, float, float, float]]:
    """(RS, TF, MR, SE) of each ETF."""
    n = len(profile.universe)
    w = profile.windows
    ok = [available(prices, i, row) for i in range(n)]
    strength = relative_strength(prices, row, ok, w.relative_strength)
    found = []
    for i in range(n):
        if not ok[i]:
            found.append((0.0, 0.0, 0.0, 0.0))
            continue
        closes = [prices.closes[t][i] for t in range(row + 1) if prices.closes[t][i] is not None]
        found.append(
            (
                strength[i],
                trend(closes, w.trend_short, w.trend_long),
                mean_reversion(closes, w.reversal_step, w.reversal_window),
                calendar(prices.days[row], profile.lag, facts.seasonality[i]),
            )
        )
    return found


# --- sections 3 and 4: blend and draw ----------------------------------------------------------------


def score(profile: Profile, four: tuple[float, float, float, float]) -> float:
    rs, tf, mr, se = four
    w = profile.weights
    if profile.blend is BlendMode.LINEAR:
        s = w.relative_strength * rs + w.trend * tf + w.mean_reversion * mr + w.calendar * se
    else:
        c1, c2, c3, c4 = profile.blend_coefficients
        s = (
            c1 * w.relative_strength * rs
            + (c2 * w.trend + 1 - c2) * tf
            + c3 * (1 - c1) * w.mean_reversion * mr
            + c4 * w.calendar * se
            + 3 * c2
        )
    return round(s, 9)


def philox_key(text: str) -> int:
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:16], "big")


def draw(profile: Profile, day: date) -> tuple[float, float]:
    """U and T of a decision date."""
    total = profile.total_weight
    if total.fixed is not None:
        u = total.fixed
    else:
        key = philox_key(f"{profile.id}|{profile.version}|{day.isoformat()}|{total.seed}")
        raw = int(np.random.Philox(key=key).random_raw())
        u = total.low + (total.high - total.low) * (raw >> 11) * 2.0**-53
    return u, (u if profile.leverage_allowed else min(u, 1.0))


# --- section 5: the programme ------------------------------------------------------------------------


@dataclass
class Problem:
    """max lexicographic (sum w, s.w, w_1, w_2, ...) over 0 <= w <= u and rows a.w <= b."""

    scores: list[float]
    upper: list[float]
    rows: list[tuple[list[float], float]] = field(default_factory=list)


def upper_bound(profile: Profile, four: tuple[float, float, float, float], s: float, ok: bool) -> float:
    if not ok or (profile.limits.skip_negative and s < 0):
        return 0.0
    if four[1] < 0:
        return min(profile.limits.cap, profile.limits.downtrend_cap)
    return profile.limits.cap


def volatility(prices: Prices, i: int, row: int) -> float:
    closes = weekly_closes(prices, i, row)
    returns = [b / a - 1 for a, b in itertools.pairwise(closes)][-260:]
    return sample_std(returns) * math.sqrt(52)


def vertices(problem: Problem) -> list[list[float]]:
    """Every vertex: n active rows, of which f cut through and n - f are bounds (0 or u_i)."""
    n = len(problem.upper)
    found = []
    for f in range(min(n, len(problem.rows)) + 1):
        for cutting in itertools.combinations(problem.rows, f):
            for free in itertools.combinations(range(n), f):
                fixed = [i for i in range(n) if i not in free]
                for at_upper in itertools.product((False, True), repeat=len(fixed)):
                    w = [0.0] * n
                    for i, up in zip(fixed, at_upper, strict=True):
                        w[i] = problem.upper[i] if up else 0.0
                    if solve_free(w, free, fixed, cutting) and feasible(problem, w):
                        found.append(w)
    return found


def solve_free(w: list[float], free: tuple[int, ...], fixed: list[int], cutting: tuple) -> bool:
    if not free:
        return True
    matrix = np.array([[a[i] for i in free] for a, _ in cutting])
    right = np.array([b - math.fsum(a[i] * w[i] for i in fixed) for a, b in cutting])
    scale = np.abs(matrix).max(initial=0.0)
    if scale == 0 or abs(np.linalg.det(matrix)) < 1e-11 * scale ** len(free):
        return False
    for i, x in zip(free, np.linalg.solve(matrix, right), strict=True):
        w[i] = float(x)
    return True


def feasible(problem: Problem, w: list[float], slack: float = 1e-12) -> bool:
    for i, u in enumerate(problem.upper):
        if w[i] < -slack or w[i] > u + slack:
            return False
    return all(math.fsum(x * y for x, y in zip(a, w, strict=True)) <= b + slack for a, b in problem.rows)


def best_vertex(problem: Problem) -> list[float]:
    """The lexicographic rule: total at 1e-12, score at 1e-10, then w_1, w_2, ... in order."""
    kept = vertices(problem)
    totals = [math.fsum(w) for w in kept]
    kept = [w for w, x in zip(kept, totals, strict=True) if x >= max(totals) - 1e-12]
    values = [math.fsum(s * x for s, x in zip(problem.scores, w, strict=True)) for w in kept]
    kept = [w for w, x in zip(kept, values, strict=True) if x >= max(values) - 1e-10]
    for i in range(len(problem.upper)):
        top = max(w[i] for w in kept)
        kept = [w for w in kept if w[i] >= top - 1e-12]
    return kept[0]


@dataclass
class Choice:
    """One decision: everything that method.md keeps with it."""

    row: int
    signals: list[tuple[float, float, float, float]]
    scores: list[float]
    volatilities: list[float | None]
    upper: list[float]
    draw: float
    target: float
    weights: list[float]


def problem_of(
    profile: Profile, facts: Facts, scores: list[float], upper: list[float], vols: list[float], target: float
) -> Problem:
    n = len(scores)
    rows: list[tuple[list[float], float]] = [([1.0] * n, target)]
    if profile.risk_band.highest < 7:
        rows.append((vols, SRRI_EDGES[profile.risk_band.highest - 1] - 1e-6))
    for name, cap in profile.limits.group_caps:
        rows.append(([1.0 if facts.classes[i] == name else 0.0 for i in range(n)], cap))
    return Problem(scores, upper, rows)


def decide(prices: Prices, profile: Profile, facts: Facts, row: int) -> Choice:
    n = len(profile.universe)
    four = signals(prices, profile, facts, row)
    scores = [score(profile, x) for x in four]
    ok = [available(prices, i, row) for i in range(n)]
    upper = [upper_bound(profile, four[i], scores[i], ok[i]) for i in range(n)]
    vols = [volatility(prices, i, row) if ok[i] else None for i in range(n)]
    u, target = draw(profile, prices.days[row])
    rows = [v if v is not None else 0.0 for v in vols]
    weights = best_vertex(problem_of(profile, facts, scores, upper, rows, target))
    return Choice(row, four, scores, vols, upper, u, target, weights)


# --- section 6: execution ----------------------------------------------------------------------------


@dataclass
class Book:
    """What one walk through the sessions leaves behind, a value for each session from the first on."""

    rows: list[int] = field(default_factory=list)
    nav: list[float] = field(default_factory=list)
    cash: list[float] = field(default_factory=list)
    accrued: list[float] = field(default_factory=list)
    custody: list[float] = field(default_factory=list)
    performance: list[float] = field(default_factory=list)
    units: list[list[float]] = field(default_factory=list)
    cost: dict[int, float] = field(default_factory=dict)
    turnover: dict[int, float] = field(default_factory=dict)
    skipped: list[int] = field(default_factory=list)


@dataclass
class PriceList:
    """What the service charges beside its yearly fee, VAT included."""

    custody: float = 0.0
    share: float = 0.0
    hurdle: float = 0.0
    high_water_mark: bool = True


def execute(
    prices: Prices,
    facts: Facts,
    orders: dict[int, list[float]],
    fee: float,
    min_turnover: float = 0.0,
    spread: float = 0.0,
    start_value: float = 100.0,
    last: int | None = None,
    charged: PriceList | None = None,
) -> Book:
    """Walk day by day from the first order; `orders` maps the row of execution to target weights.

    `Book.accrued` holds all fees that are owed, whatever they are for.
    """
    charged = charged or PriceList()
    n = len(facts.classes)
    last = len(prices.days) - 1 if last is None else last
    first = min(orders)
    month_ends = set(monthly_points(prices.days, len(prices.days) - 1))
    cash, accrued, units = start_value, 0.0, [0.0] * n
    mark, since, liability = start_value, prices.days[first], 0.0
    book = Book()
    for t in range(first, last + 1):
        if t > first:
            days = (prices.days[t] - prices.days[t - 1]).days
            rate = prices.rates[t - 1] + (spread if cash < 0 else 0.0)
            cash += cash * rate * days / 365
            accrued += (fee + charged.custody) * book.nav[-1] * days / 365
            if t in month_ends:
                cash -= accrued
                accrued = 0.0
        held = [units[i] * price_or_zero(prices, t, i) for i in range(n)]
        for i in range(n):
            if facts.last_date[i] == prices.days[t]:
                cash += held[i]
                held[i] = units[i] = 0.0
        before = math.fsum(held) + cash - accrued
        hurdle = 1 + charged.hurdle * (prices.days[t] - since).days / 365
        earlier, liability = liability, charged.share * max(0.0, before - mark * hurdle)
        book.performance.append(liability - earlier)
        book.custody.append(charged.custody * book.nav[-1] * days / 365 if t > first else 0.0)
        nav = before - liability
        if t in month_ends and prices.days[t].month == 12:
            cash -= liability
            mark = max(mark, nav) if charged.high_water_mark else nav
            since, liability = prices.days[t], 0.0
        cost = 0.0
        if t in orders:
            targets = [x * nav if tradable(prices, facts, t, i) else 0.0 for i, x in enumerate(orders[t])]
            traded = [targets[i] - held[i] for i in range(n)]
            turnover = 0.5 * math.fsum(abs(x) for x in traded) / nav
            if turnover < min_turnover:
                book.skipped.append(t)
            else:
                cost = math.fsum(abs(traded[i]) * facts.trading_cost[i] for i in range(n))
                cash -= math.fsum(traded) + cost
                for i in range(n):
                    if traded[i] != 0:
                        units[i] = targets[i] / prices.closes[t][i]
                book.cost[t] = cost
                book.turnover[t] = turnover
        book.rows.append(t)
        book.nav.append(start_value if t == first else nav - cost)
        book.cash.append(cash)
        book.accrued.append(accrued + liability)
        book.units.append(list(units))
    return book


def tradable(prices: Prices, facts: Facts, t: int, i: int) -> bool:
    """Nothing is bought of an ETF without a price, nor on its last date, when holdings become cash."""
    return prices.closes[t][i] is not None and facts.last_date[i] != prices.days[t]


def price_or_zero(prices: Prices, t: int, i: int) -> float:
    close = prices.closes[t][i]
    return 0.0 if close is None else close


def first_decision(prices: Prices, profile: Profile) -> int:
    """Position in the schedule of the first decision date with two available ETFs."""
    for k, row in enumerate(schedule(prices.days, profile.schedule)):
        if sum(available(prices, i, row) for i in range(len(profile.universe))) >= 2:
            return k
    raise ValueError("no decision date has two available ETFs")


def backtest(
    prices: Prices, profile: Profile, facts: Facts, charged: PriceList | None = None
) -> tuple[list[Choice], Book]:
    """All decisions from the first one on, and the book of those that were executed."""
    rows = schedule(prices.days, profile.schedule)[first_decision(prices, profile) :]
    choices = [decide(prices, profile, facts, row) for row in rows]
    orders = {c.row + profile.lag: c.weights for c in choices if c.row + profile.lag < len(prices.days)}
    book = execute(
        prices,
        facts,
        orders,
        profile.fees.service * (1 + profile.fees.vat),
        profile.limits.min_turnover,
        profile.leverage_spread if profile.leverage_allowed else 0.0,
        charged=charged,
    )
    return choices, book


def strategic_orders(
    prices: Prices, facts: Facts, mix: list[float], rows: list[int]
) -> dict[int, list[float]]:
    """The strategic mix on the given rows; the share of an unlisted ETF goes pro rata to the listed."""
    orders = {}
    for row in rows:
        listed = [x if tradable(prices, facts, row, i) else 0.0 for i, x in enumerate(mix)]
        orders[row] = [x / math.fsum(listed) * math.fsum(mix) for x in listed]
    return orders

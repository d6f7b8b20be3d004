"""Weekly blocks of actual instrument returns, and which of them each simulated week repeats.

Stationary bootstrap with a mean block of eight weeks (Politis and Romano 1994), docs/method.md
section 9 items 2 to 4.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from reporting.domain.calendar import Integers, monday, weekday
from reporting.domain.errors import refuse
from reporting.domain.market import Market
from reporting.domain.series import Dates, Floats, InstrumentReturns

MIN_WEEKS = 260
RESTART = 1 / 8
WEEKDAYS = 5


def instrument_returns(market: Market, as_of: np.datetime64, subject: str) -> InstrumentReturns:
    """The complete weeks of common history up to `as_of`; refuses fewer than 260, naming the youngest ETF."""
    rows = market.index_of(as_of) + 1
    sessions, closes = market.sessions[:rows], market.closes[:rows]
    gone = [
        ticker for ticker, price in zip(market.tickers, closes[-1], strict=True) if not np.isfinite(price)
    ]
    if gone:
        names = ", ".join(gone)
        raise refuse(
            subject, f"no price of {names} on {as_of}: a delisted ETF has no future; give the profile another"
        )
    common = np.flatnonzero(np.isfinite(closes).all(axis=1))
    weeks = _complete_weeks(sessions[common], as_of) if len(common) else np.empty(0, dtype="datetime64[D]")
    if len(weeks) < MIN_WEEKS:
        youngest = market.tickers[int(np.argmax(np.argmax(np.isfinite(closes), axis=0)))]
        raise refuse(
            subject,
            f"scenarios need {MIN_WEEKS} complete weeks of history common to all ETFs up to {as_of},"
            f" there are {len(weeks)}; the youngest ETF is {youngest}: choose a later period or another ETF",
        )
    known, prices = sessions[common], closes[common]
    days = weeks[:, None] + np.arange(-1, WEEKDAYS)  # Sunday before, then Monday to Friday
    last = np.searchsorted(known, days, side="right") - 1
    levels = prices[last]
    return InstrumentReturns(weeks, levels[:, 1:] / levels[:, :-1])


def _complete_weeks(sessions: Dates, as_of: np.datetime64) -> Dates:
    """Mondays of the weeks that begin after a known close and are over at `as_of`."""
    mondays = monday(sessions)
    first = mondays[0] + 7
    over = weekday(np.array([as_of]))[0] >= WEEKDAYS - 1
    end = monday(np.array([as_of]))[0] + (7 if over else 0)
    return np.arange(first, end, 7)


def calibrated(returns: InstrumentReturns, assumptions: Floats) -> Floats:
    """Gross daily returns (weeks, 5, n) moved to the assumed annual returns a_i (n,), decimals.

    Every day of ETF i is multiplied by ((1 + a_i)^(7/365.25) / m_i)^(1/5), m_i its mean weekly gross return.
    """
    weekly = returns.gross.prod(axis=1).mean(axis=0)
    factor = ((1.0 + assumptions) ** (7 / 365.25) / weekly) ** (1 / WEEKDAYS)
    moved: Floats = returns.gross * factor
    return moved


@dataclass(frozen=True, slots=True, eq=False)
class Horizon:
    """The simulated calendar: `days` (T,) all weekdays after the as-of date, `week` (T,) the number of the
    simulated ISO week of each, `place` (T,) its weekday 0 to 4."""

    days: Dates
    week: Integers
    place: Integers

    @property
    def weeks(self) -> int:
        """How many ISO weeks the simulated days touch."""
        return int(self.week[-1]) + 1


def horizon(as_of: np.datetime64, years: int) -> Horizon:
    """All weekdays after `as_of` up to the last one on or before its `years`-th anniversary."""
    days = np.arange(as_of + 1, anniversary(as_of, years) + 1)
    days = days[weekday(days) < WEEKDAYS]
    mondays = monday(days)
    return Horizon(days, (mondays - mondays[0]).astype(np.int64) // 7, weekday(days))


def anniversary(as_of: np.datetime64, years: int) -> np.datetime64:
    """The same calendar day `years` later; 29 February becomes 28 February."""
    month = as_of.astype("datetime64[M]")
    later = month + 12 * years
    day = as_of - month.astype("datetime64[D]")
    return min(later.astype("datetime64[D]") + day, (later + 1).astype("datetime64[D]") - 1)


def source_weeks(key: int, paths: range, weeks: int, history: int) -> Integers:
    """Which week of history each simulated week repeats: (weeks, paths), each path from its own stream.

    Path k draws from Philox(key, counter [0, 0, 0, k]): its weeks do not depend on the other paths.
    """
    philox = np.random.Philox(key=key)
    stream, state = np.random.Generator(philox), philox.state
    uniform = np.empty((len(paths), weeks, 2))
    for row, path in enumerate(paths):
        state["state"]["counter"] = np.array([0, 0, 0, path], dtype=np.uint64)
        philox.state = state
        uniform[row] = stream.random((weeks, 2))
    fresh = np.floor(uniform[:, :, 1].T * history).astype(np.int64)
    restart = uniform[:, :, 0].T < RESTART
    chosen = np.empty_like(fresh)
    chosen[0] = fresh[0]
    for week in range(1, weeks):
        chosen[week] = np.where(restart[week], fresh[week], (chosen[week - 1] + 1) % history)
    return chosen

"""Which 12-month periods are actual and which remain simulated (Art 44(4), (5); docs/method.md section 7).

A live record replaces the simulated one period by period as it grows. A period is actual only if it lies
in the live record as a whole; no period and no chart is ever put together from both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from reporting.domain.errors import Fault, Refused, Unusable, refuse
from reporting.domain.market import RateTable
from reporting.domain.series import NavPath, SimulatedPast
from reporting.domain.units import Nature
from reporting.inputs.conversion import FX_DAYS, known
from reporting.inputs.records import LiveRecord
from reporting.measures.periods import months_before, return_between
from reporting.measures.sample import NotAvailable, Result


@dataclass(frozen=True, slots=True)
class YearReturn:
    """One complete 12-month period, from the close of `start` to the close of `end`; decimals.

    `nature` says what `net` and `gross` are; `benchmark` is the return of what the record is compared
    to. `gross` is not available where only the net value is known.
    """

    start: date
    end: date
    nature: Nature
    net: float
    gross: Result
    benchmark: Result


def year_returns(
    live: LiveRecord | None,
    simulated: SimulatedPast | None,
    benchmark: NavPath | None,
    end: date,
    most: int,
    simulated_gross: SimulatedPast | None = None,
) -> tuple[YearReturn, ...]:
    """Complete, consecutive 12-month periods that end at `end`, newest first, at most `most`.

    Empty where neither record covers a year. A live record that begins inside a period leaves it
    simulated. Raises Refused for a live record that ends before `end`: it would make the newest figures
    simulated beside older actual ones.
    """
    kept = None if live is None else live.until(np.datetime64(end))
    if kept is not None and isinstance(_value(kept.net.nav, end), NotAvailable):
        last = kept.net.nav.dates[-1]
        message = f"the live record ends on {last}, before the period ends on {end}; bring it up to date"
        raise refuse(kept.source, message)
    rows = []
    for year in range(most):
        start, last_day = months_before(end, 12 * (year + 1)), months_before(end, 12 * year)
        row = _actual(kept, benchmark, start, last_day) or _simulated(
            simulated, simulated_gross, benchmark, start, last_day
        )
        if row is None:
            break
        rows.append(row)
    return tuple(rows)


def actual_years(rows: Sequence[YearReturn]) -> tuple[YearReturn, ...]:
    """The periods of the live record, newest first."""
    return tuple(row for row in rows if row.nature is Nature.ACTUAL_PAST)


def simulated_years(rows: Sequence[YearReturn]) -> tuple[YearReturn, ...]:
    """The periods that the live record does not cover, newest first."""
    return tuple(row for row in rows if row.nature is Nature.SIMULATED_PAST)


def in_euro(rows: Sequence[YearReturn], currency: str, fx: RateTable | None) -> tuple[YearReturn, ...]:
    """The same periods for somebody who counts in euro: (1 + r) × rate at the start / rate at the end - 1.

    Raises Unusable as `per_euro` does.
    """
    if currency == "EUR":
        return tuple(rows)
    rates = per_euro(rows, currency, fx)
    return tuple(_converted(row, rates[row.start] / rates[row.end]) for row in rows)


def per_euro(rows: Sequence[YearReturn], currency: str, fx: RateTable | None) -> dict[date, float]:
    """Units of a currency per euro on the first and last day of every period.

    A rate of `fx` is at most 5 days old. Raises Unusable with every date that has none.
    """
    if fx is None or currency not in fx.names:
        file = "--fx" if fx is None else fx.source
        raise Unusable(
            [Fault(file, f"the euro view needs the rate of {currency} per euro; give it", currency)]
        )
    days = sorted({day for row in rows for day in (row.start, row.end)})
    found = known(fx, currency, np.array(days, dtype="datetime64[D]"), FX_DAYS)
    rates = {day: float(rate) for day, rate in zip(days, found, strict=True)}
    lost = [day for day, rate in rates.items() if np.isnan(rate)]
    if lost:
        dates = ", ".join(str(day) for day in lost)
        message = f"the euro view lacks a rate of at most {FX_DAYS} days for {dates}; complete the series"
        raise Unusable([Fault(fx.source, message, currency)])
    return rates


def _converted(row: YearReturn, factor: float) -> YearReturn:
    gross, benchmark = (
        one if isinstance(one, NotAvailable) else (1 + one) * factor - 1 for one in (row.gross, row.benchmark)
    )
    return YearReturn(row.start, row.end, row.nature, (1 + row.net) * factor - 1, gross, benchmark)


def _actual(live: LiveRecord | None, benchmark: NavPath | None, start: date, end: date) -> YearReturn | None:
    """The period in the live record, None where it does not lie inside as a whole."""
    if live is None or live.net.nav.dates[0] > np.datetime64(start):
        return None
    net = return_between(live.net.nav, start, end)
    if isinstance(net, NotAvailable):
        message = f"the live record has no value within a week before {start} or {end}; complete it"
        raise Refused([Fault(live.source, message)])
    gross: Result = NotAvailable("gross_unknown")
    if live.gross is not None:
        gross = return_between(live.gross.nav, start, end)
    return YearReturn(start, end, Nature.ACTUAL_PAST, net, gross, _compared(benchmark, start, end))


def _simulated(
    simulated: SimulatedPast | None,
    gross_path: SimulatedPast | None,
    benchmark: NavPath | None,
    start: date,
    end: date,
) -> YearReturn | None:
    net = NotAvailable("starts_later") if simulated is None else return_between(simulated.nav, start, end)
    if isinstance(net, NotAvailable):
        return None
    gross: Result = NotAvailable("gross_unknown")
    if gross_path is not None:
        gross = return_between(gross_path.nav, start, end)
    return YearReturn(start, end, Nature.SIMULATED_PAST, net, gross, _compared(benchmark, start, end))


def _compared(benchmark: NavPath | None, start: date, end: date) -> Result:
    """The benchmark over the same period; its own reason where it does not cover it."""
    if benchmark is None:
        return NotAvailable("needs_benchmark")
    value = return_between(benchmark, start, end)
    return NotAvailable("benchmark_no_year") if isinstance(value, NotAvailable) else value


def _value(nav: NavPath, day: date) -> Result:
    """Whether the path has a value at `day`: its return over no time at all."""
    return return_between(nav, day, day)

"""Performance scenarios of a product from its own actual record (docs/method.md section 9).

They bind the makers of products. A model's simulated past may not enter them (Art 44(6)(a)): the type
says so, and a run-time check says so again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from math import floor

from reporting.domain.errors import refuse
from reporting.domain.series import ActualPast, Floats
from reporting.domain.units import Frequency
from reporting.law.parameters import parameter
from reporting.measures.five_years import five_year_log_returns
from reporting.measures.moments import SAMPLE_YEARS
from reporting.measures.periods import months_before
from reporting.measures.priips_2017 import percentile_scenarios
from reporting.measures.priips_windows import evaluation_period, window_scenarios
from reporting.measures.sample import NotAvailable
from reporting.measures.stress import StressRule, stress_factor

PERCENTILES, WINDOWS = 2017, 2021
"""The methods, named by the year of the act that brought them."""

RULES = {
    Frequency.DAILY: StressRule("stress_windows", "priips_stress_percentiles"),
    Frequency.WEEKLY: StressRule("stress_windows_weekly", "priips_stress_percentiles"),
    Frequency.MONTHLY: StressRule("stress_windows_monthly", "priips_stress_percentiles"),
}


@dataclass(frozen=True, slots=True)
class PriipsScenario:
    """Final value of 1 paid in, its average annual return, and the stretch of the record it repeats.

    `start` and `end` are None where the scenario comes from a formula.
    """

    wealth: float
    annual: float
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class PriipsScenarios:
    """Scenarios by (name, years): stress, unfavourable, moderate, favourable at each of `horizons`.

    `method` is PERCENTILES or WINDOWS; `start` and `end` bound the part of the record that was used.
    """

    method: int
    horizons: tuple[int, ...]
    scenarios: Mapping[tuple[str, int], PriipsScenario]
    start: date
    end: date


def priips_scenarios(
    record: ActualPast,
    frequency: Frequency,
    recommended: int,
    day: date,
    entry: float = 0.0,
    exit: float = 0.0,
) -> PriipsScenarios | NotAvailable:
    """Scenarios of a product over its recommended holding period in years, by the method in force on `day`.

    `record` is net of all costs borne inside the product, at a declared `frequency`; `entry` and `exit`
    are shares of the amounts paid in and out (decimals). Shorter holding periods are evaluated like the
    recommended one, inside the same evaluation period. Under the rule of 2021 stress is never better
    than unfavourable. Not available for a record that is too short or has a hole; raises Refused for
    anything that is no actual record, ValueError for less than one year.
    """
    _require_actual(record)
    if recommended < 1:
        raise ValueError("a recommended holding period has at least one whole year")
    logs = five_year_log_returns(record.nav, frequency)
    if isinstance(logs, NotAvailable):
        return logs
    method = int(parameter("priips_method", day).value)
    made = _windows if method == WINDOWS else _percentiles
    found = made(record, logs, recommended, day)
    if isinstance(found, NotAvailable):
        return found
    kept = (1 - entry) * (1 - exit)
    scenarios = {}
    for years, grown in found.by_years.items():
        stress = stress_factor(logs, years, day, rule=RULES[frequency])
        if isinstance(stress, NotAvailable):
            return stress
        if method == WINDOWS:
            stress = min(stress, grown["unfavourable"].growth)
        for name, one in {"stress": _Outcome(stress), **grown}.items():
            wealth = one.growth * kept
            scenarios[name, years] = PriipsScenario(wealth, wealth ** (1 / years) - 1, one.start, one.end)
    return PriipsScenarios(method, tuple(found.by_years), scenarios, found.start, found.end)


def intermediate_periods(recommended: int, day: date) -> tuple[int, ...]:
    """Holding periods in years that are shown: 1, half the recommended one from a number of years, itself."""
    half_from = parameter("priips_half_period_from", day).value
    half = (-(-recommended // 2),) if recommended >= half_from else ()
    return tuple(sorted({1, *half, recommended}))


def printed_amount(wealth: float, day: date) -> float:
    """The amount of a scenario as it is printed: to the nearest 10, half upward."""
    step = parameter("priips_amount_step", day).value
    return step * floor(wealth * parameter("priips_amount", day).value / step + 0.5)


@dataclass(frozen=True, slots=True)
class _Outcome:
    growth: float
    start: date | None = None
    end: date | None = None


@dataclass(frozen=True, slots=True)
class _Outcomes:
    by_years: Mapping[int, Mapping[str, _Outcome]]
    start: date
    end: date


def _windows(record: ActualPast, logs: Floats, recommended: int, day: date) -> _Outcomes | NotAvailable:
    period = evaluation_period(record.nav, recommended, day)
    if isinstance(period, NotAvailable):
        return period
    found = {}
    for years in intermediate_periods(recommended, day):
        windows = window_scenarios(period, years)
        found[years] = {name: _Outcome(one.growth, one.start, one.end) for name, one in windows.items()}
    whole = period.window(0, len(period.dates) - 1)
    return _Outcomes(found, whole.start, whole.end)


def _percentiles(record: ActualPast, logs: Floats, recommended: int, day: date) -> _Outcomes:
    found = {}
    for years in intermediate_periods(recommended, day):
        growths = percentile_scenarios(logs, years, day)
        found[years] = {name: _Outcome(growth) for name, growth in growths.items()}
    end = record.nav.dates[-1].astype("datetime64[D]").item()
    return _Outcomes(found, months_before(end, 12 * SAMPLE_YEARS), end)


def _require_actual(record: object) -> None:
    if not isinstance(record, ActualPast):
        message = (
            "these scenarios take the actual record of a fund or mandate, never simulated past performance "
            "(Article 44(6)(a)); give a live record"
        )
        raise refuse("PRIIPs scenarios", message)

"""Risk class of a profile by the volatility method of CESR/10-673 (docs/method.md section 8)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from math import sqrt

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from reporting.domain.profile import RiskBand
from reporting.domain.series import Dates, Floats
from reporting.law.classes import srri_class
from reporting.law.parameters import parameter
from reporting.measures.periods import months_before
from reporting.measures.sample import NotAvailable
from reporting.measures.weekly import WeeklyReturns, mix_returns


class Basis(StrEnum):
    """Whose weekly returns a volatility was taken from."""

    LIVE = "live"
    LIVE_COMPLETED = "live_completed"
    STRATEGIC_MIX = "strategic_mix"
    CURRENT_TARGET = "current_target"


@dataclass(frozen=True, slots=True, eq=False)
class RiskClass:
    """A profile's class after the migration rule, and what led to it.

    `volatility` a year is the highest at the last weekly point and `basis` whose it is; `candidates`
    holds every basis there. `unsmoothed` is the class of that volatility alone. `ends`,
    `volatilities` and `classes` (k,) are the history since the first computable week.
    """

    value: int
    volatility: float
    basis: Basis
    candidates: dict[Basis, float]
    unsmoothed: int
    ends: Dates
    volatilities: Floats
    classes: tuple[int, ...]
    proxied: tuple[str, ...] = ()

    def inside(self, band: RiskBand) -> bool:
        """Whether the class lies in the profile's band."""
        return band.lowest <= self.value <= band.highest


def series_class(returns: Floats, day: date) -> int | NotAvailable:
    """Class of a single series by the volatility of its own last 260 weekly returns (W,), no migration."""
    weeks = int(parameter("srri_weeks", day).value)
    if len(returns) < weeks:
        return NotAvailable("under_260_weeks")
    return srri_class(float(np.std(returns[-weeks:], ddof=1) * sqrt(52)), day)


def profile_risk_class(
    weekly: WeeklyReturns,
    strategic: Floats,
    targets: Floats,
    fee: float,
    day: date,
    live: Floats | None = None,
) -> RiskClass | NotAvailable:
    """Class of a profile at its last completed week.

    `strategic` (n,) is the strategic mix. `targets` is the current target, (n,), or one row for each
    weekly point, (W, n), NaN where there was none yet, so that the past of the migration rule knows
    what was current then. `fee` is the service fee a year. `live` (w,) are weekly returns of the live
    record, net, up to the last week; under 260 weeks the strategic mix completes it. Edges and weeks
    are those in force on `day`. Not available while an ETF with weight lacks a price in one of the
    last 260 weeks and has no proxy: the reason names it.
    """
    weeks = int(parameter("srri_weeks", day).value)
    if len(weekly.ends) < weeks:
        return NotAvailable("under_260_weeks")
    by_point = np.broadcast_to(targets, weekly.values.shape)
    mix = mix_returns(weekly.values, strategic, fee)
    series = {
        Basis.STRATEGIC_MIX: _rolling(mix, weeks),
        Basis.CURRENT_TARGET: _target_volatilities(weekly.values, by_point, fee, weeks),
    }
    if live is not None and len(live):
        basis = Basis.LIVE if len(live) >= weeks else Basis.LIVE_COMPLETED
        series[basis] = _rolling(np.concatenate((mix, live))[_completed(len(mix), len(live))], weeks)
    highest = np.max(list(series.values()), axis=0)
    if not np.isfinite(highest[-1]):
        return NotAvailable("needs_proxy", ", ".join(_lacking(weekly, strategic, by_point[-1], weeks)))
    first = int(np.append(np.flatnonzero(~np.isfinite(highest)), -1).max()) + 1
    ends, highest = weekly.ends[weeks - 1 :][first:], highest[first:]
    classes = migrate(ends, tuple(srri_class(float(value), day) for value in highest), day)
    candidates = {basis: float(values[-1]) for basis, values in series.items()}
    return RiskClass(
        value=classes[-1],
        volatility=float(highest[-1]),
        basis=max(candidates, key=lambda basis: candidates[basis]),
        candidates=candidates,
        unsmoothed=srri_class(float(highest[-1]), day),
        ends=ends,
        volatilities=highest,
        classes=classes,
        proxied=weekly.proxied,
    )


def migrate(ends: Dates, raw: tuple[int, ...], day: date) -> tuple[int, ...]:
    """Classes after the migration rule at weekly points `ends` (k,), from those of each point alone.

    The first point's class stands until every point of the last four months lay outside it; then the
    class with most of these points follows, the higher one of equals.
    """
    months = int(parameter("srri_migration_months", day).value)
    current, smoothed = raw[0], []
    for row, end in enumerate(ends):
        start = np.datetime64(months_before(end.astype("datetime64[D]").item(), months))
        window = raw[int(np.searchsorted(ends, start, side="right")) : row + 1]
        if current not in window:
            current = max(set(window), key=lambda one: (window.count(one), one))
        smoothed.append(current)
    return tuple(smoothed)


def _rolling(values: Floats, weeks: int) -> Floats:
    """Volatility a year of each run of `weeks` returns, (W - weeks + 1,), NaN where one is missing."""
    return _volatility(sliding_window_view(values, weeks))


def _target_volatilities(weekly: Floats, targets: Floats, fee: float, weeks: int) -> Floats:
    """The same for the weights current at each point; 0 while there was no target."""
    result = np.zeros(len(weekly) - weeks + 1)
    for row, weights in enumerate(targets[weeks - 1 :]):
        if np.isfinite(weights).all():
            result[row] = _volatility(mix_returns(weekly[row : row + weeks], weights, fee))
    return result


def _volatility(returns: Floats) -> Floats:
    """Sample standard deviation along the last axis times the root of 52."""
    return np.asarray(np.std(returns, axis=-1, ddof=1) * sqrt(52))


def _completed(mix: int, live: int) -> NDArray[np.int64]:
    """Rows of (mix, live) joined that give `mix` returns: the mix's first ones, then the record's last."""
    own = min(mix, live)
    return np.concatenate((np.arange(mix - own), mix + live - own + np.arange(own)))


def _lacking(weekly: WeeklyReturns, strategic: Floats, target: Floats, weeks: int) -> list[str]:
    """ETFs with weight that lack a return in one of the last weeks."""
    held = (strategic != 0) | (np.nan_to_num(target) != 0)
    missing = ~np.isfinite(weekly.values[-weeks:]).all(axis=0)
    return [ticker for ticker, lacks in zip(weekly.tickers, held & missing, strict=True) if lacks]

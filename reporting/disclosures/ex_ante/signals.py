"""The signals and scores behind today's allocation, each with the days it looks at."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.figures import derived, number, percent, settings
from reporting.disclosures.words import text
from reporting.domain.decision import Decision, EtfDecision
from reporting.domain.disclosure import Row, Table, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.profile import BlendMode
from reporting.domain.units import Nature, Unit
from reporting.measures.sample import NotAvailable

SIGNALS = ("relative_strength", "trend", "mean_reversion", "calendar")


def signals_table(context: Context, decision: Decision, bounds: Sequence[Figure]) -> Table:
    """One row for each ETF: its signals, its score, its volatility and what bounds its weight."""
    rows = []
    for etf, bound in zip(decision.etfs, bounds, strict=True):
        signals = (_signal(context, decision, etf, id) for id in SIGNALS)
        cells = (*signals, _score(context, etf), _volatility(context, etf), bound)
        rows.append(Row((Verbatim(etf.ticker), *cells)))
    headers = ("ea.etf", *(f"term.{id}" for id in SIGNALS), "term.score", "ea.volatility", "ea.bound")
    return Table(
        "signals",
        text("ea.signals_caption", as_of=decision.as_of),
        columns(*headers),
        tuple(rows),
        notes=(text("ea.signals_note"),),
    )


def _signal(context: Context, decision: Decision, etf: EtfDecision, id: str) -> Figure:
    figure = number(
        f"signal.{id}.{etf.ticker}",
        getattr(etf.signals, id),
        Unit.RATIO,
        Nature.CURRENT,
        id,
        decimals=2,
        signed=True,
        sources=(*context.price_inputs, "profile", "instruments"),
    )
    return settings(figure, {"day": decision.as_of.isoformat(), **_windows(context, id)})


def _windows(context: Context, id: str) -> dict[str, int]:
    """How many sessions before the day of the decision a signal looks at, or how many weekdays ahead."""
    windows = context.profile.windows
    return {
        "relative_strength": {"sessions": windows.relative_strength},
        "trend": {"short": windows.trend_short, "long": windows.trend_long},
        "mean_reversion": {"step": windows.reversal_step, "sessions": windows.reversal_window},
        "calendar": {"lag": context.profile.lag},
    }[id]


def _score(context: Context, etf: EtfDecision) -> Figure:
    """The linear blend is a plain weighted sum; the diagram's has a scale and a constant of its own."""
    ticker = etf.ticker
    figure = number(
        f"score.{ticker}", etf.score, Unit.RATIO, Nature.CURRENT, "score", decimals=3, signed=True,
        sources=("profile",),
    )  # fmt: skip
    blend = context.profile.blend
    return derived(
        figure,
        *(f"profile.signal.{id}" for id in SIGNALS),
        *(f"signal.{id}.{ticker}" for id in SIGNALS),
        rule=Rule.WEIGHTED_SUM if blend is BlendMode.LINEAR else None,
        blend=blend.value,
    )


def _volatility(context: Context, etf: EtfDecision) -> Figure:
    known = NotAvailable("too_short") if etf.volatility is None else etf.volatility
    volatility = percent(
        f"allocation.volatility.{etf.ticker}",
        known,
        Nature.CURRENT,
        "volatility",
        sources=context.price_inputs,
    )
    return derived(volatility, frequency="weekly")

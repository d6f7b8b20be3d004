"""The risk class through time, and what follows when it leaves the profile's band."""

from __future__ import annotations

import numpy as np

from reporting.disclosures.common import band, risk_method, text
from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.charts import MOST_POINTS, days, values
from reporting.disclosures.ex_post.facts import Facts
from reporting.disclosures.figures import derived, number, percent
from reporting.domain.disclosure import (
    Block,
    Bullets,
    Chart,
    ChartKind,
    ChartSpec,
    Paragraph,
    Section,
    Series,
    Text,
)
from reporting.domain.figure import Figure
from reporting.domain.units import Nature, Unit
from reporting.law.parameters import parameter
from reporting.measures.risk_class import RiskClass
from reporting.measures.sample import NotAvailable


def band_section(facts: Facts) -> Section:
    """The band check in words and over time."""
    risk = facts.risk
    title = text("ep.band")
    if isinstance(risk, NotAvailable):
        reason = text(f"missing.{risk.reason}")
        return Section("band", title, (Paragraph(text("ep.band_missing", reason=reason)),))
    verdict = "ep.band_inside" if risk.inside(facts.context.profile.risk_band) else "ep.band_outside"
    blocks: tuple[Block, ...] = (
        Bullets((text(verdict, band=band(facts.context.profile)), _history(facts, risk))),
        _chart(facts, risk),
        *risk_method(facts.context, risk),
    )
    return Section("band", title, blocks)


def _history(facts: Facts, risk: RiskClass) -> Text:
    """In how many of the weeks the class lay inside."""
    permitted = facts.context.profile.risk_band
    inside = [permitted.lowest <= each <= permitted.highest for each in risk.classes]
    share = percent(
        "risk.weeks_inside",
        float(np.mean(inside)),
        Nature.CURRENT,
        "risk_class",
        decimals=0,
        sources=facts.context.market_inputs,
    )
    share = derived(share, "profile.band.lowest", "profile.band.highest", frequency="weekly")
    return text(
        "ep.band_history", first=printed.day(risk.ends[0]), last=printed.day(risk.ends[-1]), share=share
    )


def _chart(facts: Facts, risk: RiskClass) -> Chart:
    """Volatility of the last 260 weeks between the edges of the band."""
    permitted = facts.context.profile.risk_band
    edges = parameter("srri_edges", facts.context.as_of).values
    rows = np.unique(np.linspace(0, len(risk.ends) - 1, min(len(risk.ends), MOST_POINTS)).round().astype(int))
    series = [Series(text("ep.band_volatility"), values(risk.volatilities[rows]))]
    if permitted.highest <= len(edges):
        series.append(_edge("upper", permitted.highest, edges[permitted.highest - 1], len(rows)))
    if permitted.lowest > 1:
        series.append(_edge("lower", permitted.lowest, edges[permitted.lowest - 2], len(rows)))
    spec = ChartSpec(
        "band", ChartKind.LINES, tuple(series), "percent", days(risk.ends[rows]), reference=0.0, height=0.2
    )
    alternative = text(
        "ep.band_alternative",
        low=_volatility("low", float(risk.volatilities.min())),
        high=_volatility("high", float(risk.volatilities.max())),
        last=_volatility("last", risk.volatility),
    )
    return Chart(spec, text("ep.band_title"), alternative, text("ep.band_source"))


def _edge(which: str, risk_class: int, value: float, count: int) -> Series:
    figure = number(
        f"band.{which}", risk_class, Unit.RISK_CLASS, Nature.CURRENT, "risk_class", sources=("profile",)
    )
    return Series(text(f"ep.edge_{which}", risk_class=figure), (value,) * count)


def _volatility(which: str, value: float) -> Figure:
    return percent(
        f"risk.history.{which}", value, Nature.CURRENT, "volatility", per_year=True, sources=("prices",)
    )

"""Today's allocation with the reason for each weight, and the rules behind it (Art 47(3)(d), (e))."""

from __future__ import annotations

from reporting.disclosures.common import asset_class, columns, schedule_word, slug, text, traded
from reporting.disclosures.context import Context
from reporting.disclosures.ex_ante.facts import ExAnteFacts
from reporting.disclosures.figures import number, percent
from reporting.domain.decision import Decision, EtfDecision, Reason
from reporting.domain.disclosure import (
    Block,
    Bullets,
    Chart,
    ChartKind,
    ChartSpec,
    Paragraph,
    Row,
    Section,
    Series,
    Table,
    Text,
    Verbatim,
)
from reporting.domain.figure import Figure
from reporting.domain.units import Nature, Unit
from reporting.measures.sample import NotAvailable
from reporting.strategy.blend import effective_shares

SIGNALS = ("relative_strength", "trend", "mean_reversion", "calendar")
WEIGHT = 1e-9
"""Weights below this are rounding and count as none."""


def allocation_section(context: Context, facts: ExAnteFacts) -> Section:
    """What is held, since when, and why."""
    allocation = facts.allocation
    decision = allocation.decision
    assert decision.execution_date is not None
    since = text("ea.allocation_since", decided=decision.as_of, executed=decision.execution_date)
    blocks: list[Block] = [
        Paragraph(since),
        _holdings(context, facts),
        _chart(context, facts),
        Bullets(tuple(_why(context, decision, etf) for etf in decision.etfs)),
        _signals(context, decision),
        Paragraph(_draw(context, decision)),
        Paragraph(_binding(decision)),
    ]
    if allocation.pending is not None:
        blocks.append(Paragraph(text("ea.pending", decided=allocation.pending.as_of)))
    return Section("allocation", text("ea.allocation", as_of=allocation.as_of), tuple(blocks))


def _weight(kind: str, ticker: str, value: float, decimals: int = 1) -> Figure:
    return percent(
        f"allocation.{kind}.{ticker}",
        value,
        Nature.CURRENT,
        "weight",
        decimals=decimals,
        sources=("prices", "profile"),
    )


def _holdings(context: Context, facts: ExAnteFacts) -> Table:
    allocation, instruments = facts.allocation, context.house.instruments
    rows = []
    shares = zip(allocation.decision.etfs, allocation.weights, context.profile.universe, strict=True)
    for etf, held, holding in shares:
        instrument = instruments[etf.ticker]
        rows.append(
            Row(
                (
                    Verbatim(etf.ticker),
                    Verbatim(instrument.name.value),
                    asset_class(instrument.asset_class.value),
                    _weight("strategic", etf.ticker, holding.strategic_weight),
                    _weight("target", etf.ticker, etf.weight),
                    _weight("today", etf.ticker, held),
                )
            )
        )
    cash = (
        text("ea.cash"),
        Verbatim(context.profile.base_currency),
        text("asset_class.cash"),
        _weight("strategic", "cash", 0.0),
        _weight("target", "cash", allocation.decision.cash),
        _weight("today", "cash", allocation.cash),
    )
    headers = ("ea.etf", "ea.fund", "ea.asset_class", "ea.mix", "ea.target", "ea.today")
    return Table(
        "holdings",
        text("ea.holdings_caption", as_of=allocation.as_of),
        columns(*headers, widths=(0.10, 0.38, 0.16, 0.12, 0.12, 0.12), start=(0, 1, 2)),
        (*rows, Row(cash, total=True)),
        notes=(text("ea.holdings_note"),),
    )


def _chart(context: Context, facts: ExAnteFacts) -> Chart:
    """Today's weights beside the strategic mix."""
    allocation, universe = facts.allocation, context.profile.universe
    labels: tuple[Text | Verbatim, ...] = (
        *(Verbatim(holding.ticker) for holding in universe),
        text("ea.cash"),
    )
    today = Series(text("ea.today"), (*allocation.weights, allocation.cash))
    mix = Series(text("ea.mix"), (*(holding.strategic_weight for holding in universe), 0.0))
    spec = ChartSpec(
        "weights", ChartKind.BARS, (today, mix), "percent", labels=labels, horizontal=True, height=0.3
    )
    heaviest = max(range(len(universe)), key=lambda i: allocation.weights[i])
    ticker = universe[heaviest].ticker
    alternative = text(
        "ea.weights_alternative",
        ticker=Verbatim(ticker),
        weight=_weight("today", ticker, allocation.weights[heaviest]),
        cash=_weight("today", "cash", allocation.cash),
    )
    return Chart(spec, text("ea.weights_title"), alternative)


def _why(context: Context, decision: Decision, etf: EtfDecision) -> Text:
    """One sentence: the weight, the signal that speaks most for or against it, the rule that binds."""
    ticker = Verbatim(etf.ticker)
    if etf.reason is Reason.UNAVAILABLE:
        return text("ea.why_unavailable", ticker=ticker)
    strongest = _strongest(context, etf)
    side = "for" if getattr(etf.signals, strongest) >= 0 else "against"
    return text(
        "ea.why",
        ticker=ticker,
        weight=_weight("target", etf.ticker, etf.weight),
        signal=text(f"ea.signal_{side}", signal=text(f"term.{strongest}")),
        rule=text(
            f"ea.rule_{'none' if etf.weight <= WEIGHT else 'held'}_{etf.reason.value}", bound=_bound(etf)
        ),
    )


def _bound(etf: EtfDecision) -> Figure:
    return _weight("bound", etf.ticker, etf.upper_bound)


def _strongest(context: Context, etf: EtfDecision) -> str:
    """The signal that moves the score most: coefficient times signal, by size."""
    shares = effective_shares(context.profile)
    parts = [abs(share * getattr(etf.signals, id)) for share, id in zip(shares, SIGNALS, strict=True)]
    return SIGNALS[parts.index(max(parts))]


def _signals(context: Context, decision: Decision) -> Table:
    rows = []
    for etf in decision.etfs:
        values = [getattr(etf.signals, id) for id in SIGNALS]
        cells = [
            number(
                f"signal.{id}.{etf.ticker}", value, Unit.RATIO, Nature.CURRENT, id, decimals=2, signed=True
            )
            for id, value in zip(SIGNALS, values, strict=True)
        ]
        score = number(
            f"score.{etf.ticker}", etf.score, Unit.RATIO, Nature.CURRENT, "score", decimals=3, signed=True
        )
        rows.append(Row((Verbatim(etf.ticker), *cells, score, *_limits(etf))))
    headers = ("ea.etf", *(f"term.{id}" for id in SIGNALS), "term.score", "ea.volatility", "ea.bound")
    return Table(
        "signals",
        text("ea.signals_caption", as_of=decision.as_of),
        columns(*headers),
        tuple(rows),
        notes=(text("ea.signals_note"),),
    )


def _limits(etf: EtfDecision) -> tuple[Figure, Figure]:
    known = NotAvailable("too_short") if etf.volatility is None else etf.volatility
    volatility = percent(
        f"allocation.volatility.{etf.ticker}", known, Nature.CURRENT, "volatility", sources=("prices",)
    )
    return volatility, _bound(etf)


def _draw(context: Context, decision: Decision) -> Text:
    band, drawn = context.profile.total_weight, decision.total_weight
    values = {
        "draw": percent(
            "draw.value", drawn.draw, Nature.CURRENT, "total_weight", decimals=2, sources=("profile",)
        ),
        "target": percent(
            "draw.target", drawn.target, Nature.CURRENT, "total_weight", decimals=2, sources=("profile",)
        ),
        "invested": percent("draw.invested", drawn.invested, Nature.CURRENT, "total_weight", decimals=2),
    }
    if band.fixed is not None:
        return text("ea.draw_fixed", **values)
    low = percent("draw.low", band.low, Nature.CURRENT, "total_weight", decimals=0, sources=("profile",))
    high = percent("draw.high", band.high, Nature.CURRENT, "total_weight", decimals=0, sources=("profile",))
    key = f"{context.profile.id}|{context.profile.version}|{decision.as_of.isoformat()}|{band.seed}"
    return text("ea.draw", low=low, high=high, seed=Verbatim(band.seed), key=Verbatim(key), **values)


def _binding(decision: Decision) -> Text:
    """Which rules bind, in words."""
    if not decision.binding:
        return text("ea.binding_none")
    joined: Text | None = None
    for binding in decision.binding:
        rule, _, name = binding.rule.partition(":")
        part = text(f"ea.binding_{rule}", name=Verbatim(name)) if name else text(f"ea.binding_{rule}")
        joined = part if joined is None else text("shared.mix_join", first=joined, rest=part)
    assert joined is not None
    return text("ea.binding", rules=joined)


def rules_section(context: Context) -> Section:
    """How decisions are made, in the profile's own numbers."""
    profile = context.profile
    limits = profile.limits

    def share(id: str, value: float, decimals: int = 0) -> Figure:
        return percent(
            f"profile.{id}", value, Nature.CURRENT, "rule", decimals=decimals, sources=("profile",)
        )

    effective = effective_shares(profile)
    rows = [
        Row((text(f"term.{id}"), share(f"signal.{id}", float(value), 1), text(f"ea.signal_{id}")))
        for id, value in zip(SIGNALS, effective, strict=True)
    ]
    table = Table(
        "signal_weights",
        text("ea.signal_weights_caption", blend=text(f"ea.blend_{profile.blend.value}")),
        columns("ea.signal", "ea.share_of_score", "ea.meaning", widths=(0.2, 0.18, 0.62), start=(0, 2)),
        tuple(rows),
    )
    items = [
        text("ea.rule_schedule", every=schedule_word(profile.schedule), trade=traded(profile)),
        text(
            "ea.rule_caps",
            cap=share("cap", limits.cap),
            downtrend=share("downtrend_cap", limits.downtrend_cap),
        ),
        *(
            text("ea.rule_group", name=asset_class(group), cap=share(f"group.{slug(group)}", cap))
            for group, cap in limits.group_caps
        ),
        text(
            "ea.rule_risk" if profile.risk_band.highest < 7 else "ea.rule_no_risk_row",
            highest=_highest(context),
        ),
        text("ea.rule_leverage"),
        text("ea.rule_solver"),
    ]
    return Section(
        "rules", text("ea.rules"), (Paragraph(text("ea.rules_lead")), table, Bullets(tuple(items)))
    )


def _highest(context: Context) -> Figure:
    highest = context.profile.risk_band.highest
    return number(
        "profile.band.highest", highest, Unit.RISK_CLASS, Nature.CURRENT, "risk_class", sources=("profile",)
    )

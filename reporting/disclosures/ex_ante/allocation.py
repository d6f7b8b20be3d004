"""Today's allocation with the reason for each weight (Art 47(3)(d), (e))."""

from __future__ import annotations

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.ex_ante.facts import ExAnteFacts
from reporting.disclosures.ex_ante.signals import SIGNALS, signals_table
from reporting.disclosures.figures import derived, percent
from reporting.disclosures.words import asset_class, text
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
    Value,
    Verbatim,
)
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature
from reporting.strategy.blend import effective_shares

DEFINITIONS = {
    "strategic": "mix",
    "bound": "bound",
    "target": "target_weight",
    "pending": "target_weight",
    "today": "weight",
}
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
        signals_table(context, decision, [_bound(context, etf) for etf in decision.etfs]),
        Paragraph(_draw(context, decision)),
        Paragraph(_binding(decision)),
    ]
    if allocation.pending is not None:
        blocks.append(Paragraph(_pending(context, allocation.pending)))
    return Section("allocation", text("ea.allocation", as_of=allocation.as_of), tuple(blocks))


def _pending(context: Context, decision: Decision) -> Text:
    """A decision that is taken and not traded yet, with the weights at which it aims."""
    parts: Text | None = None
    for etf in decision.etfs:
        share = _weight(context, "pending", etf.ticker, etf.weight)
        part = text("shared.mix_part", ticker=Verbatim(etf.ticker), share=share)
        parts = part if parts is None else text("shared.mix_join", first=parts, rest=part)
    assert parts is not None
    return text("ea.pending", decided=decision.as_of, weights=parts)


def _weight(context: Context, kind: str, ticker: str, value: float) -> Figure:
    """A weight by kind: `strategic` is the profile's own, `bound`, `target` and `pending` are decided from
    prices, `today` has moved with the market since. Cash is what the ETFs leave."""
    tickers = context.profile.tickers
    inputs = {
        "strategic": ("profile",),
        "bound": (*context.price_inputs, "profile"),
        "target": (*context.price_inputs, "profile", "instruments"),
        "pending": (*context.price_inputs, "profile", "instruments"),
        "today": (*context.market_inputs, "profile", "instruments"),
    }
    figure = percent(
        f"allocation.{kind}.{ticker}", value, Nature.CURRENT, DEFINITIONS[kind], sources=inputs[kind]
    )
    if ticker == "cash":
        etfs = (f"allocation.{kind}.{each}" for each in tickers)
        return derived(figure, *etfs, rule=Rule.REMAINDER)
    if kind == "target":
        return derived(figure, f"score.{ticker}", f"allocation.bound.{ticker}", "draw.target")
    return derived(figure, f"allocation.target.{ticker}") if kind == "today" else figure


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
                    _weight(context, "strategic", etf.ticker, holding.strategic_weight),
                    _weight(context, "target", etf.ticker, etf.weight),
                    _weight(context, "today", etf.ticker, held),
                )
            )
        )
    cash = (
        text("ea.cash"),
        Verbatim(context.profile.base_currency),
        text("asset_class.cash"),
        _weight(context, "strategic", "cash", 0.0),
        _weight(context, "target", "cash", allocation.decision.cash),
        _weight(context, "today", "cash", allocation.cash),
    )
    headers = ("ea.etf", "ea.fund", "ea.asset_class", "ea.mix", "ea.target", "ea.today")
    return Table(
        "holdings",
        text("ea.holdings_caption", as_of=allocation.as_of),
        columns(*headers, widths=(0.12, 0.32, 0.15, 0.15, 0.13, 0.13), start=(0, 1, 2)),
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
        weight=_weight(context, "today", ticker, allocation.weights[heaviest]),
        cash=_weight(context, "today", "cash", allocation.cash),
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
        weight=_weight(context, "target", etf.ticker, etf.weight),
        signal=text(f"ea.signal_{side}", signal=text(f"term.{strongest}")),
        rule=text(
            f"ea.rule_{'none' if etf.weight <= WEIGHT else 'held'}_{etf.reason.value}",
            bound=_bound(context, etf),
        ),
    )


def _bound(context: Context, etf: EtfDecision) -> Figure:
    return _weight(context, "bound", etf.ticker, etf.upper_bound)


def _strongest(context: Context, etf: EtfDecision) -> str:
    """The signal that moves the score most: coefficient times signal, by size."""
    shares = effective_shares(context.profile)
    parts = [abs(share * getattr(etf.signals, id)) for share, id in zip(shares, SIGNALS, strict=True)]
    return SIGNALS[parts.index(max(parts))]


def _draw(context: Context, decision: Decision) -> Text:
    band, drawn = context.profile.total_weight, decision.total_weight

    def share(id: str, value: float, decimals: int = 2) -> Figure:
        return percent(
            f"draw.{id}", value, Nature.CURRENT, "total_weight", decimals=decimals, sources=("profile",)
        )

    etfs = (f"allocation.target.{ticker}" for ticker in context.profile.tickers)
    target = derived(share("target", drawn.target), "draw.value")
    invested = derived(share("invested", drawn.invested), *etfs, rule=Rule.SUM)
    if band.fixed is not None:
        return text("ea.draw_fixed", draw=share("value", drawn.draw), target=target, invested=invested)
    key = f"{context.profile.id}|{context.profile.version}|{decision.as_of.isoformat()}|{band.seed}"
    return text(
        "ea.draw",
        low=share("low", band.low, 0),
        high=share("high", band.high, 0),
        draw=derived(share("value", drawn.draw), "draw.low", "draw.high", key=key),
        target=target,
        invested=invested,
        seed=Verbatim(band.seed),
        key=Verbatim(key),
    )


def _binding(decision: Decision) -> Text:
    """Which rules bind, in words."""
    if not decision.binding:
        return text("ea.binding_none")
    joined: Text | None = None
    for binding in decision.binding:
        rule, _, name = binding.rule.partition(":")
        part = text(f"ea.binding_{rule}", name=_bounded(rule, name)) if name else text(f"ea.binding_{rule}")
        joined = part if joined is None else text("shared.mix_join", first=joined, rest=part)
    assert joined is not None
    return text("ea.binding", rules=joined)


def _bounded(rule: str, name: str) -> Value:
    """What a rule with a name bounds: an asset class, or one ETF."""
    return asset_class(name) if rule == "group" else Verbatim(name)

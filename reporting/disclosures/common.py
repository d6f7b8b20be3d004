"""Sections and blocks that more than one document has."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from reporting.disclosures.citation import citation
from reporting.disclosures.context import Context
from reporting.disclosures.figures import derived, number, percent
from reporting.domain.disclosure import (
    Align,
    Answers,
    Block,
    Callout,
    Column,
    Emphasis,
    Facts,
    Paragraph,
    RiskScale,
    Row,
    Section,
    Status,
    Table,
    Terms,
    Text,
    Value,
    Verbatim,
)
from reporting.domain.figure import Figure
from reporting.domain.localised import Wording
from reporting.domain.market import Severity
from reporting.domain.profile import Profile
from reporting.domain.units import Frequency, Nature, Unit
from reporting.inputs.demo import SOURCE
from reporting.law.clauses import clause
from reporting.law.parameters import parameter
from reporting.measures.registry import BY_ID
from reporting.measures.risk_class import RiskClass
from reporting.measures.sample import NotAvailable

TERMS = (
    "risk_class",
    "relative_strength",
    "trend",
    "mean_reversion",
    "calendar",
    "total_weight",
    "strategic_mix",
)
"""Terms of the method that every document explains beside its measures."""

HEADS = {"reduction_in_yield": "cost.reduction"}
"""What is explained under the head of the column that holds it."""


def text(key: str, /, **values: Value) -> Text:
    """A message with its values."""
    return Text(key, values)


def name(words: str) -> Text:
    """A proper name or code where a text is asked for."""
    return Text("shared.verbatim", {"text": Verbatim(words)})


def wording(words: Wording) -> Value:
    """A text of the profile or of the house files."""
    return Verbatim(words) if isinstance(words, str) else words


def origin(label: str) -> Value:
    """Where an input comes from: the file's name, or that it is the demo market, with its hash."""
    if not label.startswith(SOURCE):
        return Verbatim(label)
    return text("shared.demo_market", hash=Verbatim(label[label.index("(") :]))


def warning(id: str, /, **values: Value) -> Callout:
    """A clause of the register as a boxed warning."""
    return Callout(Text(clause(id).text, values), Emphasis.WARNING, id)


def note(key: str, **values: Value) -> Callout:
    """A boxed note that is no clause."""
    return Callout(Text(key, values), Emphasis.NOTE)


def columns(
    *keys: str, widths: tuple[float | None, ...] = (), start: tuple[int, ...] = (0,)
) -> tuple[Column, ...]:
    """Columns with these headers; those numbered in `start` are set flush left."""
    wide = widths or (None,) * len(keys)
    return tuple(
        Column(Text(key), Align.START if i in start else Align.END, wide[i]) for i, key in enumerate(keys)
    )


def answered(context: Context, **answers: Text) -> Answers:
    """The box of page 1: for whom the profile is stands second, the other answers in their order."""
    (first, what), *others = answers.items()
    rows = ((first, what), ("whom", mandate(context.profile)), *others)
    return Answers(tuple((text(f"question.{id}"), answer) for id, answer in rows))


def mandate(profile: Profile) -> Text:
    """What the profile is for: objective, holding period, permitted classes (Art 47(3)(e))."""
    return text(
        "question.whom_answer",
        objective=wording(profile.objective),
        horizon=years("profile.horizon", profile.horizon),
        band=band(profile),
    )


def key_facts(context: Context) -> Facts:
    """What the profile is, beyond what the box of page 1 answers."""
    profile = context.profile
    return Facts(
        (
            (
                text("shared.profile"),
                text("shared.profile_value", name=wording(profile.name), version=Verbatim(profile.version)),
            ),
            (text("shared.minimum_horizon"), years("profile.minimum_horizon", profile.minimum_horizon)),
            (
                text("shared.decisions"),
                text(f"shared.schedule_{profile.schedule.value}", trade=traded(profile)),
            ),
            (text("shared.service_fee"), service_fee(context)),
            (text("shared.benchmark"), benchmark_name(profile)),
            (text("shared.currency"), Verbatim(profile.base_currency)),
        )
    )


def slug(words: str) -> str:
    """A name of the house files as part of a message key or figure id."""
    return words.replace(" ", "_").replace("-", "_")


def asset_class(words: str) -> Text:
    """An asset class in the document's language."""
    return Text(f"asset_class.{slug(words)}")


def years(id: str, count: int) -> Text:
    """A number of years in words."""
    figure = number(id, count, Unit.COUNT, Nature.CURRENT, "horizon", sources=("profile",))
    return text("shared.years_one" if count == 1 else "shared.years", years=figure)


def band(profile: Profile) -> Text:
    """The permitted risk classes."""
    low, high = profile.risk_band.lowest, profile.risk_band.highest
    return text(
        "shared.band_value",
        lowest=number(
            "profile.band.lowest", low, Unit.RISK_CLASS, Nature.CURRENT, "risk_class", sources=("profile",)
        ),
        highest=number(
            "profile.band.highest", high, Unit.RISK_CLASS, Nature.CURRENT, "risk_class", sources=("profile",)
        ),
    )


def service_fee(context: Context) -> Figure:
    """The yearly service fee, VAT included."""
    fees = context.profile.fees
    figure = percent(
        "fees.service",
        fees.service_with_vat,
        Nature.CURRENT,
        "service_fee",
        decimals=2,
        per_year=True,
        sources=("profile",),
    )
    return derived(figure, fee=fees.service, vat=fees.vat)


def traded(profile: Profile) -> Text:
    """When a decision is traded, in words."""
    lag = number("profile.lag", profile.lag, Unit.COUNT, Nature.CURRENT, "lag", sources=("profile",))
    return text("shared.traded_next") if profile.lag == 1 else text("shared.traded_later", lag=lag)


def benchmark_name(profile: Profile) -> Text:
    """The benchmark as a mix of tickers, or the strategic mix."""
    weights = profile.benchmark.weights
    if not weights:
        return text(
            "shared.benchmark_mix", mix=mix_name((h.ticker, h.strategic_weight) for h in profile.universe)
        )
    if len(weights) == 1:
        return text("shared.benchmark_single", ticker=Verbatim(weights[0][0]))
    return text("shared.benchmark_rebalanced", mix=mix_name(weights))


def mix_name(weights: Iterable[tuple[str, float]]) -> Text:
    """A mix as `SPY 60 %, BND 40 %`."""
    parts: Text | None = None
    for ticker, share in weights:
        figure = percent(
            f"mix.{ticker}.{share:g}", share, Nature.CURRENT, "mix", decimals=0, sources=("profile",)
        )
        part = text("shared.mix_part", ticker=Verbatim(ticker), share=figure)
        parts = part if parts is None else text("shared.mix_join", first=parts, rest=part)
    assert parts is not None
    return parts


def risk_scale(context: Context, risk: RiskClass | NotAvailable) -> tuple[Block, ...]:
    """The risk class on its scale, what it means, and whether the profile allows it."""
    permitted = context.profile.risk_band
    scale = RiskScale(risk_class(context, risk), permitted.lowest, permitted.highest)
    if isinstance(risk, NotAvailable):
        return (scale,)
    meaning = text(f"shared.risk_meaning_{risk.value}")
    if risk.inside(permitted):
        verdict = text("shared.risk_inside", meaning=meaning, band=band(context.profile))
        return scale, Paragraph(verdict)
    outside = text("shared.risk_outside", band=band(context.profile))
    return scale, Paragraph(meaning), Callout(outside, Emphasis.WARNING, "risk_band")


def standing(context: Context, risk: RiskClass | NotAvailable) -> tuple[Status, tuple[Text, ...]]:
    """Status and reasons of a document: without a class inside the profile's band it reaches no client."""
    if not isinstance(risk, NotAvailable) and risk.inside(context.profile.risk_band):
        return context.status, context.reasons
    reason = text("draft.no_risk_class" if isinstance(risk, NotAvailable) else "draft.outside_band")
    status = Status.DRAFT if context.status is Status.FINAL else context.status
    return status, (*context.reasons, reason)


def risk_class(context: Context, risk: RiskClass | NotAvailable) -> Figure:
    """The class with the volatilities that decide it: the highest one places it, after migration."""
    known = risk if isinstance(risk, NotAvailable) else risk.value
    bases = () if isinstance(risk, NotAvailable) else tuple(basis.value for basis in risk.candidates)
    figure = number(
        "risk.class", known, Unit.RISK_CLASS, Nature.CURRENT, "risk_class", sources=context.risk_inputs
    )
    table = parameter("srri_edges", context.as_of).valid_from.isoformat()
    return derived(figure, *(f"risk.volatility.{basis}" for basis in bases), class_table=table)


def risk_method(context: Context, risk: RiskClass | NotAvailable) -> tuple[Block, ...]:
    """How the risk class was found, from which volatilities, by which version of the class table."""
    if isinstance(risk, NotAvailable):
        return ()
    found = [
        derived(
            percent(
                f"risk.volatility.{basis.value}",
                value,
                Nature.CURRENT,
                "volatility",
                decimals=2,
                per_year=True,
                sources=context.risk_inputs,
            ),
            "fees.service",
            frequency="weekly",
            years=5,
        )
        for basis, value in risk.candidates.items()
    ]
    rows = tuple(
        Row((text(f"shared.basis_{basis.value}"), figure))
        for basis, figure in zip(risk.candidates, found, strict=True)
    )
    edges = parameter("srri_edges", context.as_of)
    note = text("shared.risk_table", valid_from=edges.valid_from, reference=citation(edges.reference))
    table = Table(
        "risk_volatility",
        text("shared.risk_caption"),
        columns("shared.basis", "shared.volatility", widths=(0.6, 0.4)),
        rows,
        notes=(note,),
    )
    return Paragraph(text("shared.risk_method")), table


def glossary(measures: Iterable[str], terms: Iterable[str] = TERMS) -> Section:
    """Definitions of the measures used and of the method's own terms."""
    return Section("glossary", text("shared.glossary"), (Terms(entries((*measures, *terms))),))


def entries(ids: Iterable[str]) -> tuple[tuple[Text, Text], ...]:
    """Measures, terms of the method and what a column is named after, each once, with what they mean."""
    return tuple(_entry(id) for id in dict.fromkeys(ids))


def _entry(id: str) -> tuple[Text, Text]:
    if id in BY_ID or id in HEADS:
        return text(HEADS.get(id, f"measure.{id}")), text(f"definition.{id}")
    return text(f"term.{id}"), text(f"term.{id}_definition")


def data_section(context: Context) -> Section:
    """Where the prices come from and what the checks noticed in them."""
    market = context.market
    sources = tuple(Row((text(f"shared.source_{role}"), origin(label))) for role, label in market.sources)
    table = Table(
        "sources",
        text("shared.sources_caption"),
        columns("shared.input", "shared.origin", start=(0, 1)),
        sources,
    )
    span = text(
        "shared.span",
        first=market.sessions[0].astype(object),
        last=market.sessions[-1].astype(object),
        sessions=number(
            "data.sessions", len(market.sessions), Unit.COUNT, Nature.CURRENT, "session", sources=("prices",)
        ),
    )
    return Section("data", text("shared.data"), (Paragraph(span), table, *_findings(context)))


def _findings(context: Context) -> tuple[Block, ...]:
    noticed = [finding for finding in context.market.findings if finding.severity is not Severity.NOTE]
    if not noticed:
        return (Paragraph(text("shared.no_findings")),)
    most = 12
    rows = tuple(
        Row(
            (
                finding.day or Verbatim("–"),
                Verbatim(finding.ticker or "–"),
                text(f"finding.{finding.code}"),
                _detail(place, finding.detail),
            )
        )
        for place, finding in enumerate(noticed[:most])
    )
    count = number("data.findings", len(noticed), Unit.COUNT, Nature.CURRENT, "finding", sources=("prices",))
    headers = columns("shared.date", "shared.etf", "shared.finding", "shared.detail", start=(0, 1, 2, 3))
    return (Table("findings", text("shared.findings_caption", count=count), headers, rows),)


def _detail(place: int, detail: str) -> Value:
    """The detail of a finding: a number is printed as one, all else as it is."""
    try:
        value = float(detail)
    except ValueError:
        return Verbatim(detail or "–")
    decimals = len(detail.partition(".")[2])
    id = f"data.finding.{place + 1}"
    figure = number(id, value, Unit.RATIO, Nature.CURRENT, "finding", sources=("prices",))
    return replace(figure, decimals=decimals)


STATED = ("clause.no_endorsement", "shared.reports", "shared.assessed_again")
"""What is said below the particulars of the firm."""


def firm_section(context: Context) -> Section:
    """Who stands behind the document (Art 47(1), (3))."""
    firm = context.house.firm
    rows = tuple(
        (text(f"shared.firm_{field}"), wording(getattr(firm, field).value))
        for field in (
            "name",
            "address",
            "email",
            "telephone",
            "website",
            "authority",
            "authority_address",
            "client_assets",
            "conflicts_policy",
            "valuation",
            "delegation",
            "communication",
            "complaints",
        )
    )
    statements = (Paragraph(text(key)) for key in STATED)
    return Section("firm", text("shared.firm"), (Facts(rows), *statements, warning("tax")))


def schedule_word(frequency: Frequency) -> Text:
    """`week` or `month`."""
    return text(f"shared.every_{frequency.value}")

"""Measures of the record over its whole 12-month span and over its last five years."""

from __future__ import annotations

from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.facts import Facts, Line, Span
from reporting.disclosures.figures import derived, measured
from reporting.disclosures.words import text
from reporting.domain.disclosure import Align, Block, Bullets, Column, Paragraph, Row, Section, Table, Text
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Frequency, Nature
from reporting.measures.nav import measure_nav
from reporting.measures.registry import BY_ID
from reporting.measures.sample import NotAvailable, Result

OWN = (
    "total_return",
    "annualised_return",
    "volatility",
    "downside_deviation",
    "max_drawdown",
    "ulcer_index",
    "var_95_historical",
    "es_95_historical",
    "worst_period",
    "best_period",
    "positive_share",
    "sharpe",
    "sortino",
    "calmar",
    "skewness",
    "excess_kurtosis",
)
"""What is stated of every record."""
RELATIVE = ("tracking_error", "information_ratio", "beta", "correlation")
"""What is stated against the benchmark."""
MEASURES = OWN + RELATIVE
UNNAMED = ("total_return", "annualised_return")
"""Measures of the two ends alone, whose frequency says nothing."""

Found = dict[tuple[str, str], dict[str, Result]]


def metrics_section(facts: Facts) -> Section:
    """The measures, winners and losers alike."""
    found: Found = {}
    for span in facts.spans:
        cash = facts.cut(facts.cash, span) if facts.cash else None
        benchmark = facts.cut(facts.benchmark.nav, span)
        for line in facts.compared:
            found[span.id, line.id] = measure_nav(facts.cut(line.nav, span), benchmark, cash)
    active = tuple(line for line in facts.compared if line is not facts.benchmark)
    free = text("ep.risk_free_cash" if facts.cash else "ep.risk_free_zero", currency=printed.currency(facts))
    blocks: tuple[Block, ...] = (
        Paragraph(text("ep.metrics_lead")),
        *_beside(facts, found, active),
        _table(facts, found, "metrics", OWN, facts.compared, (text("ep.metrics_note"), free)),
        _table(
            facts,
            found,
            "relative",
            RELATIVE,
            active,
            (text("ep.relative_note", line=facts.benchmark.label),),
        ),
    )
    return Section("metrics", text("ep.metrics"), blocks)


def _beside(facts: Facts, found: Found, others: tuple[Line, ...]) -> tuple[Bullets, ...]:
    """In words whether the strategy earned more or less a year than what stands beside it."""
    measure, items = "annualised_return", []
    lines = dict.fromkeys((facts.benchmark, *others))
    for span, line in ((span, line) for span in facts.spans for line in lines if line is not facts.strategy):
        own, other = found[span.id, facts.strategy.id][measure], found[span.id, line.id][measure]
        if isinstance(own, NotAvailable) or isinstance(other, NotAvailable):
            continue
        figures = [
            _figure(facts, measure, span, each, result)
            for each, result in ((facts.strategy, own), (line, other))
        ]
        gap = printed.share(
            facts, f"gap.{span.id}.{line.id}", abs(own - other), measure, decimals=2, per_year=True
        )
        larger, smaller = (figures[0], figures[1]) if own >= other else (figures[1], figures[0])
        items.append(
            text(
                "ep.ahead" if own >= other else "ep.behind",
                years=printed.years(span),
                own=figures[0],
                line=line.label,
                other=figures[1],
                gap=derived(gap, larger.id, smaller.id, rule=Rule.DIFFERENCE),
            )
        )
    return (Bullets(tuple(items)),) if items else ()


def _table(
    facts: Facts,
    found: Found,
    id: str,
    measures: tuple[str, ...],
    lines: tuple[Line, ...],
    notes: tuple[Text, ...],
) -> Table:
    pairs = [(span, line) for span in facts.spans for line in lines]
    rows = []
    for measure in measures:
        cells = [
            _figure(facts, measure, span, line, found[span.id, line.id][measure]) for span, line in pairs
        ]
        rows.append(Row((label(measure), *cells)))
    heads = tuple(Column(_head(span, line)) for span, line in pairs)
    first = Column(text("ep.measure"), Align.START, 0.34 if len(pairs) > 4 else 0.44)
    caption = text(f"ep.{id}_caption", currency=printed.currency(facts), end=facts.spans[0].end)
    return Table(id, caption, (first, *heads), tuple(rows), printed.source(facts), notes)


def _figure(facts: Facts, measure: str, span: Span, line: Line, result: Result) -> Figure:
    """A measure of one record in one span, with the figures of the document that it is made from."""
    own = f"{span.id}.{line.id}"
    figure = measured(f"{measure}.{own}", measure, result, Nature.SIMULATED_PAST, facts.sources)
    parts: tuple[str, ...] = ()
    rule = None
    if measure == "total_return" and span.years <= len(facts.years) == len(facts.simulated):
        parts = tuple(f"years.{place + 1}.{line.id}" for place in range(span.years))
        rule = Rule.CHAIN
    elif measure == "annualised_return":
        parts = (f"total_return.{own}",)
    elif measure == "calmar":
        parts, rule = (f"annualised_return.{own}", f"max_drawdown.{own}"), Rule.QUOTIENT
    return derived(
        figure,
        *parts,
        rule=rule,
        frequency=BY_ID[measure].nav.value,
        start=span.start.isoformat(),
        end=span.end.isoformat(),
    )


def _head(span: Span, line: Line) -> Text:
    return text("ep.metrics_head", line=text(f"ep.short_{line.id}"), years=printed.years(span))


def label(measure: str) -> Text:
    """The name of a measure, with the frequency at which a record is measured."""
    name = text(f"measure.{measure}")
    if measure in UNNAMED:
        return name
    frequency: Frequency = BY_ID[measure].nav
    return text("ep.measure_name", measure=name, frequency=text(f"ep.by_{frequency.value}"))

"""What the published draw of the total weight did: the range over other seeds."""

from __future__ import annotations

from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.facts import Facts
from reporting.disclosures.ex_post.metrics import OWN
from reporting.disclosures.figures import derived
from reporting.disclosures.words import text
from reporting.domain.disclosure import Block, Paragraph, Row, Section, Table, Text, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.measures.sensitivity import Outcomes, outcomes, spread
from reporting.strategy.backtest import over_seeds

SEEDS = tuple(str(seed) for seed in range(1, 201))
"""The other seeds, published as such; the profile's own is not among them unless it chose one of these."""
COLUMNS = ("published", "lowest", "low", "median", "high", "highest", "fixed")
WHAT = ("annualised_return", "max_drawdown", "trading_cost")


def seeds_section(facts: Facts) -> Section:
    """How much of the result is chance, and what the draw costs against a fixed total weight."""
    band = facts.context.profile.total_weight
    title = text("ep.seeds")
    if band.fixed is not None:
        fixed = printed.rule("total_weight.fixed", band.fixed, "total_weight")
        return Section("seeds", title, (Paragraph(text("ep.seeds_no_draw", fixed=fixed)),))
    own, other = _outcomes(facts)
    lead = text(
        "ep.seeds_lead",
        low=printed.rule("total_weight.low", band.low, "total_weight"),
        high=printed.rule("total_weight.high", band.high, "total_weight"),
        seed=Verbatim(band.seed),
        count=printed.count(facts, "seeds.count", len(SEEDS), "seed"),
        first=Verbatim(SEEDS[0]),
        last=Verbatim(SEEDS[-1]),
    )
    blocks: tuple[Block, ...] = (
        Paragraph(lead),
        _table(facts, own, other),
        Paragraph(_rank(facts, own, other)),
        Paragraph(_price(facts, own, other)),
    )
    return Section("seeds", title, blocks)


def _outcomes(facts: Facts) -> tuple[Outcomes, Outcomes]:
    """Outcomes under the published seed (1,), and under the others with the fixed middle last."""
    span, base = facts.spans[0], facts.backtest
    first, last = facts.rows(span.start, span.end)
    years = facts.cut(base.nav, span).years
    inside = slice(first, last + 1)
    record = over_seeds(base.rules, facts.market, base, SEEDS)
    own = outcomes(base.record.nav[inside], base.record.costs[inside], years)
    return own, outcomes(record.nav[inside], record.costs[inside], years)


def _figure(facts: Facts, what: str, which: str, value: float) -> Figure:
    figure = printed.share(
        facts, f"seeds.{what}.{which}", value, what, decimals=2, per_year=what != "max_drawdown"
    )
    if which == "published":
        seed = facts.context.profile.total_weight.seed
        measured = (f"{what}.{facts.spans[0].id}.strategy",) if what in OWN else ()
        return derived(figure, *measured, rule=Rule.SUM if measured else None, seed=seed)
    if which == "fixed":
        return derived(figure, "total_weight.middle")
    return derived(
        figure, "seeds.count", "total_weight.low", "total_weight.high", first=SEEDS[0], last=SEEDS[-1]
    )


def _table(facts: Facts, own: Outcomes, other: Outcomes) -> Table:
    rows = []
    for what in WHAT:
        every = getattr(other, what)
        range_ = spread(every[:-1])
        values = (
            float(getattr(own, what)[0]),
            range_.lowest,
            range_.low,
            range_.median,
            range_.high,
            range_.highest,
            float(every[-1]),
        )
        cells = (_figure(facts, what, which, value) for which, value in zip(COLUMNS, values, strict=True))
        rows.append(Row((_label(what), *cells)))
    heads = (text("ep.measure"), *(text(f"ep.seeds_{which}") for which in COLUMNS))
    span = facts.spans[0]
    return Table(
        "seeds",
        text("ep.seeds_caption", start=span.start, end=span.end, currency=printed.currency(facts)),
        printed.heads(*heads, widths=(0.26, *(None,) * len(COLUMNS))),
        tuple(rows),
        printed.source(facts),
        (text("ep.seeds_note", middle=_middle(facts)),),
    )


def _label(what: str) -> Text:
    return text("ep.trading_cost_a_year") if what == "trading_cost" else text(f"measure.{what}")


def _middle(facts: Facts) -> Figure:
    """The fixed total weight of the comparison; without leverage it counts as 100 % at most."""
    band = facts.context.profile.total_weight
    middle = (band.low + band.high) / 2
    held = middle if facts.context.profile.leverage_allowed else min(middle, 1.0)
    figure = printed.rule("total_weight.middle", held, "total_weight", 1)
    return derived(figure, "total_weight.low", "total_weight.high")


def _rank(facts: Facts, own: Outcomes, other: Outcomes) -> Text:
    """How many of the other seeds the published one has beaten, and what the middle one would have given."""
    returns = other.annualised_return[:-1]
    beaten = printed.count(facts, "seeds.beaten", float((returns < own.annualised_return[0]).sum()), "seed")
    return text(
        "ep.seeds_rank",
        beaten=derived(beaten, "seeds.annualised_return.published", first=SEEDS[0], last=SEEDS[-1]),
        count=printed.count(facts, "seeds.count", len(SEEDS), "seed"),
        own=_figure(facts, "annualised_return", "published", float(own.annualised_return[0])),
        median=_figure(facts, "annualised_return", "median", spread(returns).median),
    )


def _price(facts: Facts, own: Outcomes, other: Outcomes) -> Text:
    """The draw against the fixed weight: the published seed and the middle one of the others."""
    returns, costs = other.annualised_return, other.trading_cost

    def gap(id: str, value: float, what: str, which: str) -> Figure:
        figure = printed.share(
            facts, f"seeds.gap.{id}", value, "seed", decimals=2, per_year=True, signed=True
        )
        return derived(figure, f"seeds.{what}.{which}", f"seeds.{what}.fixed", rule=Rule.DIFFERENCE)

    return text(
        "ep.seeds_price",
        own=gap("own", float(own.annualised_return[0] - returns[-1]), "annualised_return", "published"),
        median=gap("median", spread(returns[:-1]).median - float(returns[-1]), "annualised_return", "median"),
        cost=gap("cost", spread(costs[:-1]).median - float(costs[-1]), "trading_cost", "median"),
    )

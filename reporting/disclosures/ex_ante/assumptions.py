"""What the scenarios assume, with source and date of each number (Art 44(3)(c), 44(6)(b))."""

from __future__ import annotations

from reporting.disclosures.blocks import columns
from reporting.disclosures.context import Context
from reporting.disclosures.ex_ante import printed
from reporting.disclosures.ex_ante.facts import ExAnteFacts
from reporting.disclosures.figures import derived, percent
from reporting.disclosures.mandate import service_fee
from reporting.disclosures.words import asset_class, slug, text
from reporting.domain.disclosure import Bullets, Paragraph, Row, Section, Table, Text, Value, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.house import Sourced
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature


def assumptions_section(context: Context, facts: ExAnteFacts) -> Section:
    """How the scenarios are made, from what, and what that cannot show."""
    method = Bullets(
        (
            text(
                "ea.method_bootstrap",
                weeks=printed.weeks(facts),
                first=facts.first_week.astype(object),
                as_of=context.as_of,
                paths=printed.paths(facts),
            ),
            text("ea.method_drift"),
            text("ea.method_rules", seed=Verbatim(context.profile.total_weight.seed)),
            text("ea.method_stress"),
            text(
                "ea.method_costs",
                fee=service_fee(context),
                trading=printed.trading_cost(context, facts),
                entry=printed.entry_cost(facts),
                turnover=printed.turnover(context, facts),
            ),
            text("ea.method_limits"),
        )
    )
    return Section(
        "assumptions",
        text("ea.assumptions"),
        (Paragraph(text("ea.assumptions_lead")), _returns(context, facts), _sources(context), method),
    )


def _rate(id: str, value: float) -> Figure:
    return percent(id, value, Nature.ASSUMPTION, "assumption", decimals=2, sources=("assumptions",))


def _product_cost(context: Context, ticker: str, value: float) -> Figure:
    return percent(
        f"assumption.product_cost.{ticker}",
        value,
        Nature.ASSUMPTION,
        "product_cost",
        decimals=2,
        sources=context.cost_inputs,
    )


def _returns(context: Context, facts: ExAnteFacts) -> Table:
    """The assumed annual return of each ETF, built up from its parts."""
    house, currency = context.house, context.profile.base_currency
    rows = []
    for ticker, assumed in zip(context.profile.tickers, facts.assumed, strict=True):
        etf = house.instruments[ticker]
        name = etf.asset_class.value
        parts = (
            _rate("assumption.risk_free", house.assumptions.risk_free[currency].value),
            _rate(f"assumption.premium.{slug(name)}", house.assumptions.premium[name].value),
            _product_cost(context, ticker, etf.product_cost),
        )
        total = _rate(f"assumption.return.{ticker}", assumed)
        total = derived(total, *(part.id for part in parts), rule=Rule.DIFFERENCE)
        rows.append(Row((Verbatim(ticker), *parts, total)))
    return Table(
        "assumed_returns",
        text("ea.assumed_caption", currency=printed.currency(context)),
        columns("ea.etf", "ea.risk_free", "ea.premium", "ea.product_cost", "ea.assumed"),
        tuple(rows),
    )


def _sources(context: Context) -> Table:
    """Every assumption with where it was read and when."""
    house, currency = context.house, context.profile.base_currency
    assumptions = house.assumptions
    classes = dict.fromkeys(house.instruments[t].asset_class.value for t in context.profile.tickers)
    shocks = [("equity", assumptions.shocks.equity), ("rates", assumptions.shocks.rates)]
    shocks += [("real_estate", assumptions.shocks.real_estate)]
    if currency != "USD":
        shocks.append(("usd", assumptions.shocks.usd))
    named: list[tuple[Text, str, Sourced[float]]] = [
        (text("ea.risk_free"), "assumption.risk_free", assumptions.risk_free[currency]),
        *(
            (
                text("ea.premium_of", name=asset_class(one)),
                f"assumption.premium.{slug(one)}",
                assumptions.premium[one],
            )
            for one in classes
        ),
        *((text(f"ea.size_{id}"), f"assumption.shock.{id}", shock) for id, shock in shocks),
    ]
    later = any(sourced.as_of is not None and sourced.as_of > context.as_of for _, _, sourced in named)
    rows = tuple(
        Row((label, _rate(id, sourced.value), _origin(sourced), _date(sourced)))
        for label, id, sourced in named
    )
    return Table(
        "assumption_sources",
        text("ea.sources_caption", version=printed.assumptions_version(context)),
        columns("ea.assumption", "ea.value", "ea.source", "ea.dated", start=(0, 2, 3)),
        rows,
        notes=(text("ea.sources_later", as_of=context.as_of),) if later else (),
    )


def _origin(sourced: Sourced[float]) -> Value:
    return text("ea.illustrative") if sourced.illustrative else Verbatim(sourced.source)


def _date(sourced: Sourced[float]) -> Value:
    return sourced.as_of if sourced.as_of is not None else text("ea.undated")

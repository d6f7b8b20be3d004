"""Hypothetical shocks on today's allocation, and the risks in words (Art 48)."""

from __future__ import annotations

from reporting.disclosures.bars import bars_of
from reporting.disclosures.blocks import columns, warning
from reporting.disclosures.context import Context
from reporting.disclosures.ex_ante import printed
from reporting.disclosures.ex_ante.facts import ExAnteFacts
from reporting.disclosures.figures import derived, money, percent
from reporting.disclosures.words import slug, text
from reporting.domain.disclosure import Block, Bullets, Paragraph, Row, Section, Table, Text, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature
from reporting.measures.shocks import Shock, ShockEffect, shock_effects


def shocks_section(context: Context, facts: ExAnteFacts) -> Section:
    """What sudden moves would do to the portfolio as it is held today."""
    rows = tuple(
        _row(context, facts, effect, mix) for effect, mix in zip(facts.shocks, _on_mix(context), strict=True)
    )
    table = Table(
        "shocks",
        text("ea.shocks_caption", amount=printed.amount(context, facts)),
        columns(
            "ea.shock",
            "ea.shock_size",
            "ea.shock_effect",
            "ea.shock_money",
            "ea.shock_mix",
            widths=(0.32, 0.15, 0.18, 0.15, 0.2),
        ),
        rows,
        text("ea.shocks_source", version=printed.assumptions_version(context)),
        (text("clause.hypothetical_shocks"), text("ea.shocks_note")),
    )
    names = [text(f"ea.shock_{effect.shock.value}") for effect in facts.shocks]
    shown = {2: text("ea.shock_effect"), 4: text("ea.shock_mix")}
    chart = bars_of(rows, names, shown, "shocks", "ea.shocks")
    return Section(
        "shocks",
        text("ea.shocks"),
        (Paragraph(text("ea.shocks_lead")), table, chart),
        warning=warning("future_performance"),
    )


def _on_mix(context: Context) -> tuple[ShockEffect, ...]:
    """The same shocks on the strategic mix."""
    profile, house = context.profile, context.house
    mix = {holding.ticker: holding.strategic_weight for holding in profile.universe}
    return shock_effects(mix, house.instruments, house.assumptions.shocks, profile.base_currency)


def _row(context: Context, facts: ExAnteFacts, effect: ShockEffect, mix: ShockEffect) -> Row:
    id, inputs = f"shock.{effect.shock.value}", ("assumptions", "instruments", *context.market_inputs)
    weights = (f"allocation.today.{ticker}" for ticker in context.profile.tickers)
    total = percent(f"{id}.effect", effect.total, Nature.FORWARD, "shock", signed=True, sources=inputs)
    loss = money(
        f"{id}.money",
        effect.total * facts.amount,
        Nature.FORWARD,
        "shock",
        context.profile.base_currency,
        signed=True,
        sources=inputs,
    )
    on_mix = percent(f"{id}.mix", mix.total, Nature.FORWARD, "shock", signed=True, sources=inputs)
    strategic = (f"allocation.strategic.{ticker}" for ticker in context.profile.tickers)
    return Row(
        (
            text(f"ea.shock_{effect.shock.value}"),
            _size(effect),
            derived(total, f"{id}.size", *weights),
            derived(loss, f"{id}.effect", printed.amount(context, facts).id, rule=Rule.PRODUCT),
            derived(on_mix, f"{id}.size", *strategic),
        )
    )


def _size(effect: ShockEffect) -> Figure:
    places = 0 if effect.shock is not Shock.RATES else 2
    return percent(
        f"shock.{effect.shock.value}.size",
        effect.size,
        Nature.ASSUMPTION,
        "shock_size",
        decimals=places,
        signed=True,
        sources=("assumptions",),
    )


def without_kid(context: Context) -> tuple[Text, ...]:
    """Which funds lack the key information document that retail clients must get, if any."""
    instruments = context.house.instruments
    lacking = [ticker for ticker in context.profile.tickers if not instruments[ticker].kid_available.value]
    return (text("ea.no_kid", tickers=Verbatim(", ".join(lacking))),) if lacking else ()


def target_market(context: Context) -> tuple[Text, ...]:
    """Which funds are made for retail clients, and which are not (Directive 2014/65/EU, Art 24(4)(b))."""
    groups: dict[str, list[str]] = {}
    for ticker in context.profile.tickers:
        stated = context.house.instruments[ticker].target_market
        fit = stated.value.retail if stated else None
        groups.setdefault(fit.value if fit else "not_stated", []).append(ticker)
    return tuple(
        text(f"ea.target_{kind}", tickers=Verbatim(", ".join(groups[kind]))) for kind in sorted(groups)
    )


def risks_section(context: Context) -> Section:
    """The risks of the service and of each kind of instrument it uses, in good and in bad conditions."""
    house = context.house
    classes = dict.fromkeys(house.instruments[ticker].asset_class.value for ticker in context.profile.tickers)
    by_class = tuple(text(f"risk.class_{slug(one)}") for one in classes)
    general: list[Text] = [
        text(f"risk.{id}") for id in ("market", "total_loss", "model", "draw", "turnover", "exit")
    ]
    foreign = {house.instruments[t].currency.value for t in context.profile.tickers} - {
        context.profile.base_currency
    }
    general.append(
        text("risk.currency_foreign" if foreign else "risk.currency", currency=printed.currency(context))
    )
    blocks: list[Block] = [
        Paragraph(text("ea.risks_lead")),
        Bullets(tuple(general)),
        Paragraph(text("ea.risks_classes")),
        Bullets(by_class),
        Paragraph(text("ea.restrictions")),
        Paragraph(text("ea.target_lead")),
        Bullets(target_market(context)),
        *(Paragraph(each) for each in without_kid(context)),
    ]
    return Section("risks", text("ea.risks"), tuple(blocks))

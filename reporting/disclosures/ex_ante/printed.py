"""The figures of the ex-ante document by name: each is made in one place only, whoever prints it."""

from __future__ import annotations

from reporting.disclosures.context import Context
from reporting.disclosures.ex_ante.facts import AMOUNT, ExAnteFacts
from reporting.disclosures.figures import money, number, percent
from reporting.domain.disclosure import Verbatim
from reporting.domain.figure import Figure
from reporting.domain.units import Nature, Unit
from reporting.measures.sample import NotAvailable, Result

SIMULATION = ("prices", "assumptions", "instruments", "profile")


def amount(context: Context) -> Figure:
    """The amount that the scenarios speak of."""
    return money("scenario.amount", AMOUNT, Nature.ASSUMPTION, "scenario", context.profile.base_currency)


def currency(context: Context) -> Verbatim:
    """The document's currency code."""
    return Verbatim(context.profile.base_currency)


def years(count: int) -> Figure:
    """A number of years."""
    return number(f"years.{count}", count, Unit.COUNT, Nature.CURRENT, "horizon", sources=("profile",))


def scaled(result: Result) -> Result:
    """A wealth factor as money on the standard amount."""
    return result if isinstance(result, NotAvailable) else result * AMOUNT


def wealth(context: Context, facts: ExAnteFacts, scenario: str, horizon: int) -> Figure:
    """What the amount may be worth after `horizon` years."""
    value = scaled(facts.scenarios[scenario, horizon].wealth)
    id = f"scenario.{scenario}.{horizon}y.money"
    return money(id, value, Nature.FORWARD, "scenario", context.profile.base_currency, sources=SIMULATION)


def annual(facts: ExAnteFacts, scenario: str, horizon: int) -> Figure:
    """The average annual return of a scenario."""
    value = facts.scenarios[scenario, horizon].annual
    id = f"scenario.{scenario}.{horizon}y.annual"
    return percent(
        id,
        value,
        Nature.FORWARD,
        "annualised_return",
        decimals=1,
        per_year=False,
        signed=True,
        sources=SIMULATION,
    )


def error(context: Context, facts: ExAnteFacts, scenario: str, horizon: int) -> Figure:
    """The standard error of a scenario's money."""
    value = scaled(facts.scenarios[scenario, horizon].error)
    id = f"scenario.{scenario}.{horizon}y.error"
    return money(id, value, Nature.FORWARD, "percentile", context.profile.base_currency, sources=SIMULATION)


def loss(facts: ExAnteFacts, horizon: int) -> Figure:
    """The share of paths that end below the amount invested."""
    id = f"scenario.loss.{horizon}y"
    return percent(id, facts.loss[horizon], Nature.FORWARD, "scenario", sources=SIMULATION)


def fall(facts: ExAnteFacts, size: float) -> Figure:
    """The share of paths with a drawdown beyond a size."""
    id = f"scenario.drawdown.beyond_{size:.0%}".replace("%", "")
    return percent(id, facts.falls[size], Nature.FORWARD, "max_drawdown", sources=SIMULATION)


def fall_size(size: float) -> Figure:
    """The size itself."""
    id = f"scenario.drawdown.size_{size:.0%}".replace("%", "")
    return percent(id, size, Nature.ASSUMPTION, "max_drawdown", decimals=0)


def median_fall(facts: ExAnteFacts) -> Figure:
    """The maximum drawdown of the middle path, as a positive size."""
    return percent(
        "scenario.drawdown.median", -facts.median_fall, Nature.FORWARD, "max_drawdown", sources=SIMULATION
    )


def worst_fall(facts: ExAnteFacts) -> Figure:
    """The maximum drawdown that one path in twenty exceeds, as a positive size."""
    return percent(
        "scenario.drawdown.worst", -facts.worst_fall, Nature.FORWARD, "max_drawdown", sources=SIMULATION
    )


def notice(facts: ExAnteFacts) -> Figure:
    """The share of paths with at least one 10 % notice."""
    return percent("scenario.notice.any", facts.notice, Nature.FORWARD, "notice", sources=SIMULATION)


def notice_quarter(facts: ExAnteFacts) -> Figure:
    """The average chance of a 10 % notice in one quarter."""
    return percent(
        "scenario.notice.quarter", facts.notice_quarter, Nature.FORWARD, "notice", sources=SIMULATION
    )


def product_cost(facts: ExAnteFacts) -> Figure:
    """The funds' own costs a year at today's weights."""
    return percent(
        "costs.product", facts.product_cost, Nature.CURRENT, "product_cost", decimals=2, per_year=True,
        sources=("instruments",),
    )  # fmt: skip


def trading_cost(facts: ExAnteFacts) -> Figure:
    """The mean cost of trading a year on the simulated paths, the first purchase apart."""
    return percent(
        "costs.trading", facts.trading_cost, Nature.FORWARD, "trading_cost", decimals=2, per_year=True,
        sources=SIMULATION,
    )  # fmt: skip


def entry_cost(facts: ExAnteFacts) -> Figure:
    """The cost of the first purchase, once."""
    return percent(
        "costs.entry",
        facts.entry_cost,
        Nature.ASSUMPTION,
        "trading_cost",
        decimals=2,
        sources=("instruments",),
    )


def turnover(facts: ExAnteFacts) -> Figure:
    """The mean turnover a year on the simulated paths."""
    return percent(
        "costs.turnover",
        facts.turnover,
        Nature.FORWARD,
        "turnover",
        decimals=0,
        per_year=True,
        sources=SIMULATION,
    )


def paths(facts: ExAnteFacts) -> Figure:
    """How many paths were simulated."""
    return number("scenario.paths", facts.paths, Unit.COUNT, Nature.ASSUMPTION, "scenario")


def weeks(facts: ExAnteFacts) -> Figure:
    """How many weeks of common history are drawn from."""
    return number("scenario.weeks", facts.weeks, Unit.COUNT, Nature.CURRENT, "scenario", sources=("prices",))


def assumptions_version(context: Context) -> Verbatim:
    """The version of the house's market assumptions."""
    return Verbatim(context.house.assumptions.version)

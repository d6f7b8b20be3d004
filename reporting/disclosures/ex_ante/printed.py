"""The figures of the ex-ante document by name: each is made in one place only, whoever prints it."""

from __future__ import annotations

from dataclasses import replace

from reporting.disclosures.context import Context
from reporting.disclosures.ex_ante.facts import STRESS, ExAnteFacts
from reporting.disclosures.figures import derived, money, number, percent
from reporting.domain.disclosure import Verbatim
from reporting.domain.figure import Figure
from reporting.domain.lineage import Rule
from reporting.domain.units import Nature, Unit
from reporting.measures.sample import NotAvailable, Result
from reporting.measures.scenarios.outcomes import QUANTILES


def amount(context: Context, facts: ExAnteFacts) -> Figure:
    """The amount that the scenarios speak of."""
    return money("scenario.amount", facts.amount, Nature.ASSUMPTION, "amount", context.profile.base_currency)


def currency(context: Context) -> Verbatim:
    """The document's currency code."""
    return Verbatim(context.profile.base_currency)


def years(count: int) -> Figure:
    """A number of years."""
    return number(f"years.{count}", count, Unit.COUNT, Nature.CURRENT, "horizon", sources=("profile",))


def scaled(facts: ExAnteFacts, result: Result) -> Result:
    """A wealth factor as money on the amount."""
    return result if isinstance(result, NotAvailable) else result * facts.amount


def _simulated(facts: ExAnteFacts, figure: Figure, **parameters: str | float | int) -> Figure:
    """A figure of the simulated paths, with what they were drawn from and calibrated to."""
    tickers = [etf.ticker for etf in facts.allocation.decision.etfs]
    parts = (
        "scenario.paths",
        "scenario.weeks",
        "fees.service",
        *(f"assumption.return.{ticker}" for ticker in tickers),
        *(f"allocation.target.{ticker}" for ticker in tickers),
    )
    return derived(figure, *parts, rule=None, paths=facts.paths, key=facts.key, **parameters)


def wealth(context: Context, facts: ExAnteFacts, scenario: str, horizon: int) -> Figure:
    """What the amount may be worth after `horizon` years."""
    value = scaled(facts, facts.scenarios[scenario, horizon].wealth)
    meaning = "stress" if scenario == STRESS else "scenario"
    figure = money(
        f"scenario.{scenario}.{horizon}y.money",
        value,
        Nature.FORWARD,
        meaning,
        context.profile.base_currency,
        sources=_inputs(context),
    )
    if scenario == STRESS:
        never_better = f"scenario.unfavourable.{horizon}y.money"
        bases = ("strategic", "target")
        etfs = (f"allocation.{basis}.{ticker}" for basis in bases for ticker in context.profile.tickers)
        costs = ("fees.service", "costs.trading", "costs.entry")
        return derived(figure, amount(context, facts).id, never_better, *costs, *etfs, years=horizon)
    figure = _simulated(facts, figure, quantile=QUANTILES[scenario], years=horizon)
    return replace(figure, parts=(amount(context, facts).id, *figure.parts))


def annual(context: Context, facts: ExAnteFacts, scenario: str, horizon: int) -> Figure:
    """The average annual return of a scenario."""
    figure = percent(
        f"scenario.{scenario}.{horizon}y.annual",
        facts.scenarios[scenario, horizon].annual,
        Nature.FORWARD,
        "annualised_return",
        decimals=1,
        per_year=False,
        signed=True,
        sources=_inputs(context),
    )
    end = wealth(context, facts, scenario, horizon).id
    return derived(figure, end, amount(context, facts).id, years(horizon).id, rule=Rule.YEARLY)


def error(context: Context, facts: ExAnteFacts, scenario: str, horizon: int) -> Figure:
    """The standard error of a scenario's money."""
    figure = money(
        f"scenario.{scenario}.{horizon}y.error",
        scaled(facts, facts.scenarios[scenario, horizon].error),
        Nature.FORWARD,
        "standard_error",
        context.profile.base_currency,
        sources=_inputs(context),
    )
    parts = (amount(context, facts).id, "scenario.paths")
    return derived(figure, *parts, paths=facts.paths, key=facts.key, quantile=QUANTILES[scenario])


def loss(context: Context, facts: ExAnteFacts, horizon: int) -> Figure:
    """The share of paths that end below the amount invested."""
    return _share(context, facts, f"loss.{horizon}y", facts.loss[horizon], "path_share", years=horizon)


def fall(context: Context, facts: ExAnteFacts, size: float) -> Figure:
    """The share of paths with a drawdown beyond a size."""
    figure = _share(context, facts, f"drawdown.beyond_{_whole(size)}", facts.falls[size], "path_share")
    return replace(figure, parts=(fall_size(size).id, *figure.parts))


def fall_size(size: float) -> Figure:
    """The size itself."""
    id = f"scenario.drawdown.size_{_whole(size)}"
    return percent(id, size, Nature.ASSUMPTION, "max_drawdown", decimals=0)


def median_fall(context: Context, facts: ExAnteFacts) -> Figure:
    """The maximum drawdown of the middle path, as a positive size."""
    return _share(context, facts, "drawdown.median", -facts.median_fall, "max_drawdown", quantile=0.5)


def worst_fall(context: Context, facts: ExAnteFacts) -> Figure:
    """The maximum drawdown that one path in twenty exceeds, as a positive size."""
    return _share(context, facts, "drawdown.worst", -facts.worst_fall, "max_drawdown", quantile=0.05)


def notice(context: Context, facts: ExAnteFacts) -> Figure:
    """The share of paths with at least one 10 % notice."""
    return _share(context, facts, "notice.any", facts.notice, "notice")


def notice_quarter(context: Context, facts: ExAnteFacts) -> Figure:
    """The average chance of a 10 % notice in one quarter."""
    return _share(context, facts, "notice.quarter", facts.notice_quarter, "notice")


def _share(
    context: Context, facts: ExAnteFacts, id: str, value: float, definition: str, **parameters: float
) -> Figure:
    figure = percent(f"scenario.{id}", value, Nature.FORWARD, definition, sources=_inputs(context))
    return _simulated(facts, figure, **parameters)


def _whole(size: float) -> str:
    """A size in whole percent, as part of an id."""
    return f"{size:.0%}".removesuffix("%")


def _inputs(context: Context) -> tuple[str, ...]:
    return (*context.market_inputs, "assumptions", *context.cost_inputs, "profile")


def trading_cost(context: Context, facts: ExAnteFacts) -> Figure:
    """The mean cost of trading a year on the simulated paths, the first purchase apart."""
    figure = percent(
        "costs.trading", facts.trading_cost, Nature.FORWARD, "trading_cost", decimals=2, per_year=True,
        sources=_inputs(context),
    )  # fmt: skip
    return _simulated(facts, figure)


def entry_cost(facts: ExAnteFacts) -> Figure:
    """The cost of the first purchase, once."""
    figure = percent(
        "costs.entry",
        facts.entry_cost,
        Nature.ASSUMPTION,
        "trading_cost",
        decimals=2,
        sources=("instruments", "profile"),
    )
    return derived(figure, *(f"allocation.target.{etf.ticker}" for etf in facts.allocation.decision.etfs))


def turnover(context: Context, facts: ExAnteFacts) -> Figure:
    """The mean turnover a year on the simulated paths."""
    figure = percent(
        "costs.turnover",
        facts.turnover,
        Nature.FORWARD,
        "turnover",
        decimals=0,
        per_year=True,
        sources=_inputs(context),
    )
    return _simulated(facts, figure)


def paths(facts: ExAnteFacts) -> Figure:
    """How many paths were simulated."""
    return number("scenario.paths", facts.paths, Unit.COUNT, Nature.ASSUMPTION, "paths")


def weeks(facts: ExAnteFacts) -> Figure:
    """How many weeks of common history are drawn from."""
    return number("scenario.weeks", facts.weeks, Unit.COUNT, Nature.CURRENT, "week", sources=("prices",))


def assumptions_version(context: Context) -> Verbatim:
    """The version of the house's market assumptions."""
    return Verbatim(context.house.assumptions.version)

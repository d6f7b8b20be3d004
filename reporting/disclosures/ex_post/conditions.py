"""How the record behaved in different markets: by regime, and in named episodes."""

from __future__ import annotations

import numpy as np

from reporting.disclosures.bars import bars_of
from reporting.disclosures.ex_post import printed
from reporting.disclosures.ex_post.facts import Facts, Line
from reporting.disclosures.figures import settings
from reporting.disclosures.words import text, wording
from reporting.domain.disclosure import (
    Align,
    Block,
    Column,
    Paragraph,
    Row,
    Section,
    Table,
    Text,
    Value,
)
from reporting.domain.figure import Figure
from reporting.domain.house import Episode
from reporting.domain.series import NavPath
from reporting.measures.episodes import EpisodeFigures, episode, missing
from reporting.measures.regimes import TREND_WINDOW, VOLATILITY_WINDOW, Regime, RegimeFigures, regimes
from reporting.measures.sample import NotAvailable
from reporting.strategy.comparators import series

WINDOWS = {
    Regime.HIGH_VOLATILITY: VOLATILITY_WINDOW,
    Regime.LOW_VOLATILITY: VOLATILITY_WINDOW,
    Regime.UP_TREND: TREND_WINDOW,
    Regime.DOWN_TREND: TREND_WINDOW,
}
"""Sessions by which each regime is told."""


def regimes_section(facts: Facts) -> Section:
    """Calm and restless markets, rising and falling ones."""
    lines = (facts.strategy, facts.benchmark)
    found = [_regimes(facts, line) for line in lines]
    rows = []
    for of_lines in zip(*found, strict=True):
        regime = of_lines[0].regime.value
        cells: list[Value] = [
            text(f"ep.regime_{regime}"),
            _share_of_days(facts, of_lines[0]),
        ]
        for line, figures in zip(lines, of_lines, strict=True):
            cells += _cells(facts, f"regime.{regime}.{line.id}", figures)
        rows.append(Row(tuple(cells)))
    heads = [text("ep.regime"), text("ep.share_of_days")]
    for line in lines:
        for what in ("return", "volatility", "fall"):
            heads.append(text(f"ep.head_{what}", line=text(f"ep.short_{line.id}")))
    table = Table(
        "regimes",
        text("ep.regimes_caption", currency=printed.currency(facts)),
        printed.heads(*heads, widths=(0.25, *(None,) * (len(heads) - 1))),
        tuple(rows),
        printed.source(facts),
        (text("ep.regimes_note"),),
    )
    names = [text(f"ep.regime_{figures.regime.value}") for figures in found[0]]
    shown = {2 + 3 * place: line.label for place, line in enumerate(lines)}
    chart = bars_of(rows, names, shown, "regime_returns", "ep.regimes", printed.source(facts))
    lead = Paragraph(text("ep.regimes_lead"))
    return Section("regimes", text("ep.regimes"), (lead, table, chart))


def _share_of_days(facts: Facts, figures: RegimeFigures) -> Figure:
    share = printed.share(facts, f"regime.{figures.regime.value}.share", figures.share, "regime", decimals=0)
    return settings(share, _when(facts, figures))


def _when(facts: Facts, figures: RegimeFigures) -> dict[str, str | int]:
    """The days that have the regime, the window by which it is told, and the stretch of the record."""
    span = printed.within(facts.spans[0].start, facts.spans[0].end)
    return {"days": figures.days, "window": WINDOWS[figures.regime], **span}


def _regimes(facts: Facts, line: Line) -> tuple[RegimeFigures, ...]:
    return regimes(facts.cut(line.nav, facts.spans[0]), facts.benchmark.nav)


def _cells(facts: Facts, id: str, figures: RegimeFigures) -> list[Value]:
    found = (
        printed.share(
            facts, f"{id}.return", figures.annualised_return, "annualised_return", per_year=True, signed=True
        ),
        printed.share(facts, f"{id}.volatility", figures.volatility, "volatility", per_year=True),
        printed.share(facts, f"{id}.fall", figures.max_drawdown, "max_drawdown"),
    )
    return [settings(figure, _when(facts, figures)) for figure in found]


def episodes_section(facts: Facts) -> Section:
    """Named stretches of market history, the bad ones: what was held then is never re-weighted."""
    shown = [each for each in facts.context.house.assumptions.episodes if each.start <= facts.context.as_of]
    rows = tuple(_episode_row(facts, each) for each in shown)
    heads = [Column(text("ep.episode"), Align.START, 0.3)]
    for line in facts.compared:
        for what in ("change", "fall"):
            heads.append(Column(text(f"ep.head_{what}", line=text(f"ep.short_{line.id}"))))
    notes = [text("ep.episodes_note")]
    if young := _unlisted_text(facts, shown):
        notes.append(young)
    table = Table(
        "episodes",
        text("ep.episodes_caption", currency=printed.currency(facts)),
        tuple(heads),
        rows,
        printed.source(facts),
        tuple(notes),
    )
    names = [text("shared.verbatim", text=episode_name(each)) for each in shown]
    falls = {2 + 2 * place: line.label for place, line in enumerate(facts.compared[:2])}
    chart = bars_of(rows, names, falls, "episode_falls", "ep.episodes", printed.source(facts))
    blocks: tuple[Block, ...] = (Paragraph(text("ep.episodes_lead")), table, chart)
    return Section("episodes", text("ep.episodes"), blocks)


def episode_name(each: Episode) -> Value:
    """The house file's own name of an episode, or its id in words."""
    return wording(each.name or each.id.replace("-", " ").replace("_", " ").capitalize())


def _episode_row(facts: Facts, each: Episode) -> Row:
    cells: list[Value] = [text("ep.episode_row", name=episode_name(each), start=each.start, end=each.end)]
    for line in facts.compared:
        figures = _figures(facts, line, each)
        id = f"episode.{each.id}.{line.id}"
        change = printed.share(facts, f"{id}.return", figures.total_return, "total_return", signed=True)
        fall = printed.share(facts, f"{id}.fall", figures.max_drawdown, "max_drawdown")
        cells += [settings(figure, printed.within(each.start, each.end)) for figure in (change, fall)]
    return Row(tuple(cells))


def _figures(facts: Facts, line: Line, each: Episode) -> EpisodeFigures:
    """A fixed mix without a price of one of its funds is not available: it is never re-weighted."""
    figures = episode(line.nav, each.start, each.end)
    if line is not facts.strategy and unlisted(facts, line.funds, each):
        known = not isinstance(figures.total_return, NotAvailable)
        return missing(NotAvailable("needs_price")) if known else figures
    return figures


def unlisted(facts: Facts, funds: tuple[str, ...], each: Episode) -> list[str]:
    """Funds that had no price when an episode began."""
    row = max(facts.market.index_of(np.datetime64(each.start)), 0)
    return [fund for fund in funds if not np.isfinite(series(facts.market, fund)[row])]


def _unlisted_text(facts: Facts, shown: list[Episode]) -> Text | None:
    """Which funds of the profile did not exist in episodes that the strategy's own record covers."""
    nav: NavPath = facts.strategy.nav
    parts = [
        text("ep.unlisted", name=episode_name(each), etfs=printed.names(young))
        for each in shown
        if nav.dates[0] <= np.datetime64(each.start)
        and (young := unlisted(facts, facts.strategy.funds, each))
    ]
    return text("ep.unlisted_note", list=printed.join(parts, "ep.semicolon")) if parts else None

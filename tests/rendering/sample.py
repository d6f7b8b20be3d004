"""A document of several pages with every kind of block, made from closed formulas alone."""

from __future__ import annotations

import math
import random
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from reporting.domain.disclosure import (
    Align,
    Answers,
    Block,
    Bullets,
    Callout,
    Chart,
    ChartKind,
    ChartSpec,
    Column,
    Contents,
    Disclosure,
    DocumentKind,
    Emphasis,
    Facts,
    Paragraph,
    RiskScale,
    Row,
    Section,
    Series,
    Status,
    Table,
    Terms,
    Text,
    Value,
    Verbatim,
)
from reporting.domain.figure import Figure
from reporting.domain.units import Nature, Unit
from reporting.inputs.resources import bundled
from reporting.rendering.catalogue import Catalogue, read_messages
from reporting.rendering.words import Words

FIRST = date(2011, 10, 3)
ETFS = ("AGG", "SHY", "VYM", "BIL", "SPY", "IWM", "VNQ", "QQQ", "IEMG", "XLK", "Cash")


@cache
def words() -> Words:
    """The renderer's own messages and those of the sample."""
    own = read_messages(bundled("templates") / "messages" / "en")
    return Words(Catalogue("en", own | read_messages(Path(__file__).parent / "messages")))


def figure(id: str, value: float | None, unit: Unit = Unit.PERCENT, **options: object) -> Figure:
    """A figure with the usual company."""
    missing = "sample.missing" if value is None else ""
    given = {"missing": missing, "sources": ("prices",), "definition": "sample.definition"} | options
    return Figure(id, value, unit, given.pop("nature", Nature.FORWARD), **given)  # type: ignore[arg-type]


def money(id: str, value: float | None) -> Figure:
    return figure(id, value, Unit.MONEY, currency="EUR", decimals=0)


def say(key: str, **values: Value) -> Text:
    return Text(f"sample.{key}", values)


def _weeks(count: int) -> tuple[date, ...]:
    return tuple(FIRST + timedelta(days=7 * week) for week in range(count))


def _walk(seed: int, growth: float, volatility: float, count: int = 780) -> tuple[float, ...]:
    """Weekly values of a random walk from 100, the same at every run."""
    steps = random.Random(seed)  # noqa: S311
    path = [100.0]
    for _ in range(count - 1):
        path.append(path[-1] * math.exp(growth / 52 + volatility / math.sqrt(52) * steps.gauss(0, 1)))
    return tuple(path)


def lines() -> ChartSpec:
    paths = [_walk(1, 0.05, 0.09), _walk(2, 0.05, 0.14), _walk(3, 0.04, 0.08)]
    names = ("model", "benchmark", "mix")
    series = tuple(Series(say(f"series.{name}"), path) for name, path in zip(names, paths, strict=True))
    return ChartSpec("growth", ChartKind.LINES, series, "index", _weeks(780), reference=100.0, log=True)


def drawdown() -> ChartSpec:
    def falls(path: tuple[float, ...]) -> tuple[float, ...]:
        return tuple(value / max(path[: week + 1]) - 1 for week, value in enumerate(path))

    series = (
        Series(say("series.model"), falls(_walk(1, 0.05, 0.09))),
        Series(say("series.benchmark"), falls(_walk(2, 0.05, 0.14))),
    )
    return ChartSpec("drawdown", ChartKind.DRAWDOWN, series, "percent", _weeks(780), height=0.26)


def fan() -> ChartSpec:
    days = tuple(date(2026, 10, 30) + timedelta(days=30 * month) for month in range(61))
    quantiles = {"p95": 1.64, "p75": 0.67, "p50": 0.0, "p25": -0.67, "p05": -1.64}
    series = tuple(
        Series(
            say(f"series.{name}"),
            tuple(10_000 * math.exp(0.035 * m / 12 + 0.12 * z * math.sqrt(m / 12)) for m in range(61)),
        )
        for name, z in sorted(quantiles.items(), key=lambda item: item[1])
    )
    return ChartSpec("fan", ChartKind.FAN, series, "EUR", days, reference=10_000.0, height=0.4)


def stack() -> ChartSpec:
    raw = [
        [1 + math.sin(week * (0.013 + place * 0.003) + place) for week in range(520)]
        for place in range(len(ETFS))
    ]
    sums = [sum(column) for column in zip(*raw, strict=True)]
    series = tuple(
        Series(say("series.name", name=Verbatim(name)), tuple(v / s for v, s in zip(row, sums, strict=True)))
        for name, row in zip(ETFS, raw, strict=True)
    )
    return ChartSpec("allocation", ChartKind.STACK, series, "percent", _weeks(520), height=0.38)


def bars() -> ChartSpec:
    labels = tuple(Verbatim(name) for name in ETFS[:8])
    own = tuple(0.03 * math.cos(place) for place in range(8))
    return ChartSpec(
        "contribution", ChartKind.BARS, (Series(say("series.model"), own),), "percent", labels=labels,
        horizontal=True,
    )  # fmt: skip


def years() -> ChartSpec:
    labels = tuple(Verbatim(str(year)) for year in range(2017, 2027))
    series = (
        Series(say("series.model"), tuple(0.08 * math.sin(year * 1.3) + 0.03 for year in range(10))),
        Series(
            say("series.benchmark"), tuple(0.09 * math.sin(year * 1.2) + 0.03 for year in range(9)) + (None,)
        ),
    )
    return ChartSpec("years", ChartKind.BARS, series, "percent", labels=labels, height=0.32)


def chart(spec: ChartSpec) -> Chart:
    return Chart(spec, say(f"chart.{spec.id}"), say("chart.alternative"), say("source"))


def scenarios() -> Table:
    rows = []
    for place, name in enumerate(("stress", "unfavourable", "moderate", "favourable")):
        low, middle = 10_000 * (0.62 + 0.14 * place), 10_000 * (0.55 + 0.25 * place)
        rows.append(
            Row(
                (
                    say(f"scenario.{name}"),
                    money(f"scenario.{name}.1y.money", low),
                    figure(f"scenario.{name}.1y.return", low / 10_000 - 1, Unit.PERCENT_PER_YEAR, decimals=1),
                    money(f"scenario.{name}.5y.money", middle if name != "stress" else None),
                    figure(
                        f"scenario.{name}.5y.return",
                        (middle / 10_000) ** 0.2 - 1 if name != "stress" else None,
                        Unit.PERCENT_PER_YEAR,
                        decimals=1,
                    ),
                )
            )
        )
    columns = (
        Column(say("head.scenario"), Align.START, 0.36),
        Column(say("head.money", years=figure("one", 1, Unit.YEARS, decimals=0))),
        Column(say("head.return")),
        Column(say("head.money", years=figure("five", 5, Unit.YEARS, decimals=0))),
        Column(say("head.return")),
    )
    return Table("scenarios", say("caption.scenarios"), columns, tuple(rows), say("source"), (say("note"),))


def long_table(count: int = 40) -> Table:
    """Longer than what is left of its page, so that it breaks and repeats its head."""
    rows = tuple(
        Row(
            (
                Verbatim(f"Specimen Fund {number} UCITS ETF"),
                Verbatim(f"T{number:02d}"),
                figure(f"weight.{number}", number / 1000),
                figure(f"change.{number}", (number - 17) / 1000, signed=True),
                date(2026, 1 + number % 9, 1 + number % 28),
                say(f"reason.{('signal', 'cap')[number % 2]}"),
            )
        )
        for number in range(1, count + 1)
    )
    total = Row(
        (say("total"), Verbatim(""), figure("weight.total", 0.595), figure("change.total", 0.0, signed=True),
         Verbatim(""), Verbatim("")),
        total=True,
    )  # fmt: skip
    columns = (
        Column(say("head.name"), Align.START, 0.3),
        Column(say("head.ticker"), Align.START),
        Column(say("head.weight")),
        Column(say("head.change")),
        Column(say("head.since")),
        Column(say("head.reason"), Align.START, 0.26),
    )
    return Table("allocation", say("caption.allocation"), columns, (*rows, total), say("source"))


def facts() -> Facts:
    return Facts(
        (
            (say("fact.objective"), say("objective")),
            (say("fact.horizon"), figure("horizon", 5, Unit.YEARS, decimals=0)),
            (say("fact.loss"), figure("loss", 0.1234, decimals=1)),
            (say("fact.return"), figure("return", 0.0525, Unit.PERCENT_PER_YEAR, decimals=1)),
            (say("fact.ratio"), figure("ratio", None, Unit.RATIO)),
            (say("fact.since"), date(2026, 9, 30)),
        )
    )


def noted() -> tuple[Section, ...]:
    """The same with a term explained beside a section, a table and a chart."""
    beside = Terms(((say("term"), say("meaning")),))
    first, second, *others = sections()
    prose, *exhibits = second.blocks
    explained = (replace(each, beside=beside) for each in exhibits if isinstance(each, (Table, Chart)))
    return (first, replace(second, blocks=(prose, *explained), beside=beside), *others)


def sections() -> tuple[Section, ...]:
    prose = Paragraph(
        say("prose", loss=figure("loss", 0.1234, decimals=1), invested=money("invested", 10_000))
    )
    first: tuple[Block, ...] = (
        prose,
        facts(),
        RiskScale(figure("srri", 4, Unit.RISK_CLASS, decimals=0), 3, 5),
    )
    warning = Callout(say("warning"), Emphasis.WARNING, "x")
    ranges = (prose, scenarios(), chart(fan()))
    return (
        Section("what", say("section.what"), (*first, warning), warning=warning),
        Section("scenarios", say("section.scenarios"), ranges, True, warning=warning),
        Section("allocation", say("section.allocation"), (chart(bars()), long_table(), chart(stack()))),
        Section(
            "past",
            say("section.past"),
            (
                Answers(((say("term"), say("meaning")),)),
                Contents((("what", say("section.what")),)),
                chart(lines()),
                chart(drawdown()),
                chart(years()),
            ),
            opens=say("section.past"),
        ),
        Section(
            "words",
            say("section.words"),
            (
                Bullets((say("bullet"), say("prose", loss=figure("loss", 0.1234, decimals=1),
                                            invested=money("invested", 10_000)), say("bullet"))),
                Callout(say("side"), Emphasis.NOTE),
                Callout(say("side"), Emphasis.SPECIMEN),
                Terms(tuple((say("term"), say("meaning")) for _ in range(4))),
            ),
        ),
    )  # fmt: skip


def disclosure(status: Status = Status.SPECIMEN, **changes: object) -> Disclosure:
    """The sample; `changes` replace fields."""
    given: dict[str, object] = {
        "kind": DocumentKind.EX_ANTE,
        "document_id": "balanced-2026Q3-ex-ante-7c41d09e",
        "profile": "Balanced",
        "period": "2026Q3",
        "as_of": date(2026, 9, 30),
        "language": "en",
        "currency": "EUR",
        "title": say("title"),
        "subtitle": say("subtitle"),
        "firm": "Specimen Asset Management S.A.",
        "status": status,
        "reasons": () if status is Status.FINAL else (say("reason.market"), say("reason.house")),
        "sections": noted(),
    }
    return Disclosure(**(given | changes))  # type: ignore[arg-type]

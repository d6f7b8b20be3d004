"""A document before it is printed: sections, texts, tables, chart specs, clauses; no markup.

Texts are message keys with values; the words stand in `templates/messages/<language>.yaml`, and
only rendering turns figures and dates into characters.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from reporting.domain.figure import Figure
from reporting.domain.lineage import Input
from reporting.domain.localised import Localised
from reporting.domain.units import Nature

Part = TypeVar("Part")


@dataclass(frozen=True, slots=True)
class Verbatim:
    """A name or code that is the same in every language (an ETF's name, a ticker, a hash)."""

    text: str


@dataclass(frozen=True, slots=True)
class Quoted(Verbatim):
    """What somebody else wrote: a client's name, a venue's remark. It may say anything, so no rule judges it
    as words of the house."""


@dataclass(frozen=True, slots=True)
class Text:
    """A message of the catalogue with the values for its `{placeholders}`."""

    key: str
    values: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Number:
    """A number that a text names though it is no figure of the document: what a check counted or measured.

    `percent` prints a decimal as a percentage. `value` is never missing.
    """

    value: float
    decimals: int = 0
    percent: bool = False


Value = Figure | date | Verbatim | Localised | Number | Text


class Emphasis(StrEnum):
    """How a block stands out. A warning is boxed, at least as large and dark as the body text."""

    NOTE = "note"
    WARNING = "warning"
    SPECIMEN = "specimen"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text."""

    text: Text


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of texts, one point each."""

    items: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Callout:
    """A boxed text. `clause` is the id of the clause it fulfils, empty for a plain note."""

    text: Text
    emphasis: Emphasis
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Facts:
    """Label and value pairs, e.g. the key facts of page 1."""

    rows: tuple[tuple[Text, Value], ...]


class Align(StrEnum):
    """To which side the cells of a column are set."""

    START = "start"
    END = "end"


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column, the side of its cells, and its width if it must be given."""

    header: Text
    align: Align = Align.END
    width: float | None = None
    """Share of the table's width, decimal; None leaves it to the layout."""


@dataclass(frozen=True, slots=True)
class Row:
    """Cells from left to right; the first is the row's header. `total` rows are set off by a rule."""

    cells: tuple[Value, ...]
    total: bool = False


@dataclass(frozen=True, slots=True)
class Terms:
    """A glossary: term and definition pairs."""

    rows: tuple[tuple[Text, Text], ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A table with its caption, its source line and its notes; no spans. `dense` sets long lists small,
    `whole` keeps up to a page of lines together. The terms in `beside` are explained in the margin."""

    id: str
    caption: Text
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    source: Text | None = None
    notes: tuple[Text, ...] = ()
    dense: bool = False
    whole: bool = False
    beside: Terms = Terms()


@dataclass(frozen=True, slots=True)
class RiskScale:
    """The risk class on a scale from 1 to 7, with the profile's permitted band."""

    risk_class: Figure
    lowest: int
    highest: int


@dataclass(frozen=True, slots=True)
class Series:
    """One line, area or set of bars. `x` are dates or category texts; `y` floats, None is a gap.

    Values are decimals for percentages, money in the chart's currency. A `limit` is no outcome: a line
    that others are seen against, drawn quietly.
    """

    label: Text
    y: tuple[float | None, ...]
    limit: bool = False


class ChartKind(StrEnum):
    """LINES: series over dates. FAN: pairs of quantile series around a median, over dates.
    STACK: areas over dates that add up. DRAWDOWN: areas below zero over dates.
    BARS: one or more series over categories, horizontal when `horizontal`."""

    LINES = "lines"
    FAN = "fan"
    STACK = "stack"
    DRAWDOWN = "drawdown"
    BARS = "bars"


@dataclass(frozen=True, slots=True)
class ChartSpec:
    """What a chart shows, frozen; the renderer decides how it looks.

    For FAN the series are ordered from the lowest quantile to the highest, the median in the middle.
    `log` sets a logarithmic value axis. `reference` is a horizontal line (the amount invested, zero).
    `labels` is used instead of `dates` by BARS.
    """

    id: str
    kind: ChartKind
    series: tuple[Series, ...]
    value_unit: str
    """`percent`, `index`, or an ISO currency code."""
    dates: tuple[date, ...] = ()
    labels: tuple[Text | Verbatim, ...] = ()
    reference: float | None = None
    log: bool = False
    horizontal: bool = False
    height: float = 0.36
    """Height as a share of the width."""


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart with title, alternative text made from the data, source line, and terms explained in the
    margin."""

    spec: ChartSpec
    title: Text
    alternative: Text
    source: Text | None = None
    beside: Terms = Terms()


@dataclass(frozen=True, slots=True)
class Answers:
    """The box on page 1 that answers what a reader asks first: question and answer pairs."""

    rows: tuple[tuple[Text, Text], ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """Sections of the document by id with the words of their lines; the page is found when it is laid out."""

    rows: tuple[tuple[str, Text], ...]


Block = Paragraph | Bullets | Callout | Facts | Table | RiskScale | Chart | Terms | Answers | Contents


@dataclass(frozen=True, slots=True)
class Section:
    """A headed part. `new_page` starts it on a fresh page. `opens` is the title of the document that begins
    with it, where several are bound together. `warning` stands at the head of each of its pages, but for
    page 1 of a document, where a block must say it. The terms in `beside` are explained in the margin."""

    id: str
    title: Text
    blocks: tuple[Block, ...]
    new_page: bool = False
    opens: Text | None = None
    warning: Callout | None = None
    beside: Terms = Terms()


class DocumentKind(StrEnum):
    """Which document it is: the two of a profile, the compliance report of a period, those of a client, and
    the PACK that binds a client's documents with the SHARED pages, the same for all clients of a profile."""

    EX_ANTE = "ex-ante"
    EX_POST = "ex-post"
    COMPLIANCE = "compliance"
    SUITABILITY = "suitability"
    REFUSAL = "refusal"
    PERSONAL = "personal"
    STATEMENT = "statement"
    COSTS = "costs"
    NOTICE = "notice"
    PACK = "pack"
    SHARED = "shared"


PROFILE_KINDS = (DocumentKind.EX_ANTE, DocumentKind.EX_POST)
"""The documents of every profile, in the order in which they are written."""


class Status(StrEnum):
    """What a document may be used for; printed on every page unless it is final."""

    FINAL = "final"
    DRAFT = "draft"
    SPECIMEN = "specimen"


@dataclass(frozen=True, slots=True)
class Definition:
    """What a figure's `definition` stands for: a sentence, and the place of the formula."""

    id: str
    sentence: Text
    reference: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """One document, complete but for its looks.

    `document_id` is printed on every page. `profile` is an id, `profile_name` what readers are shown in its
    place. `reasons` say why a document is a draft or a specimen. `inputs`,
    `definitions` and `code_version` say where its figures come from (`domain.lineage`).
    The wall: no document but a profile's ex-post one holds a figure of simulated past performance.
    """

    kind: DocumentKind
    document_id: str
    profile: str
    period: str
    as_of: date
    language: str
    currency: str
    title: Text
    subtitle: Text
    firm: str
    status: Status
    reasons: tuple[Text, ...]
    sections: tuple[Section, ...]
    inputs: tuple[Input, ...] = ()
    definitions: tuple[Definition, ...] = ()
    code_version: str = ""
    profile_name: Value | None = None

    def __post_init__(self) -> None:
        if self.kind is not DocumentKind.EX_POST:
            for figure in self.figures():
                if figure.nature is Nature.SIMULATED_PAST:
                    raise ValueError(f"simulated past performance in a document {self.kind}: {figure.id}")
        seen: dict[str, Figure] = {}
        for figure in self.figures():
            if seen.setdefault(figure.id, figure) != figure:
                raise ValueError(f"two different figures share the id {figure.id}")

    def figures(self) -> Iterator[Figure]:
        """Every figure of the document, in reading order, repeats included."""
        yield from figures_in((self.title, self.subtitle, self.reasons, self.sections))

    @property
    def quoted(self) -> tuple[str, ...]:
        """What the document quotes, each text once."""
        found = parts_in((self.title, self.subtitle, self.sections), Quoted)
        return tuple(sorted({each.text for each in found}))


def figures_in(part: object) -> Iterator[Figure]:
    """Figures inside any part of a document, depth first."""
    return parts_in(part, Figure)


def parts_in(part: object, kind: type[Part]) -> Iterator[Part]:
    """Whatever is of a kind inside any part of a document, depth first."""
    if isinstance(part, kind):
        yield part
    elif isinstance(part, Text):
        for value in part.values.values():
            yield from parts_in(value, kind)
    elif isinstance(part, tuple):
        for item in part:
            yield from parts_in(item, kind)
    elif is_dataclass(part):
        for each in fields(part):
            yield from parts_in(getattr(part, each.name), kind)

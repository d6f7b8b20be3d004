"""The twin of a document with its sections, for the rules that look at what was meant to be printed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from reporting.domain.disclosure import DocumentKind, Status
from reporting.domain.errors import Fault, Unusable, unusable
from reporting.inputs.plain_text import shorten
from reporting.inputs.twins import Twin, TwinFigure

Json = dict[str, Any]


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True, strict=True)


class Ref(_Part):
    """A cell or value that is a figure."""

    figure: str


Value = Ref | str


class HeadCell(_Part):
    """The head of a column."""

    header: str


class TwinRow(_Part):
    """The cells of a row."""

    cells: list[Value]
    total: bool


class TwinTable(_Part):
    """A table: caption, heads, rows, source line, notes."""

    block: Literal["table"]
    id: str
    caption: str
    columns: list[HeadCell]
    rows: list[TwinRow]
    source: str | None
    notes: list[str]

    @property
    def lines(self) -> list[Sequence[Value]]:
        """The values of each row."""
        return [row.cells for row in self.rows]


class TwinFacts(_Part):
    """Label and value pairs."""

    block: Literal["facts"]
    rows: list[tuple[str, Value]]

    @property
    def lines(self) -> list[Sequence[Value]]:
        """The values of each row."""
        return list(self.rows)


class TwinSpec(_Part):
    """What of a chart's specification the rules look at."""

    id: str
    kind: str
    value_unit: str


class TwinChart(_Part):
    """A chart."""

    block: Literal["chart"]
    spec: TwinSpec
    title: str
    alternative: str
    source: str | None


class TwinCallout(_Part):
    """A boxed text and the clause that it fulfils."""

    block: Literal["callout"]
    text: str
    emphasis: str
    clause: str


class TwinScale(_Part):
    """The risk class and the permitted band."""

    block: Literal["riskscale"]
    risk_class: Ref
    lowest: int
    highest: int


class TwinText(_Part):
    """A paragraph, a list or a glossary: words only."""

    block: Literal["paragraph", "bullets", "terms", "answers", "contents"]
    text: str = ""
    items: list[str] = []
    rows: list[tuple[str, str]] = []

    @property
    def words(self) -> tuple[str, ...]:
        """Every text of the block."""
        return (self.text, *self.items, *(definition for _, definition in self.rows))


TwinBlock = Annotated[
    TwinTable | TwinFacts | TwinChart | TwinCallout | TwinScale | TwinText, Field(discriminator="block")
]


class TwinSection(_Part):
    """A headed part. `opens` is the title of the document that begins with it, inside a pack."""

    id: str
    title: str
    opens: str = ""
    blocks: list[TwinBlock]


class FullTwin(Twin):
    """The whole twin."""

    kind: Annotated[DocumentKind, Field(strict=False)]
    profile: str
    period: str
    language: str
    currency: str
    firm: str
    title: str
    reasons: list[str]
    sections: list[TwinSection]

    @property
    def use(self) -> Status:
        """What the document may be used for."""
        return Status(self.status)

    def blocks(self) -> Iterator[tuple[TwinSection, TwinBlock]]:
        """Every block with its section, in reading order."""
        for section in self.sections:
            for block in section.blocks:
                yield section, block

    def tables(self) -> Iterator[TwinTable]:
        """Every table, in reading order."""
        return (block for _, block in self.blocks() if isinstance(block, TwinTable))

    def callouts(self) -> Iterator[TwinCallout]:
        """Every boxed text, in reading order."""
        return (block for _, block in self.blocks() if isinstance(block, TwinCallout))

    def table(self, id: str) -> TwinTable | None:
        """The table of this id."""
        return next((table for table in self.tables() if table.id == id), None)

    def cell(self, value: Value) -> Cell:
        """A cell with its figure, if it has one."""
        if isinstance(value, str):
            return Cell(value, None)
        figure = self.figures[value.figure]
        return Cell(figure.printed, figure)


@dataclass(frozen=True, slots=True)
class Cell:
    """The characters of a cell, and the figure behind them."""

    text: str
    figure: TwinFigure | None


def parse_twin(content: bytes, file: str) -> FullTwin:
    """The twin in `content`. Raises Unusable, in one sentence, for anything else."""
    try:
        twin = FullTwin.model_validate_json(content)
        Status(twin.status)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        place = ".".join(shorten(str(key)) for key in first["loc"])
        message = f"this is not the twin of a document ({first['msg'].lower()}); build the document anew"
        raise Unusable([Fault(file, message, place)]) from None
    except ValueError as error:
        raise unusable(
            file, f"this is no twin ({shorten(str(error), 80)}); build the document anew"
        ) from None
    unknown = {
        value.figure
        for table in twin.tables()
        for row in table.rows
        for value in row.cells
        if isinstance(value, Ref) and value.figure not in twin.figures
    }
    if unknown:
        raise unusable(file, f"this twin lacks the figure {min(unknown)}; build the document anew")
    return twin

"""The table inside a FinDatEx EMT file: a CSV of any of the delimiters in use, or a workbook.

Columns are known by the five digits that open their label, because labels differ between versions.
"""

from __future__ import annotations

import csv
import datetime as dt
import hashlib
import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.inputs.tables import content_of, printable

MAX_BYTES = 64 * 1024 * 1024
MAX_UNPACKED = 512 * 1024 * 1024
HEADER_WITHIN = 20
"""Rows in which the header is looked for: some producers put a title above it."""
ISIN_CODE = "00010"

_CODE = re.compile(r"\s*(\d{5})(?=\D|$)", re.ASCII)
_DELIMITERS = "|;\t,"

Cells = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class EmtTable:
    """`columns` by code with their labels; `rows` as (line or sheet row, cells); `comma` where a decimal
    comma is possible."""

    file: str
    sha256: str
    columns: dict[str, int]
    labels: dict[str, str]
    rows: tuple[tuple[int, Cells], ...]
    comma: bool

    @property
    def label(self) -> str:
        """The file's name without its folder."""
        return Path(self.file).name

    def cell(self, cells: Cells, code: str) -> str:
        """The cell under a code, empty where the file has no such column."""
        column = self.columns.get(code)
        return cells[column] if column is not None and column < len(cells) else ""


def read_emt_table(path: Path) -> EmtTable:
    """The table of a file, told apart by its first bytes. Raises `Unusable` for what holds none."""
    content = content_of(path)
    workbook = content.startswith(b"PK\x03\x04")
    rows, comma = (_workbook(str(path), content), True) if workbook else _text(str(path), content)
    return _table(str(path), hashlib.sha256(content).hexdigest(), rows, comma)


def _text(file: str, content: bytes) -> tuple[Iterator[tuple[int, Cells]], bool]:
    """Rows of a CSV file; the delimiter is the one that splits the header into the most codes."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    head = list(islice(io.StringIO(text), HEADER_WITHIN))
    delimiter = max(_DELIMITERS, key=lambda mark: max((_codes(line.split(mark)) for line in head), default=0))
    return _csv(file, text, delimiter), delimiter != ","


def _csv(file: str, text: str, delimiter: str) -> Iterator[tuple[int, Cells]]:
    literal = delimiter == "|"
    reader = csv.reader(
        io.StringIO(text, newline=""),
        delimiter=delimiter,
        quoting=csv.QUOTE_NONE if literal else csv.QUOTE_MINIMAL,
    )
    try:
        for row in reader:
            yield reader.line_num, tuple(cell.strip() for cell in row)
    except csv.Error as error:
        raise Unusable([Fault(file, f"is broken CSV ({error})", line=reader.line_num)]) from None


def _workbook(file: str, content: bytes) -> Iterator[tuple[int, Cells]]:
    """Rows of the first sheet that has an EMT header."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > MAX_UNPACKED:
                raise unusable(file, "unpacks to far more than an EMT file holds; save it anew")
        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True, keep_links=False)
        for sheet in book.worksheets:
            rows = [tuple(_cell_text(cell) for cell in row) for row in sheet.iter_rows(values_only=True)]
            if any(_codes(row) for row in rows[:HEADER_WITHIN]):
                return iter(list(enumerate(rows, start=1)))
    except Unusable:
        raise
    except Exception as error:  # openpyxl raises whatever a broken part of the package makes it raise
        raise unusable(file, f"is a broken workbook ({type(error).__name__}); save it anew") from None
    return iter(())


def _cell_text(cell: object) -> str:
    """A cell of a workbook as a CSV file would have it."""
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime):
        return cell.date().isoformat() if cell.time() == dt.time() else cell.isoformat(" ")
    if isinstance(cell, dt.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return repr(cell) if isinstance(cell, float) else str(cell).strip()


def _codes(cells: Iterable[str]) -> int:
    """How many cells begin with a five-digit code; 0 unless the ISIN's is among them."""
    found = [match[1] for cell in cells if (match := _CODE.match(cell.strip('"')))]
    return len(found) if ISIN_CODE in found else 0


def _table(file: str, sha256: str, rows: Iterator[tuple[int, Cells]], comma: bool) -> EmtTable:
    for _, cells in islice(rows, HEADER_WITHIN):
        if _codes(cells):
            break
    else:
        raise unusable(
            file,
            f"has no EMT header in its first {HEADER_WITHIN} rows: labels open with five digits, "
            f"such as {ISIN_CODE}_Financial_Instrument_Identifying_Data",
        )
    columns: dict[str, int] = {}
    labels: dict[str, str] = {}
    faults = []
    for column, label in enumerate(cells):
        if match := _CODE.match(label):
            if match[1] in columns:
                message = "the column stands twice; remove one"
                faults.append(Fault(file, message, printable(label), column=column + 1))
            columns[match[1]], labels[match[1]] = column, "".join(filter(str.isprintable, label[:100]))
    if faults:
        raise Unusable(faults)
    filled = tuple((line, row) for line, row in rows if any(row))
    if not filled:
        raise unusable(file, "has a header and no rows")
    return EmtTable(file, sha256, columns, labels, filled, comma)

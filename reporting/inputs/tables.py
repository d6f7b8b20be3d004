"""Tables of dates and numbers as they stand in a CSV or Parquet file, with the place of every fault.

Nothing is repaired: a cell is a plain number (`1234.5`, `-1e-3`), empty, or a fault. The readers of
prices and rates build on `Table`; neither pandas nor pyarrow is imported for a CSV file.
"""

from __future__ import annotations

import csv
import hashlib
import io
import stat
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.domain.series import Dates, Floats
from reporting.inputs import cells
from reporting.inputs.cells import Column

if TYPE_CHECKING:
    import pyarrow as arrow
    import pyarrow.parquet as parquet

MAX_BYTES = 64 * 1024 * 1024
MAX_CELLS = 20_000_000
MAX_ROWS = 2_000_000
MAX_UNPACKED = 512 * 1024 * 1024
MAX_TEXT = 200
"""Characters in a cell of a Parquet file: a few packed bytes can unpack to gigabytes of one long text."""
MAX_FAULTS = 50
PARQUET_MAGIC = b"PAR1"


@dataclass(slots=True)
class Table:
    """Columns by name, as read; faults gather here until `finish` raises them all.

    `lines` holds the line of each row (CSV) or is empty (Parquet, whose rows count from 1).
    """

    file: str
    sha256: str
    header: tuple[str, ...]
    columns: tuple[Column, ...]
    lines: Sequence[int] = ()
    faults: list[Fault] = field(default_factory=list)
    omitted: int = 0

    @property
    def label(self) -> str:
        """The file's name without its folder, as documents print it."""
        return Path(self.file).name

    def find(self, name: str) -> int | None:
        """Position of the column of that name, whatever its case."""
        folded = [column.casefold() for column in self.header]
        return folded.index(name) if name in folded else None

    def fault(self, message: str, column: int | None = None, row: int | None = None) -> None:
        """Notes a fault in a column (from 0) and data row (from 0)."""
        line = None if row is None else self.lines[row] if self.lines else row + 1
        name = "" if column is None else printable(self.header[column])
        self.note(Fault(self.file, message, name, line, None if column is None else column + 1))

    def note(self, fault: Fault) -> None:
        """Keeps the first 50 faults and counts the rest."""
        if len(self.faults) < MAX_FAULTS:
            self.faults.append(fault)
        else:
            self.omitted += 1

    def dates(self, column: int) -> Dates:
        """The column as days, shape (rows,); a fault and NaT where a cell is none."""
        days, wrong = cells.as_dates(self.columns[column])
        for row, message in wrong:
            self.fault(message, column, row)
        return days

    def numbers(self, column: int) -> Floats:
        """The column as floats, shape (rows,), NaN for empty cells; a fault where a cell is no number."""
        values, wrong = cells.as_numbers(self.columns[column])
        for row, message in wrong:
            self.fault(message, column, row)
        return values

    def texts(self, column: int) -> list[str]:
        """The column as stripped text."""
        return cells.as_texts(self.columns[column])

    def finish(self) -> None:
        """Raises what has gathered; a flood is cut off with a count."""
        if self.faults:
            rest = [Fault(self.file, f"and {self.omitted} more faults like these")] if self.omitted else []
            raise Unusable([*self.faults, *rest])


def printable(text: str) -> str:
    """At most 40 characters for a message, none of which a terminal could obey."""
    return "".join(mark if mark.isprintable() else "?" for mark in text[:40])


def cut_off(file: str, faults: list[Fault]) -> list[Fault]:
    """The first 50 faults and a count of the rest."""
    rest = len(faults) - MAX_FAULTS
    return faults if rest <= 0 else [*faults[:MAX_FAULTS], Fault(file, f"and {rest} more faults like these")]


def read_table(path: Path) -> Table:
    """A CSV or Parquet file with a header and a `date` column, told apart by its first bytes.

    Raises Unusable for what is no such table: missing, too large, not UTF-8, other delimiters,
    no header, no rows, ragged rows, twice the same column.
    """
    content = content_of(path)
    sha256 = hashlib.sha256(content).hexdigest()
    table = (_parquet if content.startswith(PARQUET_MAGIC) else _csv)(str(path), sha256, content)
    _check_header(table)
    table.finish()
    return table


def content_of(path: Path) -> bytes:
    """The bytes of a file, its kind and size checked before any is read. Raises Unusable."""
    try:
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise unusable(str(path), "is not a file; name one with a table in it")
        if status.st_size > MAX_BYTES:
            raise unusable(
                str(path),
                f"has {status.st_size:,} bytes, more than the {MAX_BYTES:,} allowed; "
                "keep only the funds and years that are needed",
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise unusable(str(path), "does not exist; check the path") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        raise unusable(str(path), f"can't be read ({reason}); check path and permissions") from None


def _csv(file: str, sha256: str, content: bytes) -> Table:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise Unusable([Fault(file, "is not UTF-8 text; save it as CSV in UTF-8", line=line)]) from None
    if (count := content.count(b"\n")) > MAX_ROWS:
        raise _too_many_rows(file, count)
    rows, lines = _rows(file, text)
    if not rows:
        raise unusable(file, "is empty; the first line names the columns: date, then tickers")
    header = tuple(cell.strip() for cell in rows[0])
    if len(header) < 2:
        for mark, name in ((";", "semicolons"), ("\t", "tabs"), ("|", "bars")):
            if mark in rows[0][0]:
                raise unusable(file, f"separates columns by {name}; use commas, and a point for decimals")
    table = Table(file, sha256, header, (), lines[1:])
    for line, row in zip(lines[1:], rows[1:], strict=True):
        if len(row) != len(header):
            message = f"{len(row)} cells where the header has {len(header)}; is it a comma inside a number?"
            table.note(Fault(file, message, line=line))
    table.finish()
    table.columns = tuple(zip(*rows[1:], strict=True)) or tuple(() for _ in header)
    return table


def _rows(file: str, text: str) -> tuple[list[list[str]], list[int]]:
    """Filled rows and the line on which each ends."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    rows, lines = [], []
    try:
        for row in reader:
            if row and (len(row) > 1 or row[0].strip()):
                rows.append(row)
                lines.append(reader.line_num)
    except csv.Error as error:
        raise Unusable([Fault(file, f"is broken CSV ({error})", line=reader.line_num)]) from None
    return rows, lines


def _too_many_rows(file: str, count: int) -> Unusable:
    return unusable(file, f"has {count:,} rows, more than the {MAX_ROWS:,} allowed; keep only what is needed")


def _parquet(file: str, sha256: str, content: bytes) -> Table:
    """Columns as pyarrow hands them over; an index that pandas wrote is a column like any other."""
    import pyarrow as arrow
    import pyarrow.parquet as parquet

    try:
        schema = parquet.read_schema(io.BytesIO(content))
        texts = [each.name for each in schema if _holds_text(each.type)]
        # As dictionaries, equal texts are kept once, however often they stand in the file.
        source = parquet.ParquetFile(io.BytesIO(content), read_dictionary=texts)
        _check_size(file, source.metadata)
        data = source.read()
        _check_texts(file, data, texts)
        columns = tuple(cells.from_arrow(column) for column in data.columns)
    except (arrow.ArrowException, OSError, ValueError, OverflowError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise unusable(file, f"is a broken Parquet file ({printable(reason)})") from None
    return Table(file, sha256, tuple(name.strip() for name in data.column_names), columns)


def _holds_text(kind: arrow.DataType) -> bool:
    import pyarrow as arrow

    types = arrow.types
    if types.is_dictionary(kind):
        return True
    return bool(types.is_string(kind) or types.is_large_string(kind) or types.is_binary(kind))


def _check_size(file: str, metadata: parquet.FileMetaData) -> None:
    """Refuses by what the file says of itself, before anything is unpacked."""
    cells_inside = metadata.num_rows * metadata.num_columns
    if cells_inside > MAX_CELLS:
        raise unusable(file, f"holds {cells_inside:,} cells, more than the {MAX_CELLS:,} allowed")
    if metadata.num_rows > MAX_ROWS:
        raise _too_many_rows(file, metadata.num_rows)
    unpacked = sum(metadata.row_group(k).total_byte_size for k in range(metadata.num_row_groups))
    if unpacked > MAX_UNPACKED:
        raise unusable(file, f"unpacks to {unpacked:,} bytes, more than the {MAX_UNPACKED:,} allowed")


def _check_texts(file: str, data: arrow.Table, texts: list[str]) -> None:
    """Refuses texts that are too long for a date, a ticker or a remark."""
    import pyarrow as arrow
    import pyarrow.compute as compute

    for name in texts:
        for chunk in data.column(name).chunks:
            words = chunk.dictionary if arrow.types.is_dictionary(chunk.type) else chunk
            longest = compute.max(compute.binary_length(words)).as_py() or 0
            if longest > MAX_TEXT:
                message = f"holds a text of {longest:,} bytes, more than the {MAX_TEXT} allowed"
                raise unusable(file, message, printable(name))


def _check_header(table: Table) -> None:
    seen: dict[str, int] = {}
    for column, name in enumerate(table.header):
        if name and seen.setdefault(name.casefold(), column) != column:
            table.fault(f"stands twice, in columns {seen[name.casefold()] + 1} and {column + 1}", column)
    if table.find("date") is None:
        names = ", ".join(printable(name) for name in table.header[:8])
        table.fault(f"has no column named date; its columns are {names}")
    elif not len(table.columns[0]):
        table.fault("has a header and no rows")

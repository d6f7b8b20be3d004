"""One table of a client book in a CSV file: where its rows stand, and only the rows that are asked for.

The file is read through once, for the places of its rows; cells stay on the disk. So a worker holds a few
bytes a row, and a record costs a few reads.
"""

from __future__ import annotations

import csv
import io
import re
import stat
from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from typing import BinaryIO

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.inputs.clients.source import MOST_ROWS, Row, Stray

MAX_BYTES = 256 * 1024 * 1024
BOM = b"\xef\xbb\xbf"
LONE_CR = "\ue00d"
"""Stands for a carriage return: a character of private use, which is refused as well."""
SEPARATED = re.compile(r"[;\t|]")


class CsvTable:
    """Rows of a CSV file by the cell in the column `key`. Bytes that are no UTF-8 are marked by U+FFFD and
    spoil their own row alone. Raises Unusable for what is no such file."""

    def __init__(self, path: Path, key: str) -> None:
        self.path, self.label = path, path.name
        self.stamp = _stamp(path)
        self.columns: tuple[str, ...] = ()
        self.starts, self.lines = array("Q"), array("L")
        self.places: dict[str, array[int]] = {}
        self._index(key)

    def _index(self, key: str) -> None:
        for start, line, cells in self._scan():
            if not self.columns:
                self.columns = tuple(cell.strip() for cell in cells)
                position = self.columns.index(key) if key in self.columns else 0
                continue
            place = len(self.starts)
            self.starts.append(start)
            self.lines.append(line)
            whole = len(cells) == len(self.columns)
            # Where cells have moved, the key may be any of them: whoever is named there is to be told.
            for name in {cells[position]} if whole else set(cells):
                self.places.setdefault(name, array("L")).append(place)
        self.starts.append(self.end)
        if not self.columns:
            raise unusable(self.label, "is empty; the first line names the columns")
        if len(self.columns) == 1 and SEPARATED.search(self.columns[0]):
            raise unusable(self.label, "separates columns by other signs than commas; use commas")

    def _scan(self) -> Iterator[tuple[int, int, list[str]]]:
        """Byte where a row starts, line where it ends, its cells; the header first, empty lines left out."""
        try:
            with self.path.open("rb") as file:
                reader = csv.reader(self._lines(file), strict=True)
                self.end = 0
                while True:
                    start = self.end
                    cells = next(reader, None)
                    if cells is None:
                        return
                    if cells and (len(cells) > 1 or cells[0].strip()):
                        yield start, reader.line_num, cells
        except csv.Error:
            message = "is broken CSV; put texts with quotation marks or line breaks between quotation marks"
            raise Unusable([Fault(self.label, message, line=reader.line_num)]) from None
        except OSError as error:
            raise _unreadable(self.path, error) from None

    def _lines(self, file: BinaryIO) -> Iterator[str]:
        for raw in file:
            text = raw.removeprefix(BOM) if not self.end else raw
            self.end += len(raw)
            yield _decoded(text)

    def keys(self, column: str) -> list[str]:
        """A column, row by row; empty where a row has not as many cells as the header."""
        position = self.columns.index(column)
        rows = iter(self._scan())
        next(rows, None)
        return [cells[position] if len(cells) == len(self.columns) else "" for _, _, cells in rows]

    def rows(self, keys: Iterable[str]) -> list[Row]:
        """The rows of some keys. Raises Unusable where the file is another than at the beginning."""
        places = sorted({place for key in keys for place in self.places.get(key, ())})[: MOST_ROWS + 1]
        if not places:
            return []
        if _stamp(self.path) != self.stamp:
            raise unusable(self.label, "was changed while the book was being read; start again")
        with self.path.open("rb") as file:
            return [self._row(file, place) for place in places]

    def _row(self, file: BinaryIO, place: int) -> Row:
        file.seek(self.starts[place])
        raw = file.read(self.starts[place + 1] - self.starts[place])
        lines = map(_decoded, io.BytesIO(raw))
        cells = next(row for row in csv.reader(lines, strict=True) if row)
        line, width = self.lines[place], len(self.columns)
        if len(cells) != width:
            message = f"has {len(cells)} cells where the header has {width}; is a comma inside a text?"
            return Row(line, {}, message)
        filled = ((name, cell) for name, cell in zip(self.columns, cells, strict=True) if cell.strip())
        return Row(line, {name: cell.replace(LONE_CR, "\r") for name, cell in filled})

    def stray(self, column: str, known: AbstractSet[str]) -> Stray:
        """Rows whose cell is not in `known`; a row of another width is one where no cell is."""
        position, count, first = self.columns.index(column), 0, None
        for number, (_, line, cells) in enumerate(self._scan()):
            named = cells[position : position + 1] if len(cells) == len(self.columns) else cells
            if number and known.isdisjoint(named):
                count, first = count + 1, first or line
        return Stray(column, count, first)


def _decoded(line: bytes) -> str:
    """A line as text. A carriage return inside it is marked: the reader would take it for a broken file, but
    it spoils one cell alone."""
    end = b"\r\n" if line.endswith(b"\r\n") else b"\n" if line.endswith(b"\n") else b""
    inside = line.removesuffix(end).decode("utf-8", "replace")
    return inside.replace("\r", LONE_CR) + end.decode()


def check_file(path: Path, most: int) -> None:
    """Raises Unusable where there is no regular file of at most `most` bytes."""
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from None
    if not stat.S_ISREG(status.st_mode):
        raise unusable(path.name, "is not a file; name one with a table in it")
    if status.st_size > most:
        size = f"{status.st_size:,} bytes, more than the {most:,} allowed"
        raise unusable(path.name, f"has {size}; write the book as Parquet or put it into a database")


def _stamp(path: Path) -> Sequence[int]:
    try:
        status = path.stat()
    except OSError as error:
        raise _unreadable(path, error) from None
    return status.st_size, status.st_mtime_ns, status.st_ino


def _unreadable(path: Path, error: OSError) -> Unusable:
    return unusable(path.name, f"can't be read ({error.strerror}); check path and permissions")

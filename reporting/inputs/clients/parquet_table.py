"""One table of a client book in a Parquet file: of all row groups only those that can hold a client are read.

Files should be sorted by the key column; then a record lies in one row group or two. Unsorted ones are read
as well, only more slowly.
"""

from __future__ import annotations

from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from datetime import datetime, time
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any

import pyarrow as arrow
import pyarrow.compute as compute
import pyarrow.parquet as parquet

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.inputs.clients.source import MOST_ROWS, Row, Stray, storable
from reporting.inputs.tables import MAX_UNPACKED, printable

LONGEST = 10_001
"""Characters of a text that are looked at; a longer one is too long in any case."""
CACHED = 2
"""Row groups kept: the one just read, and the one before where a client lies across the border."""
TYPES = arrow.types
BROKEN = (arrow.ArrowException, OSError, ValueError, OverflowError)
"""What damaged files lead to."""


class ParquetTable:
    """Rows of a Parquet file by the cell in the column `key`. Raises Unusable for what is no such file."""

    def __init__(self, path: Path, key: str) -> None:
        self.label, self.key = path.name, key
        try:
            schema = parquet.read_schema(path)
            texts = [each.name for each in schema if _is_text(each.type)]
            self.file = parquet.ParquetFile(path, read_dictionary=texts)
        except BROKEN as error:
            raise self._broken(error) from None
        self.columns = tuple(schema.names)
        self._check(schema, texts)
        self.bounds = self._bounds() if key in self.columns else []
        self.group = lru_cache(CACHED)(self._group)

    def _check(self, schema: arrow.Schema, texts: list[str]) -> None:
        faults = [
            Fault(self.label, "holds lists or records; give plain values", printable(each.name))
            for each in schema
            if TYPES.is_nested(each.type)
        ]
        if self.key in self.columns and self.key not in texts:
            faults.append(Fault(self.label, "must hold text, because it names rows", self.key))
        metadata = self.file.metadata
        sizes = (metadata.row_group(k).total_byte_size for k in range(metadata.num_row_groups))
        if max(sizes, default=0) > MAX_UNPACKED:
            message = f"has a row group of more than {MAX_UNPACKED:,} bytes; write groups of 20,000 rows"
            faults.append(Fault(self.label, message))
        if faults:
            raise Unusable(faults)

    def _bounds(self) -> list[tuple[int, str | None, str | None]]:
        """Number of the first row (from 0), lowest and highest key of each row group, None where unknown."""
        metadata, first, found = self.file.metadata, 0, []
        position = [metadata.schema.column(k).path for k in range(metadata.num_columns)].index(self.key)
        for group in range(metadata.num_row_groups):
            found.append((first, *_range(metadata.row_group(group).column(position))))
            first += metadata.row_group(group).num_rows
        return found

    def _group(self, number: int) -> tuple[arrow.Table, arrow.Array]:
        """A row group and its keys."""
        group = self._read(number, None)
        return group, _plain(group.column(self.key)).combine_chunks()

    def _read(self, number: int, columns: list[str] | None) -> arrow.Table:
        try:
            group = self.file.read_row_group(number, columns=columns, use_threads=False)
            group.validate(full=True)  # a damaged file can point beyond its own dictionaries
            return group
        except BROKEN as error:
            raise self._broken(error) from None

    def _broken(self, error: Exception) -> Unusable:
        return unusable(self.label, f"can't be read as Parquet ({type(error).__name__}); write it anew")

    def keys(self, column: str) -> list[str]:
        """A column as text, row by row, empty where it has none."""
        groups = (self._read(k, [column]) for k in range(len(self.bounds)))
        try:
            return [text for group in groups for text in _texts(group.column(column))]
        except BROKEN as error:
            raise self._broken(error) from None

    def rows(self, keys: Iterable[str]) -> list[Row]:
        """The rows of some keys, in the file's order."""
        wanted = sorted({key for key in keys if storable(key)})
        names = arrow.array(wanted, arrow.string())
        found: list[Row] = []
        for number, (first, low, high) in enumerate(self.bounds):
            if any(low is None or high is None or low <= key <= high for key in wanted):
                try:
                    found += self._rows(number, names, first)
                except BROKEN as error:
                    raise self._broken(error) from None
            if len(found) > MOST_ROWS:
                break
        return found

    def _rows(self, number: int, names: arrow.Array, first: int) -> list[Row]:
        """The rows of a group that begins at row `first` (from 0) whose key is one of `names`."""
        group, keys = self.group(number)
        places = compute.indices_nonzero(compute.is_in(keys, value_set=names))[: MOST_ROWS + 1]
        taken = group.take(places)
        columns = [(name, _texts(taken.column(name))) for name in taken.column_names]
        return [
            Row(first + place + 1, {name: cells[k] for name, cells in columns if cells[k].strip()})
            for k, place in enumerate(places.to_pylist())
        ]

    def stray(self, column: str, known: AbstractSet[str]) -> Stray:
        """Rows whose cell is not in `known`."""
        count, first = 0, None
        names = arrow.array(sorted(known), arrow.string())
        for number, (start, _, _) in enumerate(self.bounds):
            cells = _plain(self._read(number, [column]).column(column))
            lost = compute.invert(compute.is_in(cells, value_set=names)).combine_chunks()
            places = compute.indices_nonzero(lost)
            if len(places):
                count, first = count + len(places), first or start + places[0].as_py() + 1
        return Stray(column, count, first)


def _range(chunk: parquet.ColumnChunkMetaData) -> tuple[str, str] | tuple[None, None]:
    """Lowest and highest text of a chunk by its own word, None where it gives none that can be read."""
    try:
        known = chunk.statistics
        if known is not None and known.has_min_max and isinstance(known.min, str):
            return known.min, known.max
    except BROKEN:
        pass
    return None, None


def _is_text(kind: arrow.DataType) -> bool:
    if TYPES.is_dictionary(kind):
        kind = kind.value_type
    return bool(TYPES.is_string(kind) or TYPES.is_large_string(kind))


def _plain(column: arrow.ChunkedArray) -> arrow.ChunkedArray:
    """The texts of a column; the dictionary that they came in is cut before, so that it unpacks to little."""
    text = _is_text(column.type)
    if not TYPES.is_dictionary(column.type):
        return (
            arrow.chunked_array([_cut(chunk) for chunk in column.chunks], arrow.string()) if text else column
        )
    chunks = [
        arrow.DictionaryArray.from_arrays(chunk.indices, _cut(chunk.dictionary)).dictionary_decode()
        for chunk in column.chunks
    ]
    return arrow.chunked_array(chunks, arrow.string())


def _cut(words: arrow.Array) -> arrow.Array:
    return compute.utf8_slice_codeunits(words.cast(arrow.string()), 0, LONGEST)


def _texts(column: arrow.ChunkedArray) -> list[str]:
    return [as_text(value) for value in _plain(column).to_pylist()]


def as_text(value: Any) -> str:
    """A typed value as a CSV file would have it, empty for none."""
    if value is None:
        return ""
    if isinstance(value, float):
        text = repr(value)
        return text if text in ("nan", "inf", "-inf") else format(Decimal(text), "f")
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, datetime) and value.tzinfo is None and value.time() == time.min:
        value = value.date()
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)

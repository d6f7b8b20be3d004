"""A client book in a folder: one CSV or Parquet file for each table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.inputs.clients.csv_table import MAX_BYTES, CsvTable, check_file
from reporting.inputs.clients.models import TABLES
from reporting.inputs.clients.source import Row, Stray, header_faults
from reporting.inputs.scalars import suggestion

if TYPE_CHECKING:
    from reporting.inputs.clients.parquet_table import ParquetTable

SUFFIXES = (".csv", ".parquet")
MAX_PARQUET = 64 * 1024**3


class Folder:
    """The seven files of a folder. Raises Unusable with the faults of all of them."""

    def __init__(self, folder: Path) -> None:
        if not folder.is_dir():
            raise unusable(str(folder), "is no folder; give one with the tables of the client book")
        self.tables: dict[str, CsvTable | ParquetTable] = {}
        faults: list[Fault] = []
        for name in TABLES:
            try:
                table = self.tables[name] = _opened(folder, name)
                faults += header_faults(table.label, name, table.columns)
            except Unusable as error:
                faults += error.faults
        if faults:
            raise Unusable(faults)

    def label(self, table: str) -> str:
        """The file's name."""
        return self.tables[table].label

    def columns(self, table: str) -> tuple[str, ...]:
        """The header of the file."""
        return self.tables[table].columns

    def keys(self, table: str, column: str) -> Sequence[str]:
        """A column as text, row by row."""
        return self.tables[table].keys(column)

    def rows(self, table: str, keys: Iterable[str]) -> list[Row]:
        """The rows of some keys."""
        return self.tables[table].rows(keys)

    def repeated(self, accounts: Sequence[str]) -> frozenset[str]:
        """Which of these account ids stand in several rows."""
        return self._repeated.intersection(accounts)

    @cached_property
    def _repeated(self) -> frozenset[str]:
        counts = Counter(self.keys("accounts", "id"))
        return frozenset(key for key, count in counts.items() if key and count > 1)

    def stray(self, table: str, column: str, owner: str) -> Stray:
        """Rows whose cell in `column` is no id of the table `owner`."""
        return self.tables[table].stray(column, {key for key in self.keys(owner, "id") if key})


def _opened(folder: Path, name: str) -> CsvTable | ParquetTable:
    paths = [folder / f"{name}{suffix}" for suffix in SUFFIXES]
    there = [path for path in paths if path.exists()]
    if len(there) > 1:
        raise unusable(name, "stands in the folder as CSV and as Parquet; remove one")
    if not there:
        others = sorted(
            path.name for path in folder.iterdir() if path.suffix in SUFFIXES and path.stem not in TABLES
        )
        message = f"the file {paths[0].name} or {paths[1].name} is missing"
        raise unusable(name, f"{message}{suggestion(paths[0].name, others, '; add it')}")
    check_file(there[0], MAX_BYTES if there[0].suffix == ".csv" else MAX_PARQUET)
    if there[0].suffix == ".csv":
        return CsvTable(there[0], TABLES[name].key)
    from reporting.inputs.clients.parquet_table import ParquetTable

    return ParquetTable(there[0], TABLES[name].key)

"""The journal of a run: one line for each client that is done, on the disk before the next step.

A run that was killed may leave a half-written last line; it is cut off. The files that a line names were on
the disk before the line was.
"""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from types import TracebackType

from pydantic import TypeAdapter, ValidationError

from reporting.delivery.files import not_writable
from reporting.delivery.packs.maker import Record
from reporting.domain.errors import refuse, unusable

FORMAT = 1
_RECORD = TypeAdapter(Record)


class Journal:
    """An open journal, which belongs to this process alone until it is closed.

    Raises Unusable where another run is at work on it or where it is damaged, and Refused where it is that of
    a run with other inputs.
    """

    def __init__(self, path: Path, run: str, resume: bool) -> None:
        """Begins the journal of the run with the fingerprint `run`, or goes on with the one that is there."""
        self.path, self.run = path, run
        self.records: dict[str, Record] = {}
        try:
            self._stream = open(os.open(path, os.O_RDWR | os.O_CREAT, 0o600), "r+b", closefd=True)
        except OSError as error:
            raise not_writable(path, error) from None
        try:
            self._lock()
            if not resume:
                self._stream.truncate(0)
            self._read(run)
        except BaseException:
            self._stream.close()
            raise

    def __enter__(self) -> Journal:
        return self

    def __exit__(
        self, type: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stream.close()

    def append(self, record: Record) -> None:
        """Note that a client is done; when this returns the line is on the disk."""
        self._write(asdict(record))
        self.records[record.client] = record

    def _lock(self) -> None:
        try:
            fcntl.flock(self._stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            raise unusable(self.path.as_posix(), "another run is at work here; wait for its end") from None

    def _read(self, run: str) -> None:
        whole, cut = self._lines()
        if cut:
            self._stream.truncate(sum(len(line) for line in whole))
        self._stream.seek(0, os.SEEK_END)
        if not whole:
            self._write({"format": FORMAT, "run": run})
            return
        if _json(whole[0]) != {"format": FORMAT, "run": run}:
            message = "the run to go on with had other inputs; begin anew without --resume"
            raise refuse(self.path.as_posix(), message)
        for number, line in enumerate(whole[1:], 2):
            try:
                record = _RECORD.validate_json(line)
            except ValidationError:
                message = f"line {number} is damaged; begin anew without --resume"
                raise unusable(self.path.as_posix(), message) from None
            self.records[record.client] = record

    def _lines(self) -> tuple[list[bytes], bool]:
        """The whole lines, and whether something stands behind them."""
        lines = self._stream.readlines()
        cut = bool(lines) and not lines[-1].endswith(b"\n")
        return (lines[:-1] if cut else lines), cut

    def _write(self, content: Mapping[str, object]) -> None:
        try:
            self._stream.write(json.dumps(content, sort_keys=True).encode() + b"\n")
            self._stream.flush()
            os.fsync(self._stream.fileno())
        except OSError as error:
            raise not_writable(self.path, error) from None


def _json(line: bytes) -> object:
    try:
        return json.loads(line)
    except ValueError:
        return None

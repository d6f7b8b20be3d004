"""The files of a run before it ends: in a private folder of the period, from where they are published."""

from __future__ import annotations

import shutil
from contextlib import suppress
from pathlib import Path

from reporting.delivery.files import inside, move, not_writable, sha256, sync_folder, write
from reporting.delivery.packs.maker import Document, PackResult, Record
from reporting.delivery.register.places import superseded

WORK = ".packs"
"""The folder of a run that is not finished, inside that of the period."""
STAGED, FACTS = "staged", "facts"
CLIENTS, REJECTED = "clients", "rejected"


class Staging:
    """The work folder of a period below `output`."""

    def __init__(self, output: Path, period: str) -> None:
        self._output, self._period = output, period
        self.folder = inside(output, period, WORK)

    def open(self) -> None:
        """Make the folder, for its owner alone. Raises Unusable."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            self.folder.chmod(0o700)
        except OSError as error:
            raise not_writable(self.folder, error) from None

    def empty(self) -> None:
        """Remove what an earlier run left, but for its journal."""
        for name in (STAGED, FACTS):
            shutil.rmtree(self.folder / name, ignore_errors=True)

    def close(self) -> None:
        """Remove the folder."""
        shutil.rmtree(self.folder, ignore_errors=True)

    @property
    def facts(self) -> Path:
        """Where the facts of the run lie."""
        return self.folder / FACTS

    def put(self, result: PackResult) -> None:
        """Write the files of a client; when this returns they are on the disk."""
        for name, content in sorted(result.contents.items()):
            write(self._staged(result.record.client, name), content, private=True, settle=False)
        if result.contents:
            sync_folder(self.folder / STAGED)

    def holds(self, record: Record) -> bool:
        """Whether every file of a record is here, or where it will be at the end, as it was written."""
        return all(
            digest in (_digest(self._staged(record.client, name)), _digest(self._target(record, each, name)))
            for each in record.documents
            for name, digest in each.files.items()
        )

    def read(self, record: Record, document: Document) -> dict[str, bytes]:
        """The files of a document, wherever they are."""
        found = {}
        for name in document.files:
            staged, target = self._staged(record.client, name), self._target(record, document, name)
            found[name] = (staged if staged.exists() else target).read_bytes()
        return found

    def publish(self, record: Record, document: Document, version: int) -> None:
        """Move a document to its place; the version before it, if any, goes to the superseded ones."""
        for name in document.files:
            source, target = self._staged(record.client, name), self._target(record, document, name)
            if not source.exists():  # a publication that was interrupted had come here
                continue
            if version > 1 and (old := _digest(target)) not in (None, document.files[name]):
                before = superseded(self.place(record, document, name), str(old))
                move(target, self._output / before)
            move(source, target)
        sync_folder(self._target(record, document, document.pdf).parent)

    def withdraw_rejected(self) -> None:
        """Remove the documents that an earlier run put apart."""
        shutil.rmtree(inside(self._output, self._period, REJECTED, CLIENTS), ignore_errors=True)
        with suppress(OSError):
            inside(self._output, self._period, REJECTED).rmdir()

    def put_apart(self, record: Record, document: Document) -> None:
        """Copy a barred document to where it can be looked at."""
        for name in document.files:
            path = self._staged(record.client, name)
            if path.exists():
                write(self._target(record, document, name), path.read_bytes(), private=True)

    def place(self, record: Record, document: Document, name: str) -> str:
        """Where a file of a document lies in the end, relative to the output folder."""
        apart = [REJECTED] if document.barred else []
        return "/".join((self._period, *apart, CLIENTS, record.client, name))

    def _staged(self, client: str, name: str) -> Path:
        return inside(self.folder, STAGED, f"{client}-{name}")

    def _target(self, record: Record, document: Document, name: str) -> Path:
        return inside(self._output, *self.place(record, document, name).split("/"))


def _digest(path: Path) -> str | None:
    try:
        return sha256(path.read_bytes())
    except OSError:
        return None

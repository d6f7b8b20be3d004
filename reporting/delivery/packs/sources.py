"""What the register must know of a run before it begins: files by version, and the book by its content."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from reporting import __version__
from reporting.delivery.files import sha256
from reporting.delivery.plan import Task
from reporting.delivery.register.documents import Source
from reporting.domain.errors import unusable
from reporting.domain.house import House
from reporting.domain.questionnaire import Questionnaire
from reporting.inputs.resources import bundled
from reporting.law import source as law

CLAUSES = "clauses.yaml"


def sources_of(
    profiles: Iterable[Task], house: House, questionnaire: Questionnaire, key: bytes
) -> Iterator[Source]:
    """Profiles, house files, questionnaire, clauses, and the key of the pseudonyms by a hash of it."""
    for task in profiles:
        yield Source("profile", f"{task.profile.id}.yaml", task.profile.version, task.subject.sha256)
    for file, version in sorted(house.versions.items()):
        yield Source("house file", file, version, house.hashes[file])
    yield Source("questionnaire", "questionnaire.yaml", questionnaire.version, questionnaire.sha256)
    yield Source("clauses", CLAUSES, __version__, _clauses())
    yield Source("key", "register.key", "", sha256(b"pseudonyms" + key))


def book_sha256(where: str) -> str:
    """A hash of the content of a client book: a folder, a SQLite file, or tables of PostgreSQL.

    Raises Unusable where it cannot be read.
    """
    if "://" not in where:
        return files_sha256(path for path in sorted(Path(where).iterdir()) if path.is_file())
    # A run on a book of files has no use for SQLAlchemy, which costs each of its processes 24 MB.
    from reporting.delivery.packs.database import database_sha256

    return database_sha256(where)


def _clauses() -> str:
    """One hash of the clauses' register and of their words in every language."""
    words = sorted((bundled("templates") / "messages").glob(f"*/{CLAUSES}"))
    parts = {f"{path.parent.name}/{CLAUSES}": path.read_bytes() for path in words}
    parts[CLAUSES] = (Path(law.__file__).parent / "data" / CLAUSES).read_bytes()
    return sha256("".join(f"{sha256(parts[name])}  {name}\n" for name in sorted(parts)).encode())


def files_sha256(paths: Iterable[Path]) -> str:
    """One hash of the contents of files and of their names. Raises Unusable where one cannot be read."""
    digest = hashlib.sha256()
    for path in paths:
        try:
            with path.open("rb") as stream:
                digest.update(f"{hashlib.file_digest(stream, 'sha256').hexdigest()}  {path.name}\n".encode())
        except OSError as error:
            reason = (error.strerror or "no reason given").lower()
            raise unusable(path.name, f"cannot be read: {reason}", "") from None
    return digest.hexdigest()

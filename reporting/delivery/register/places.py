"""Where the files of registered documents lie below the output folder."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from reporting.delivery.files import inside

SUPERSEDED = "superseded"
"""The folder, beside a document, of the versions before it."""


def path_of(output: Path, file: str) -> Path:
    """The path of a registered file. Raises Unusable for one that leads out of the output folder."""
    return inside(output, *PurePosixPath(file).parts)


def superseded(file: str, sha256: str) -> str:
    """Where a version lies after another took its place: under its hash, so that no two meet."""
    place = PurePosixPath(file)
    return (place.parent / SUPERSEDED / f"{sha256[:16]}-{place.name}").as_posix()

"""Files that appear whole or not at all, under names that cannot leave their folder."""

from __future__ import annotations

import hashlib
import os
import secrets
from contextlib import suppress
from pathlib import Path

from reporting.domain.errors import Unusable, unusable


def write(path: Path, content: bytes, private: bool = False, settle: bool = True) -> None:
    """Put `content` at `path` in one step; a reader, or a kill, finds the old file or the new one.

    The bytes go to a hidden file in the same folder, which is made if it is missing, reach the disk and
    then take the name. A `private` file can be read by its owner alone. Without `settle` the caller sees to
    it that the name reaches the disk too (`sync_folder`). Raises Unusable where that cannot be done.
    """
    part = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        try:
            _to_disk(part, content, 0o600 if private else 0o666)
            part.replace(path)
        except BaseException:
            with suppress(OSError):
                part.unlink()
            raise
        if settle:
            sync_folder(path.parent)
    except (OSError, ValueError) as error:
        raise not_writable(path, error) from None


def move(source: Path, target: Path) -> None:
    """Give a file of the same disk another place, whose folder is made; what stood there is replaced.

    The caller sees to it that the name reaches the disk. Raises Unusable where that cannot be done.
    """
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        source.replace(target)
    except OSError as error:
        raise not_writable(target, error) from None


def not_writable(path: Path, error: OSError | ValueError) -> Unusable:
    """The refusal for a place where nothing can be written."""
    reason = (error.strerror if isinstance(error, OSError) else None) or "not a usable file name"
    return unusable(path.as_posix(), f"cannot be written: {reason.lower()}; choose another place")


def inside(root: Path, *names: str) -> Path:
    """The path `root/names...`, each name a plain one. Raises Unusable for one that leads elsewhere."""
    for name in names:
        if name in ("", ".", "..") or Path(name).name != name or "\\" in name or "\0" in name:
            raise unusable(root.as_posix(), f"{name!r} is no plain file name")
    path = root.joinpath(*names)
    if not path.resolve().is_relative_to(root.resolve()):
        raise unusable(path.as_posix(), "leads out of the output folder; remove the link")
    return path


def sha256(content: bytes) -> str:
    """Hexadecimal SHA-256."""
    return hashlib.sha256(content).hexdigest()


def folder_sha256(folder: Path, but: str = "") -> str:
    """One hash of all files below `folder`, names and contents; hidden files and `but` do not count."""
    digest = hashlib.sha256()
    files = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    for name in sorted(files):
        parts = name.split("/")
        if parts[0] != but and not any(part == "__pycache__" or part.startswith(".") for part in parts):
            digest.update(f"{sha256(files[name].read_bytes())}  {name}\n".encode())
    return digest.hexdigest()


def _to_disk(path: Path, content: bytes, mode: int) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode)
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def sync_folder(folder: Path) -> None:
    """New names in a folder reach the disk too, where folders can be synchronised."""
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)

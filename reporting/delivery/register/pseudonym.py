"""Pseudonyms: the names of clients in files, logs and the register. Only the key ties them to clients."""

from __future__ import annotations

import hmac
import os
import re
from contextlib import suppress
from pathlib import Path

from reporting.domain.errors import unusable

DIGITS = 20
KEY_BYTES = 32
OPTION = "--key"
PSEUDONYM = re.compile(rf"[0-9a-f]{{{DIGITS}}}")


def pseudonym(key: bytes, client: str) -> str:
    """The first 20 hex digits of HMAC-SHA256 of the client's id."""
    return hmac.digest(key, client.encode(), "sha256").hex()[:DIGITS]


def key_beside(register: Path | None, output: Path) -> Path:
    """Where the key of a register lies: beside its file, or in the output folder for a database elsewhere."""
    return register.with_suffix(".key") if register is not None else output / "register.key"


def load_key(path: Path, create: bool = False) -> bytes:
    """The key in a file of 64 hex digits, made once from the system's randomness where `create` is set.

    Raises Unusable where it is missing, damaged, or open to others than its owner.
    """
    if create:
        _create(path)
    try:
        mode, text = path.stat().st_mode, path.read_bytes()[:1000]
    except FileNotFoundError:
        raise unusable(
            path.as_posix(), f"the key of the pseudonyms is missing; give it by {OPTION}"
        ) from None
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise unusable(path.as_posix(), f"the key of the pseudonyms cannot be read: {reason}") from None
    if mode & 0o077:
        raise unusable(path.as_posix(), "the key is open to others than its owner; chmod 600 it")
    try:
        key = bytes.fromhex(text.decode("ascii").strip())
    except ValueError:
        key = b""
    if len(key) != KEY_BYTES:
        raise unusable(path.as_posix(), f"is no key: {KEY_BYTES * 2} hex digits are expected")
    return key


def _create(path: Path) -> None:
    """Write a new key, unless there is one; of two processes that try at once one wins."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        if path.exists():
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        try:
            os.write(descriptor, os.urandom(KEY_BYTES).hex().encode() + b"\n")
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
        with suppress(FileExistsError):
            os.link(part, path)
        part.unlink()
    except OSError as error:
        reason = (error.strerror or "no reason given").lower()
        raise unusable(path.as_posix(), f"the key of the pseudonyms cannot be written: {reason}") from None

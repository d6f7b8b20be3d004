"""Which key makes the pseudonyms of a register."""

from __future__ import annotations

from pathlib import Path

from reporting.delivery.register.pseudonym import key_beside, load_key
from reporting.delivery.register.store import Register


def key_of(register: Register, output: Path, key: Path | None, create: bool = False) -> bytes:
    """The key in a file, else the one beside the register; made on first use where `create` is set.

    A register that has rows never gets a new one: its pseudonyms could no longer be told apart. Raises
    Unusable where the key is missing, damaged, or open to others.
    """
    path = key or key_beside(register.place.file, output)
    return load_key(path, create=create and register.is_new())

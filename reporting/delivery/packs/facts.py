"""The facts that clients of a profile share: computed once a run, found on the disk by every process."""

from __future__ import annotations

import os
import pickle
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

from reporting.delivery.files import sha256, write
from reporting.domain.errors import Refusal, Unusable


class FactStore:
    """Facts by key: from memory, else from the folder of the run, else computed and put there.

    The folder is private to its owner. A process of another machine that does not see it computes the facts
    for itself, once: they are the same.
    """

    def __init__(self, folder: Path, compute: Callable[[str], Any]) -> None:
        self._folder = folder
        self._compute = compute
        self._known: dict[str, Any] = {}

    def __call__(self, key: str) -> Any:
        """The facts of a key. Raises Refusal, and the same at every further call, where there are none."""
        if key not in self._known:
            try:
                self._known[key] = self._found(key)
            except Refusal as refusal:
                self._known[key] = refusal
        known = self._known[key]
        if isinstance(known, Refusal):
            raise known
        return known

    def _found(self, key: str) -> Any:
        path = self._folder / f"{sha256(key.encode())[:20]}.pickle"
        try:
            if _own(path):
                return pickle.loads(path.read_bytes())
        except Exception:  # a damaged file fails in many ways; the facts are computed anew
            pass
        found = self._compute(key)
        try:
            write(path, pickle.dumps(found), private=True)
        except Unusable:  # the run's folder is elsewhere
            pass
        return found


def _own(path: Path) -> bool:
    """Whether it is a file of this user that nobody else may write: what is unpickled is run."""
    found = path.lstat()
    return stat.S_ISREG(found.st_mode) and found.st_uid == os.geteuid() and not found.st_mode & 0o022

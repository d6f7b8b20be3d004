"""Memory while documents are made: garbage is looked for seldom, and what is free goes back."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Iterator
from contextlib import contextmanager, suppress

SELDOM = (50_000, 20, 100)
"""Thresholds of the collector's three generations; Python's own begin at 700."""


@contextmanager
def resting() -> Iterator[None]:
    """Garbage is looked for seldom inside.

    Layout and reading back make hundreds of thousands of objects and need nearly all of them to the end: a
    search finds little, and those of the usual number cost a fifth of the time.
    """
    usual = gc.get_threshold()
    gc.set_threshold(*SELDOM)
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def give_back() -> None:
    """Collect what documents left behind and return it to the system, where the C library can (glibc): it
    keeps what a large document needed for the next one, some 40 MB a process."""
    gc.collect()
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).malloc_trim(0)

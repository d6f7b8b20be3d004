"""The garbage collector, out of the way while a document is made."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def paused() -> Iterator[None]:
    """No search for garbage inside.

    Layout and reading back make hundreds of thousands of objects and need nearly all of them to the end, so
    that a search finds nothing and costs a fifth of the time. What a document leaves behind is collected
    afterwards.
    """
    running = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if running:
            gc.enable()

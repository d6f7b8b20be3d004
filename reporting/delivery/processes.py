"""How worker processes begin and end; it imports nothing, so that they begin quickly."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import parent_process
from multiprocessing.process import BaseProcess

THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


def begin() -> None:
    """A worker leaves Ctrl-C to the process that leads, and ends with it, however that ended."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    leader = parent_process()
    if leader is not None:
        threading.Thread(target=_follow, args=(leader,), daemon=True).start()


def _follow(leader: BaseProcess) -> None:
    leader.join()
    os._exit(1)


@contextmanager
def unheard() -> Iterator[None]:
    """Processes that start inside hear no Ctrl-C, not even before they `begin`; this one hears it after."""
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


@contextmanager
def one_thread_each() -> Iterator[None]:
    """Workers share the cores among themselves, and sums do not depend on a number of threads."""
    before = {name: os.environ.get(name) for name in THREADS}
    os.environ.update(dict.fromkeys(THREADS, "1"))
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                os.environ.pop(name, None)
            else:
                os.environ[name] = value

"""The workers of a Dask cluster as a crew. Only this module needs Dask (the extra [cluster])."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import CancelledError, Executor
from contextlib import contextmanager
from pathlib import Path

from distributed import Client, Worker, WorkerPlugin

from reporting.delivery.packs import working
from reporting.delivery.packs.maker import Recipe
from reporting.domain.errors import Unusable, unusable

OPTION = "--scheduler"
CONNECT_SECONDS = 15


class Equipment(WorkerPlugin):
    """Carries the recipe of a run to every worker, also to one that joins later or comes back."""

    def __init__(self, run: str, recipe: Recipe, folder: Path) -> None:
        self._begin = (run, recipe, folder)

    def setup(self, worker: Worker) -> None:
        """The worker begins."""
        working.equip(*self._begin)

    def teardown(self, worker: Worker) -> None:
        """The run is over."""
        working.clear(self._begin[0])


class Cluster:
    """The workers of a Dask cluster. They need this package in the same version; inputs travel to them.

    Nothing but results comes back: the files are written by the process that leads.
    """

    retries = True

    def __init__(self, run: str, recipe: Recipe, folder: Path, address: str) -> None:
        self._equipment = Equipment(run, recipe, folder)
        self._name = f"packs-{run[:20]}"
        self._address = address

    @contextmanager
    def at_work(self, alone: bool = False) -> Iterator[tuple[Executor, int]]:
        """The workers that are there now, and those that join. Raises Unusable where nobody answers."""
        with self._connected() as client:
            cores = sum(client.ncores().values())
            if not cores:
                raise unusable(OPTION, "the cluster has no workers; start some with `dask worker`")
            self._equip(client)
            try:
                yield client.get_executor(pure=False), 2 * cores
            except (OSError, CancelledError) as error:  # Dask's own errors of communication are such
                message = f"the cluster was lost ({type(error).__name__}); go on with --resume"
                raise unusable(OPTION, message) from None
            finally:
                if client.status == "running":
                    client.unregister_worker_plugin(self._name)

    def _connected(self) -> Client:
        try:
            return Client(self._address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError) as error:
            message = f"no scheduler answers at this address ({type(error).__name__})"
            raise unusable(OPTION, message) from None

    def _equip(self, client: Client) -> None:
        try:
            client.register_plugin(self._equipment, self._name)
        except Exception as error:
            what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
            message = f"its workers cannot load the job: {what}; they need this package in the same version"
            raise Unusable(unusable(OPTION, message).faults) from None

"""The same run on a Dask cluster: a real scheduler and two workers, each a process of its own."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from reporting.delivery.packs.maker import Recipe, Record
from reporting.domain.errors import Unusable
from tests.delivery.packs.running import run_here
from tests.delivery.packs.standin import StandIn
from tests.delivery.packs.test_run import rows, tree

pytest.importorskip("distributed", reason="Dask is not installed (the extra [cluster])")

from reporting.delivery.packs.cluster import Cluster  # noqa: E402

ROOT = Path(__file__).parents[3]
PATIENCE = 60
"""Seconds for a process to begin on a busy machine."""


SCHEDULERS: list[subprocess.Popen[bytes]] = []


def start(home: Path, module: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A process of the cluster, whose messages go to a file."""
    home.mkdir(exist_ok=True)
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    with (home / f"{module}.log").open("ab") as log:
        return subprocess.Popen(
            [sys.executable, "-m", f"distributed.cli.{module}", *arguments, "--no-dashboard"],
            cwd=home,
            env=environment,
            stdout=log,
            stderr=log,
        )


@contextmanager
def cluster(home: Path, workers: int) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """The address of a scheduler, and its workers."""
    told = home / "scheduler.json"
    everyone = [
        start(home, "dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--scheduler-file", str(told))
    ]
    try:
        deadline = time.monotonic() + PATIENCE
        while not told.exists() or not told.read_text().strip():
            assert time.monotonic() < deadline, "the scheduler does not begin"
            time.sleep(0.1)
        address = json.loads(told.read_text())["address"]
        for _ in range(workers):
            everyone.append(start(home, "dask_worker", address, "--nthreads", "1", "--no-nanny"))
        if workers:
            _wait_for(address, workers)
        SCHEDULERS.append(everyone[0])
        yield address, everyone[1:]
    finally:
        for process in everyone:
            process.kill()
            process.wait()


def _wait_for(address: str, workers: int) -> None:
    from distributed import Client

    with Client(address, timeout=PATIENCE, set_as_default=False) as client:
        client.wait_for_workers(workers, timeout=PATIENCE)


def hired(address: str) -> Any:
    def hire(run: str, recipe: Recipe, folder: Path) -> Cluster:
        return Cluster(run, recipe, folder, address)

    return hire


WANTS = {"C-0002": "refused", "C-0003": "faulty", "C-0007": "defect", "C-0009": "exempt"}


def test_a_cluster_that_loses_a_worker_gives_the_same_bytes(tmp_path: Path) -> None:
    notes, recipe = tmp_path / "notes", StandIn(30, WANTS, seconds=0.1)
    notes.mkdir()
    run_here(recipe, tmp_path / "here")
    done: list[str] = []

    with cluster(tmp_path / "dask", 2) as (address, workers):

        def heard(record: Record) -> None:
            done.append(record.client)
            if len(done) == 5:
                os.kill(workers[0].pid, signal.SIGKILL)

        run_here(recipe, tmp_path / "there", hired(address), heard)
        assert workers[0].poll() == -signal.SIGKILL and workers[1].poll() is None
    assert sorted(done) == sorted({task.pseudonym for task in recipe.tasks()})
    assert tree(tmp_path / "there") == tree(tmp_path / "here")
    assert rows(tmp_path / "there") == rows(tmp_path / "here")


def test_a_run_whose_cluster_is_lost_goes_on_elsewhere(tmp_path: Path) -> None:
    recipe = StandIn(30, WANTS, seconds=0.1)
    run_here(recipe, tmp_path / "here")
    done: list[str] = []
    with cluster(tmp_path / "dask", 2) as (address, workers):

        def heard(record: Record) -> None:
            done.append(record.client)
            if len(done) == 5:
                for process in (SCHEDULERS[-1], *workers):
                    process.kill()

        with pytest.raises(Unusable, match="the cluster was lost .*; go on with --resume"):
            run_here(recipe, tmp_path / "there", hired(address), heard)
    assert 5 <= len(done) < 30
    run_here(recipe, tmp_path / "there", resume=True)
    assert tree(tmp_path / "there") == tree(tmp_path / "here")


def test_no_client_is_named_in_the_log_of_a_cluster(tmp_path: Path) -> None:
    with cluster(tmp_path / "dask", 1) as (address, _):
        run_here(StandIn(10, WANTS), tmp_path / "there", hired(address))
    logs = "".join(path.read_text() for path in (tmp_path / "dask").glob("*.log"))
    assert logs and not [name for name in ("C-00", "Secret") if name in logs]


def test_a_cluster_without_workers_is_refused(tmp_path: Path) -> None:
    with cluster(tmp_path / "dask", 0) as (address, _):
        with pytest.raises(Unusable, match="the cluster has no workers"):
            run_here(StandIn(2), tmp_path / "there", hired(address))


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:1", "no address", "http://x"])
def test_a_scheduler_that_does_not_answer_is_refused(
    tmp_path: Path, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reporting.delivery.packs.cluster.CONNECT_SECONDS", 1)
    with pytest.raises(Unusable, match="no scheduler answers"):
        run_here(StandIn(2), tmp_path, hired(address))

"""A PostgreSQL server of one's own for the tests, where Debian's package is installed."""

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, in PATH or where Debian puts it."""
    found = shutil.which("initdb")
    if found:
        return Path(found).resolve().parent
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
    return folders[-1].parent if folders else None


@contextmanager
def server() -> Iterator[str]:
    """The URL of a new server that listens on a local port and is gone afterwards; skips without one.

    The server refuses to run as root, so root hands it to the user `postgres`.
    """
    folder = programs()
    if folder is None:
        pytest.skip("PostgreSQL is not installed (Debian's package postgresql)")
    before: list[str] = []
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("PostgreSQL does not run as root, and setpriv is not installed")
        before = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    data = home / "data"
    try:
        if before:
            shutil.chown(home, "postgres")
        _run([*before, folder / "initdb", "-D", data, "-U", "tester", "-A", "trust", "-E", "UTF8", "-N"])
        port = _free_port()
        options = f"-p {port} -c listen_addresses=127.0.0.1 -c unix_socket_directories={home} -c fsync=off"
        control = [*before, folder / "pg_ctl", "-D", data, "-w", "-l", home / "log"]
        _run([*control, "-o", options, "start"])
        try:
            yield f"postgresql://tester@127.0.0.1:{port}/postgres"
        finally:
            _run([*control, "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _run(command: Sequence[str | Path]) -> None:
    environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C"}
    subprocess.run(command, env=environment, cwd="/", check=True, stdout=subprocess.DEVNULL)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    assert isinstance(port, int)
    return port

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from reporting.delivery import files
from reporting.domain.errors import Unusable


def test_a_file_appears_with_its_folder_and_nothing_else(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.json"
    files.write(target, b"one")
    files.write(target, b"two")
    assert target.read_bytes() == b"two"
    assert [path.name for path in target.parent.iterdir()] == ["b.json"]


def test_a_new_file_has_the_permissions_that_the_user_asks_for(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.write(tmp_path / "x", b"")
    finally:
        os.umask(before)
    assert (tmp_path / "x").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("step", ["fsync", "replace"])
def test_an_interrupted_write_leaves_the_old_file_and_no_part(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str
) -> None:
    target = tmp_path / "x"
    target.write_bytes(b"old")

    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(os if step == "fsync" else Path, step, interrupt)
    with pytest.raises(KeyboardInterrupt):
        files.write(target, b"new")
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["x"]


@pytest.mark.parametrize("existing", [None, b"old"])
def test_a_killed_write_leaves_the_old_file_or_none(tmp_path: Path, existing: bytes | None) -> None:
    """The process kills itself when all bytes are written and none is certain to be on the disk."""
    target = tmp_path / "x.pdf"
    if existing is not None:
        target.write_bytes(existing)
    code = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from reporting.delivery import files\n"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL)\n"
        "files.write(Path(sys.argv[1]), b'n' * 1_000_000)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(target)], cwd=Path(__file__).parents[2], check=False
    )
    assert done.returncode == -signal.SIGKILL
    assert (target.read_bytes() if target.exists() else None) == existing
    assert not [path for path in tmp_path.iterdir() if path != target and not path.name.startswith(".")]


def test_a_place_that_cannot_be_written_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    for target in (tmp_path / "file" / "x", tmp_path, Path("a\0b")):
        with pytest.raises(Unusable, match="cannot be written"):
            files.write(target, b"")


@pytest.mark.parametrize("name", ["", ".", "..", "a/b", "/etc", "..\\x", "a\0b"])
def test_a_name_that_is_a_path_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Unusable, match="no plain file name"):
        files.inside(tmp_path, "2021Q4", name)


def test_a_link_that_leads_out_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "balanced").symlink_to(tmp_path)
    with pytest.raises(Unusable, match="leads out"):
        files.inside(tmp_path / "out", "balanced")
    assert files.inside(tmp_path / "out", "other") == tmp_path / "out" / "other"


def test_the_hash_of_a_folder_sees_names_and_contents_but_no_hidden_file(tmp_path: Path) -> None:
    (tmp_path / "css").mkdir()
    (tmp_path / "css" / "a.css").write_bytes(b"1")
    first = files.folder_sha256(tmp_path)
    (tmp_path / ".swap").write_bytes(b"x")
    (tmp_path / "__pycache__").mkdir()
    (tmp_path / "__pycache__" / "x.pyc").write_bytes(b"x")
    assert files.folder_sha256(tmp_path) == first
    (tmp_path / "css" / "a.css").write_bytes(b"2")
    second = files.folder_sha256(tmp_path)
    (tmp_path / "css" / "a.css").rename(tmp_path / "css" / "b.css")
    assert len({first, second, files.folder_sha256(tmp_path)}) == 3

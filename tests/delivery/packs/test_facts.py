"""Facts on the disk: found by another process, computed anew where the file is not to be trusted."""

import os
import pickle
from pathlib import Path

import pytest

from reporting.delivery.packs.facts import FactStore


class Planted:
    """What runs when it is unpickled."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.mkdir, ("planted",)


def computed(folder: Path, asked: list[str]) -> FactStore:
    return FactStore(folder, lambda key: asked.append(key) or f"facts of {key}")  # type: ignore[func-returns-value]


def test_facts_are_computed_once_for_all_processes(tmp_path: Path) -> None:
    asked: list[str] = []
    assert computed(tmp_path, asked)("calm") == computed(tmp_path, asked)("calm") == "facts of calm"
    assert asked == ["calm"]


def test_a_file_that_others_may_write_is_not_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    folder, asked = tmp_path / "facts", list[str]()
    computed(folder, asked)("calm")
    (file,) = folder.iterdir()
    file.write_bytes(pickle.dumps(Planted()))
    file.chmod(0o666)
    assert computed(folder, asked)("calm") == "facts of calm"
    assert asked == ["calm", "calm"] and not (tmp_path / "planted").exists()


@pytest.mark.parametrize("content", [b"", b"\x80", b"cnowhere\nnothing\n."])
def test_a_damaged_file_is_computed_anew(tmp_path: Path, content: bytes) -> None:
    asked: list[str] = []
    computed(tmp_path, asked)("calm")
    (file,) = tmp_path.iterdir()
    file.write_bytes(content)
    assert computed(tmp_path, asked)("calm") == "facts of calm" and asked == ["calm", "calm"]

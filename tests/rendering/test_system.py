"""What the machine brings: libraries by name, versions for the manifest."""

import ctypes
import re

import pytest

from reporting.rendering import system


def test_versions_are_numbers() -> None:
    found = system.versions()
    assert set(found) == {"pango", "harfbuzz", "fontconfig"}
    assert all(re.fullmatch(r"\d+\.\d+\.\d+|missing", version) for version in found.values())


def test_a_library_that_cannot_be_opened_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = ctypes.CDLL

    def without_subset(name: str) -> ctypes.CDLL:
        if "subset" in name:
            raise OSError(name)
        return opened(name)

    monkeypatch.setattr(ctypes, "CDLL", without_subset)
    assert "harfbuzz-subset" in system.missing_libraries()
    monkeypatch.setattr(ctypes.util, "find_library", lambda _: None)
    monkeypatch.setattr(ctypes, "CDLL", lambda name: without_subset("subset"))
    assert system.versions() == {"pango": "missing", "harfbuzz": "missing", "fontconfig": "missing"}

"""The recorded baseline is complete: no module is forgotten, no survivor is without a reason."""

import pytest

from tests.mutation.run import ROOT, read_baseline
from tests.mutation.targets import TARGETS

BASELINE = read_baseline()


def modules() -> set[str]:
    """Every module of the measures and of the allocation that holds code."""
    folders = (ROOT / "reporting/measures", ROOT / "reporting/strategy")
    files = {file for folder in folders for file in folder.rglob("*.py") if file.name != "__init__.py"}
    return {file.relative_to(ROOT / "reporting").as_posix() for file in files}


def test_the_baseline_names_every_module() -> None:
    assert set(TARGETS) == modules()
    assert set(BASELINE) == modules()


@pytest.mark.parametrize("module", sorted(BASELINE))
def test_counts_add_up_and_every_survivor_has_a_reason(module: str) -> None:
    row = BASELINE[module]
    assert row["run"] == row["killed"] + len(row["survivors"]) <= row["mutants"]
    assert [survivor for survivor in row["survivors"] if len(survivor["reason"].split()) < 4] == []


@pytest.mark.parametrize("module", sorted(TARGETS))
def test_the_tests_of_a_module_exist(module: str) -> None:
    assert [test for test in TARGETS[module] if not (ROOT / test.split("::")[0]).is_file()] == []

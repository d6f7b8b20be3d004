"""`make lint` inside the test suite, so that whoever runs the tests has run it."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent


@pytest.mark.parametrize(
    "arguments",
    [["ruff", "check", ".", ".ci"], ["ruff", "format", "--check", ".", ".ci"], ["mypy"]],
    ids=["style", "format", "types"],
)
def test_lint_finds_nothing(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-m", *arguments], cwd=ROOT, capture_output=True, text=True)
    told = [line for line in (done.stdout + done.stderr).splitlines() if ": note: " not in line]
    assert done.returncode == 0, "\n".join(told)

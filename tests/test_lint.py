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
    assert done.returncode == 0, done.stdout + done.stderr

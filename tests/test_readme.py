"""What the README tells people to type works: its ```console blocks are run, its make targets exist."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def blocks(language: str) -> list[str]:
    """The code blocks of one language."""
    return re.findall(rf"^```{language}\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)


COMMANDS = [line[2:] for block in blocks("console") for line in block.splitlines() if line.startswith("$ ")]


def test_it_opens_with_the_two_commands() -> None:
    assert blocks("sh")[0].split("\n")[:2] == ["make reports", "make test"]
    assert README.index("make reports") < 100


def test_every_make_target_that_it_names_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    assert {name for name in re.findall(r"\bmake ([a-z]+)", README)} - {"needs"} <= targets


def test_every_file_that_it_links_exists() -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", README)
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_it_has_commands_to_run() -> None:
    assert len(COMMANDS) >= 5


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the files that the README's commands name, taken from the demo market."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("prices.csv", "fx.csv", "rates.csv"):
        (folder / name).write_bytes((ROOT / "reporting/inputs/demo" / name).read_bytes())
    months = [f"{year}-{month:02d}-28" for year in (2019, 2020, 2021) for month in range(1, 13)]
    rows = [f"{month},{0.01 if at % 3 else -0.02}" for at, month in enumerate(months)]
    (folder / "returns.csv").write_text("\n".join(["date,fund", *rows]) + "\n")
    return folder


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_that_it_shows_works(command: str, desk: Path) -> None:
    if command.startswith("reporting build") and "--profile" not in command:
        command += " --profile balanced"  # all eight take a minute, and make reports runs them in CI
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=desk,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr

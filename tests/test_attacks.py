"""Hostile and tired input: each case was tried by hand first and must go on ending in plain sentences."""

import os
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from reporting.cli import app
from reporting.inputs.resources import bundled

FIRST_DATA_LINE = 2
HEADER = "date,SPY,IWM,BND,VNQ\n"
ROWS = "2021-12-30,1,2,3,4\n2021-12-31,1,2,3,4\n"


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def refusal(result: Result, code: int = 2) -> list[str]:
    """The lines of standard error; nothing else was printed and nothing was called a defect."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.stderr
    assert result.stdout == ""
    assert "defect of the program" not in result.stderr and "Traceback" not in result.stderr
    assert "\x1b" not in result.stderr and "\u202e" not in result.stderr
    return result.stderr.splitlines()


def allocate(prices: Path) -> Result:
    return run("allocate", "balanced", "--as-of", "2021-12-31", "--prices", prices)


@pytest.fixture
def profile(tmp_path: Path) -> Path:
    """A copy of a shipped profile that is free of faults."""
    return Path(shutil.copy(bundled("profiles") / "balanced.yaml", tmp_path))


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("base_currency: USD", "base_currency: NO", "NO is not an ISO 4217 currency code"),
        ("lag: 1", "lag: 1:30", "base-60"),
        ("lag: 1", "lag: 0o17", "0o17 is not a decimal number"),
        ("lag: 1", "lag: 017", "starts with a zero"),
        ("lag: 1", "lag: .nan", "not a finite number"),
        ("lag: 1", "lag: \u0661", "is not a number"),
        ("lag: 1", "lag: &a 1", "anchors (&a) are not allowed"),
        ("lag: 1", "lag: *a", "aliases (*a) are not allowed"),
        ("lag: 1", "lag: !!python/object/apply:os.system [id]", "are not allowed; write the plain value"),
        ("low: 90 %", "low: 1e309", "too large"),
        ("low: 90 %", "low: 190 %", "upside down"),
        ("id: balanced", "id: ../../x", "an id of small letters, digits and hyphens"),
        ("version: 1", 'version: "1\u202e"', "U+202E is not allowed"),
        ("version: 1", 'version: "1\\u202e"', "U+202E is not allowed"),
        ("version: 1", 'version: "1\\0"', "U+0000 is not allowed"),
    ],
)
def test_a_trap_in_a_profile_is_one_line_with_its_place(
    profile: Path, before: str, after: str, told: str
) -> None:
    text = profile.read_text(encoding="utf-8")
    assert before in text
    profile.write_text(text.replace(before, after, 1), encoding="utf-8")
    place = text[: text.index(before)].count("\n") + 1
    (line,) = refusal(run("validate", profile))
    assert told in line and f"{profile.name}:{place}:" in line


@pytest.mark.parametrize("flood", ["[" * 5_000, "- " * 5_000, "? " * 5_000, "x: " + "{a: " * 5_000])
def test_a_deep_profile_is_refused_before_it_costs_anything(profile: Path, flood: str) -> None:
    profile.write_text(flood, encoding="utf-8")
    (line,) = refusal(run("validate", profile))
    assert "nested deeper" in line


def test_a_profile_of_fifty_megabytes_is_refused_by_its_size(profile: Path) -> None:
    os.truncate(profile, 50_000_000)
    (line,) = refusal(run("validate", profile))
    assert "larger than" in line


@pytest.mark.parametrize(
    ("cell", "told"),
    [
        ("NaN", "leave the cell empty"),
        ("=1+1", "is no number"),
        ("\x1b[31mred", "is no number"),
        ("1e309", "too large"),
        ('"1,234.50"', "thousands separators"),
        ('"12,5"', "has a comma"),
        ("\u0661\u0662", "is no number"),
    ],
)
def test_a_cell_that_is_no_number_is_named_with_line_and_column(tmp_path: Path, cell: str, told: str) -> None:
    prices = tmp_path / "prices.csv"
    prices.write_text(f"{HEADER}2021-12-30,{cell},2,3,4\n2021-12-31,1,2,3,4\n", encoding="utf-8")
    (line,) = refusal(allocate(prices))
    assert f"prices.csv:{FIRST_DATA_LINE}:2: SPY: " in line and told in line


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "is empty"),
        (HEADER.encode(), "no rows"),
        ((HEADER + ROWS).replace(",", ";").encode(), "semicolons"),
        ((HEADER + ROWS).encode("utf-16"), "not UTF-8"),
        ((HEADER + ROWS).replace("IWM", "spy").encode(), "stands twice"),
        ((HEADER + ROWS).replace("date", "day").encode(), "no column named date"),
        ((HEADER + ROWS).replace("-31,", "-31T00:00:00+02:00,").encode(), "another zone"),
        (b"PAR1", "broken Parquet"),
        (b"PAR1" + bytes(100) + b"PAR1", "broken Parquet"),
    ],
)
def test_a_file_that_is_no_table_of_prices_is_one_line(tmp_path: Path, content: bytes, told: str) -> None:
    prices = tmp_path / "prices.csv"
    prices.write_bytes(content)
    (line,) = refusal(allocate(prices))
    assert told in line


@pytest.mark.parametrize("command", ["allocate", "validate"])
def test_a_pipe_a_folder_and_a_link_to_itself_are_no_files(tmp_path: Path, command: str) -> None:
    pipe, folder, loop = (tmp_path / name for name in ("pipe.yaml", "folder.yaml", "loop.yaml"))
    os.mkfifo(pipe)
    loop.symlink_to(loop)
    folder.mkdir()
    for path in (pipe, folder, loop, Path("/dev/zero")):
        assert len(refusal(allocate(path) if command == "allocate" else run("validate", path))) == 1


def test_a_link_out_of_the_output_folder_is_not_followed(tmp_path: Path) -> None:
    elsewhere, output = tmp_path / "elsewhere", tmp_path / "output"
    elsewhere.mkdir()
    output.mkdir()
    (output / "2021Q4").symlink_to(elsewhere)
    lines = refusal(run("build", "--profile", "balanced", "--period", "2021Q4", "--output", output))
    assert "leads out of the output folder" in lines[-1]
    assert not any(elsewhere.iterdir())

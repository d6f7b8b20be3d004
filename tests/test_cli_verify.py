"""The command `verify`: streams, shapes, exit codes."""

import json
from pathlib import Path

import pytest
from click.testing import Result
from typer.testing import CliRunner

from reporting.cli import app
from reporting.delivery.data import load_data
from reporting.delivery.job import make
from reporting.delivery.plan import make_plan
from reporting.inputs.carried import NAMES
from reporting.inputs.demo import FOLDER as DEMO
from tests.delivery.short import authors


@pytest.fixture(scope="module")
def pdf(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A short document; the command would make the real one, so it is never made again here."""
    plan = make_plan(load_data(), chosen=("balanced",), period="2021Q4", paths=100)
    path = tmp_path_factory.mktemp("one") / "ex-ante.pdf"
    path.write_bytes(make(plan.tasks[0], authors()).documents[0].pdf)
    return path


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["verify", *map(str, arguments)])


@pytest.fixture(scope="module")
def other(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Prices that are not those of the document."""
    path = tmp_path_factory.mktemp("prices") / "prices.csv"
    path.write_bytes((DEMO / "prices.csv").read_bytes() + b"\n")
    return path


def test_a_difference_ends_with_one_and_names_it(pdf: Path, other: Path) -> None:
    result = run(pdf, "--prices", other)
    assert result.exit_code == 1 and "first difference: prices: another file" in result.stdout
    shown = run(pdf, "--prices", other, "--json")
    content = json.loads(shown.stdout)
    assert shown.exit_code == 1 and shown.stdout.count("\n") == 1
    assert content["verdict"] == "different" and content["first_difference"]["name"] == "prices"
    assert {check["name"] for check in content["checks"]} >= {"embedded figures.json", "twin beside it"}


def test_what_it_carries_is_written_where_asked(pdf: Path, other: Path, tmp_path: Path) -> None:
    run(pdf, "--prices", other, "--extract", tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == sorted(NAMES)


def test_a_folder_that_holds_anything_is_left_as_it_is(pdf: Path, tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    result = run(pdf, "--extract", tmp_path)
    assert (result.exit_code, result.stdout) == (2, "")
    message = "holds other files; choose an empty folder for --extract"
    assert result.stderr == f"{tmp_path.as_posix()}: {message}\n"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_file_is_no_folder_to_extract_into(pdf: Path, tmp_path: Path) -> None:
    place = tmp_path / "notes.txt"
    place.write_text("mine", encoding="utf-8")
    result = run(pdf, "--extract", place)
    assert result.exit_code == 2 and result.stderr.count("\n") == 1
    assert "cannot be written: not a directory" in result.stderr and place.read_text("utf-8") == "mine"


@pytest.mark.parametrize("content", [None, b"", b"%PDF-1.7", b"hello"])
def test_a_file_that_is_none_ends_with_two_and_one_sentence(content: bytes | None, tmp_path: Path) -> None:
    if content is not None:
        (tmp_path / "x.pdf").write_bytes(content)
    result = run(tmp_path / "x.pdf", "--json")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.count("\n") == 1 and "Traceback" not in result.stderr

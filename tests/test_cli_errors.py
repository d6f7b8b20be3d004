"""Whatever is typed or lies in a file ends in sentences and an exit code, never in a traceback."""

import os
import string
from pathlib import Path

import pytest
from click.testing import Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from typer.testing import CliRunner

from reporting.cli import app

ROOT = Path(__file__).parents[1]
AS_OF = ("--as-of", "2021-12-31")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def told(result: Result, code: int = 2) -> str:
    """What standard error says; standard output is empty and there is no traceback."""
    assert isinstance(result.exception, SystemExit), result.exception
    assert result.exit_code == code, result.stderr
    assert result.stdout == "" and result.stderr.strip() and "Traceback" not in result.stderr
    return result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("frobnicate",),
        ("--frobnicate",),
        ("allocate",),
        ("allocate", "balanced"),
        ("allocate", "balanced", "--as-of"),
        ("allocate", "balanced", "--as-of", "2021-13-45"),
        ("allocate", "balanced", "--as-of", "20211231"),
        ("allocate", "balanced", "--as-of", "2021-W52-5"),
        ("allocate", "balanced", "--as-of", "1066-10-14"),
        ("allocate", "balanced", "--as-of", ""),
        ("allocate", "blanced", *AS_OF),
        ("allocate", "", *AS_OF),
        ("allocate", "no/such.yaml", *AS_OF),
        ("allocate", "balanced", *AS_OF, "--prices", "no-such.csv"),
        ("allocate", "balanced", *AS_OF, "--prices", "."),
        ("allocate", "balanced", *AS_OF, "--prices", ""),
        ("allocate", "balanced", *AS_OF, "--house", "no-such"),
        ("allocate", "balanced", *AS_OF, "--fx", "fx.csv"),
        ("allocate", "balanced", *AS_OF, "--frob"),
        ("backtest", "balanced", "--from", "2021-02-30"),
        ("backtest", "balanced", "--from", "2021-01-02", "--to", "2021-01-01"),
        ("backtest", "balanced", "--to", "1999-01-01"),
        ("backtest", "balanced", "--nav", "nav.txt"),
        ("backtest", "balanced", "--decisions", "decisions"),
        ("measure", "no-such.csv", "--frequency", "daily"),
        ("measure", "no-such.csv", "--frequency", "hourly"),
        ("measure", "no-such.csv"),
        ("validate", "no-such.yaml"),
        ("build", "--clients", "no-such"),
        ("build", "--clients", ""),
        ("build", "--clients", "oracle://x/y"),
        ("build", "--jobs", "0"),
        ("build", "--jobs", "many"),
        ("build", "--period", "2021Q5"),
        ("build", "--period", "2999Q1"),
        ("build", "--profile", "../balanced"),
        ("build", "--profile", "balanced.yaml"),
        ("build", "--language", "xx"),
        ("build", "--language", "../en"),
        ("build", "--profiles", "no-such"),
        ("build", "--prices", "no-such.csv"),
    ],
)
def test_what_cannot_be_used_is_one_sentence(arguments: tuple[str, ...]) -> None:
    text = told(run(*arguments))
    assert len(text.splitlines()) <= (3 if "--house" in arguments else 1)


def test_faults_stand_with_file_line_column_and_path(tmp_path: Path) -> None:
    text = (ROOT / "profiles" / "balanced.yaml").read_text()
    (tmp_path / "balanced.yaml").write_text(text.replace("schedule: weekly", "shedule: weekly"))
    lines = told(run("validate", tmp_path)).splitlines()
    assert any(":" in line and "did you mean schedule" in line for line in lines)
    assert told(run("build", "--profiles", tmp_path, "--output", tmp_path / "out")).splitlines() == lines
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "content", [b"", b"\n\n", b"\0\0\0", b"PAR1", b"\xff\xfe\x00", b"date\n", b"date,SPY\nx,y\n"]
)
@pytest.mark.parametrize("option", ["--prices", "--fx", "--rates"])
def test_broken_tables_are_refused(tmp_path: Path, content: bytes, option: str) -> None:
    good, bad = tmp_path / "good.csv", tmp_path / "bad.csv"
    good.write_text("date,SPY\n2021-12-31,1\n")
    bad.write_bytes(content)
    rest = () if option == "--prices" else ("--prices", good)
    assert "bad.csv" in told(run("allocate", "balanced", *AS_OF, option, bad, *rest))
    if option == "--prices":
        assert "bad.csv" in told(run("measure", bad, "--frequency", "daily"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read every file")
def test_an_unreadable_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "p.csv"
    path.write_text("date,SPY\n")
    path.chmod(0)
    told(run("allocate", "balanced", *AS_OF, "--prices", path))


def test_a_place_that_cannot_be_written_is_refused(tmp_path: Path) -> None:
    (tmp_path / "folder.csv").mkdir()
    span = ("--from", "2025-01-01")
    assert "cannot be written" in told(run("backtest", "balanced", *span, "--nav", tmp_path / "folder.csv"))


def test_too_little_history_is_refused_by_name() -> None:
    text = told(run("allocate", "balanced", "--as-of", "2006-03-31"), code=1)
    assert "fewer than two ETFs" in text


def test_signs_that_could_steer_a_terminal_do_not_reach_it(tmp_path: Path) -> None:
    path = tmp_path / "r.csv"
    path.write_text("date,\x1b[31mred\n2021-01-31,x\n")
    assert "\x1b" not in told(run("measure", path, "--frequency", "monthly"))


def test_a_defect_is_one_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("by\nhand")

    monkeypatch.setattr("reporting.inputs.profiles.validate", fail)
    text = told(run("validate"), code=1)
    assert text.count("\n") == 1 and "defect" in text and "by hand" in text
    monkeypatch.setenv("REPORTING_DEBUG", "1")
    assert isinstance(run("validate").exception, ZeroDivisionError)


def test_an_interrupt_is_silent(monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("reporting.inputs.profiles.validate", interrupt)
    result = run("validate")
    assert (result.exit_code, result.stdout, result.stderr) == (130, "", "")


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=200) | st.text(string.printable, max_size=200).map(str.encode))
def test_no_file_makes_a_traceback(tmp_path: Path, content: bytes) -> None:
    for name in ("p.csv", "balanced.yaml", "instruments.yaml"):
        (tmp_path / name).write_bytes(content)
    for call in (
        ("validate", tmp_path),
        ("measure", tmp_path / "p.csv", "--frequency", "weekly"),
        ("allocate", "balanced", *AS_OF, "--prices", tmp_path / "p.csv"),
        ("allocate", tmp_path / "balanced.yaml", *AS_OF),
    ):
        told(run(*call))


@settings(max_examples=60)
@given(
    st.lists(
        st.text(max_size=8) | st.sampled_from(["--json", "--as-of", "--", "-", "--house", "2021-12-31"]),
        max_size=4,
    )
)
def test_no_argument_makes_a_traceback(arguments: list[str]) -> None:
    result = run("allocate", "balanced", *arguments)
    assert isinstance(result.exception, (SystemExit, type(None))) and "Traceback" not in result.stderr

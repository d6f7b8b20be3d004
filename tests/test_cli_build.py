"""`reporting build` with a client book: the documents of the profiles first, then the packs."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from reporting.cli import app
from reporting.delivery.build import Build
from reporting.delivery.plan import Document, Plan
from reporting.domain.disclosure import DocumentKind, Status
from tests.delivery.packs.standin import StandIn
from tests.delivery.packs.test_command import Noted


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    def run(recipe: StandIn, *arguments: str) -> Result:
        def build(plan: Plan, output: Path, *_: object) -> Build:
            assert not (output / "2026Q3" / "packs.json").exists(), "packs come after the documents"
            report = Document(DocumentKind.COMPLIANCE, Status.FINAL, 1, b"", b"")
            return Build(output / "2026Q3", {"period": "2026Q3"}, (), report, ())

        def open_recipe(*_: object, clients: str, period: str | None, **__: object) -> StandIn:
            assert (clients, period) == ("book", None)
            return recipe

        monkeypatch.setattr("reporting.delivery.build.build", build)
        monkeypatch.setattr("reporting.delivery.packs.opening.open_recipe", open_recipe)
        options = ["build", "--profile", "balanced", "--output", str(tmp_path), "--jobs", "1"]
        return CliRunner().invoke(app, [*options, "--clients", "book", *arguments])

    return run


def test_the_packs_of_the_book_follow_the_documents(run: Any, tmp_path: Path) -> None:
    done = run(Noted(3))
    assert done.exit_code == 0, done.stderr
    folder = tmp_path.as_posix()
    expected = [f"{folder}/2026Q3/compliance.pdf  final  1 pages", f"{folder}/2026Q3/packs.json"]
    assert done.stdout.splitlines() == expected
    assert len(list((tmp_path / "2026Q3" / "clients").iterdir())) == 3


def test_json_holds_the_manifest_and_the_report_of_the_packs(run: Any, tmp_path: Path) -> None:
    told = json.loads(run(Noted(2), "--json").stdout)
    assert told["period"] == "2026Q3"
    assert told["packs"] == json.loads((tmp_path / "2026Q3/packs.json").read_text())


def test_a_client_who_is_not_served_is_exit_code_1(run: Any) -> None:
    done = run(Noted(2, {"C-0001": "faulty"}))
    assert done.exit_code == 1 and "1 failed" in done.stderr

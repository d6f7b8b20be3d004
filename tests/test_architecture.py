"""The shape of the house: which room may import which, and what may not be imported at all."""

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "reporting"

HEAVY = ("matplotlib", "weasyprint", "scipy", "pandas")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    """The import contracts of pyproject.toml, checked on the package in a folder."""
    script = (
        "import sys; sys.path.insert(0, sys.argv[1]);"
        "from importlinter.cli import lint_imports;"
        "sys.exit(lint_imports(config_filename=sys.argv[2], no_cache=True))"
    )
    command = [sys.executable, "-c", script, str(folder), str(ROOT / "pyproject.toml")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True)


def test_every_import_contract_is_kept() -> None:
    done = lint_imports(ROOT)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("room", "statement", "contract"),
    [
        ("domain", "from reporting.law import parameters", "The rooms"),
        ("measures", "import reporting.disclosures", "The rooms"),
        ("domain", "import pandas", "The domain is plain"),
        ("measures/scenarios", "from reporting.strategy.backtest import run", "The wall"),
        ("strategy", "import bt", "Peers are oracles"),
    ],
)
def test_a_broken_contract_is_seen(room: str, statement: str, contract: str, tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "reporting", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "reporting" / room / "trespasser.py").write_text(statement + "\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1, done.stdout + done.stderr
    broken = [line for line in done.stdout.splitlines() if line.endswith("BROKEN")]
    assert any(line.startswith(contract) for line in broken), done.stdout


def test_the_wall_also_stops_a_detour(tmp_path: Path) -> None:
    shutil.copytree(PACKAGE, tmp_path / "reporting", ignore=shutil.ignore_patterns("__pycache__"))
    (tmp_path / "reporting/strategy/helper.py").write_text("import reporting.strategy.backtest\n")
    (tmp_path / "reporting/measures/scenarios/detour.py").write_text("import reporting.strategy.helper\n")
    done = lint_imports(tmp_path)
    assert done.returncode == 1
    assert "The wall: no scenario sees a backtest, directly or through another module BROKEN" in done.stdout


def imported_names(source: Path) -> set[str]:
    """Every dotted name that a file imports, wherever in the file."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(source.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names.update({node.module, *(f"{node.module}.{alias.name}" for alias in node.names)})
    return names


def test_pyplot_is_imported_nowhere() -> None:
    # pyplot keeps every figure in a global registry (memory that grows with the batch, state that leaks from
    # one document into the next) and picks a backend from the machine; matplotlib.figure.Figure does neither.
    users = [
        str(file.relative_to(ROOT))
        for file in sorted(PACKAGE.rglob("*.py"))
        if imported_names(file) & {"matplotlib.pyplot", "pylab", "matplotlib.pylab"}
    ]
    assert users == []


def test_help_comes_without_the_heavy_libraries() -> None:
    script = (
        "import sys, runpy; sys.argv = ['reporting', '--help']\n"
        "try:\n    from reporting.cli import main; main()\n"
        "except SystemExit as stop:\n    assert not stop.code, stop.code\n"
        f"print('HEAVY', sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert "Usage" in done.stdout
    assert done.stdout.splitlines()[-1] == "HEAVY []"

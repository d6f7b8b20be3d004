"""The command line as other tools use it: streams, shapes, exit codes."""

import json
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any, NoReturn

import numpy as np
import pytest
from click.testing import Result
from typer.testing import CliRunner

from reporting import __version__
from reporting.cli import app
from reporting.inputs.demo import demo_prices

ROOT = Path(__file__).parents[1]
HEAVY = ("matplotlib", "numpy", "pandas", "scipy", "weasyprint")
MEASURES = (
    "total_return, annualised_return, volatility, sharpe, sortino, downside_deviation, tracking_error, "
    "information_ratio, beta, correlation, max_drawdown, calmar, ulcer_index, var_95_historical, "
    "var_975_historical, es_95_historical, var_95_cornish_fisher, best_period, worst_period, positive_share, "
    "skewness, excess_kurtosis"
).split(", ")


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments])


def no_constant(text: str) -> NoReturn:
    raise AssertionError(f"{text} is no JSON")


def data_of(result: Result) -> dict[str, Any]:
    """The one JSON object on standard output."""
    assert result.exit_code == 0, result.stderr
    content = json.loads(result.stdout, parse_constant=no_constant)
    assert isinstance(content, dict) and result.stdout.count("\n") == 1
    return content


@pytest.fixture(scope="module")
def prices(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A price file of one's own: the balanced universe of the demo market, as any user would write it."""
    table = demo_prices()
    names = ("VNQ", "SPY", "IWM", "BND")
    columns = table.closes[:, [table.tickers.index(name) for name in names]]
    rows = [",".join(("date", *names))]
    for day, row in zip(table.dates, columns, strict=True):
        rows.append(",".join([str(day), *("" if np.isnan(value) else repr(float(value)) for value in row)]))
    path = tmp_path_factory.mktemp("prices") / "own.csv"
    path.write_text("\n".join(rows) + "\n")
    return path


def test_allocate_explains_the_decision_of_one_date(prices: Path) -> None:
    content = data_of(run("allocate", "balanced", "--prices", prices, "--as-of", "2021-12-31", "--json"))
    assert content["profile"] == "balanced" and content["as_of"] == content["requested_as_of"] == "2021-12-31"
    assert content["execution_date"] == "2022-01-03"
    assert set(content["total_weight"]) == {"draw", "target", "invested"}
    assert [etf["ticker"] for etf in content["etfs"]] == ["SPY", "IWM", "BND", "VNQ"]
    for etf in content["etfs"]:
        assert set(etf) >= {"ticker", "signals", "score", "volatility", "upper_bound", "weight", "reason"}
        assert set(etf["signals"]) == {"relative_strength", "trend", "mean_reversion", "calendar"}
        assert etf["ticker"] in etf["reason"] and etf["reason_code"]
    total = sum(etf["weight"] for etf in content["etfs"])
    assert total == pytest.approx(content["total_weight"]["invested"], abs=1e-12)
    assert total + content["cash"] == pytest.approx(1, abs=1e-12)
    assert all(rule["rule"] for rule in content["binding"])
    assert content["notes"] == ["No cash rates were given (--rates): cash earns nothing."]


def test_a_date_without_session_means_the_session_before_and_says_so(prices: Path) -> None:
    result = run("allocate", "balanced", "--prices", prices, "--as-of", "2022-01-02", "--json")
    content = data_of(result)
    assert content["as_of"] == "2021-12-31" and content["requested_as_of"] == "2022-01-02"
    assert "2 January 2022 is no session".replace(" ", "") in result.stderr.replace(
        "\N{NO-BREAK SPACE}", ""
    ).replace(" ", "")
    same = data_of(run("allocate", "balanced", "--prices", prices, "--as-of", "2021-12-31", "--json"))
    assert same["etfs"] == content["etfs"]


def test_a_pending_decision_has_no_execution_date() -> None:
    assert data_of(run("allocate", "balanced", "--as-of", "2026-10-30", "--json"))["execution_date"] is None


def test_a_backtest_gives_path_decisions_rebalances_and_measures(prices: Path) -> None:
    span = ("--from", "2019-01-01", "--to", "2021-12-31")
    content = data_of(run("backtest", "balanced", "--prices", prices, *span, "--json"))
    days = [day for day, _ in content["nav"]]
    assert days == sorted(days) and content["nav"][0][1] == 100 and days[-1] == "2021-12-31"
    assert list(content["measures"]) == MEASURES
    assert content["measures"]["total_return"] == pytest.approx(content["nav"][-1][1] / 100 - 1, rel=1e-12)
    assert all(isinstance(value, float) for value in content["measures"].values())
    assert all(each["as_of"] >= "2019-01-01" for each in content["decisions"])
    executed = [each for each in content["decisions"] if each["execution_date"]]
    assert [each["date"] for each in content["rebalances"]] == [each["execution_date"] for each in executed]
    assert content["rebalances"][0]["date"] == days[0]
    first = content["rebalances"][0]
    # bought from cash: half the traded value, at 0.05 % of it (docs/method.md sections 6 and 14)
    assert first["turnover"] == pytest.approx(executed[0]["total_weight"]["invested"] / 2, rel=1e-12)
    assert first["cost"] == pytest.approx(100 * executed[0]["total_weight"]["invested"] * 0.0005, rel=1e-12)
    assert not any(each["skipped"] for each in content["rebalances"])


def test_a_decision_is_the_same_in_a_backtest_and_by_itself(prices: Path) -> None:
    span = ("--from", "2021-11-01", "--to", "2021-12-31")
    decisions = data_of(run("backtest", "balanced", "--prices", prices, *span, "--json"))["decisions"]
    for decision in decisions[:-1]:
        alone = data_of(
            run("allocate", "balanced", "--prices", prices, "--as-of", decision["as_of"], "--json")
        )
        assert {key: alone[key] for key in decision} == decision


def test_without_its_benchmark_a_backtest_says_what_is_missing(tmp_path: Path, prices: Path) -> None:
    content = data_of(run("backtest", "balanced", "--prices", prices, "--from", "2021-01-01", "--json"))
    assert content["measures"]["beta"] is not None
    profile = (
        (ROOT / "profiles" / "balanced.yaml").read_text().replace("SPY: 60 %\n    BND: 40 %", "QQQ: 100 %")
    )
    assert "QQQ: 100 %" in profile
    own = tmp_path / "balanced.yaml"
    own.write_text(profile)
    content = data_of(run("backtest", own, "--prices", prices, "--from", "2021-01-01", "--json"))
    assert (
        content["measures"]["beta"] is None
        and content["not_available"]["beta"]["reason_code"] == "needs_benchmark"
    )
    assert any("QQQ" in note for note in content["notes"])


def test_the_path_and_the_decisions_can_be_written_to_files(tmp_path: Path, prices: Path) -> None:
    nav, table, tree = tmp_path / "nav.csv", tmp_path / "decisions.csv", tmp_path / "decisions.json"
    span = ("--from", "2021-10-01", "--to", "2021-12-31")
    call = ("backtest", "balanced", "--prices", prices, *span, "--json", "--nav", nav, "--decisions")
    content = data_of(run(*call, table))
    run(*call, tree)
    lines = [line.split(",") for line in nav.read_text().splitlines()]
    assert lines[0] == ["date", "nav"]
    assert [[day, float(value)] for day, value in lines[1:]] == content["nav"]
    assert json.loads(tree.read_text()) == content["decisions"]
    assert len(table.read_text().splitlines()) == 1 + 4 * len(content["decisions"])
    assert sorted(path.name for path in tmp_path.iterdir()) == ["decisions.csv", "decisions.json", "nav.csv"]


def test_measure_takes_any_table_of_returns(tmp_path: Path) -> None:
    path = tmp_path / "returns.csv"
    rows = [f"2020-{month:02}-28,{(-1) ** month * month / 100},{month / 200},0.001" for month in range(1, 13)]
    path.write_text("\n".join(["date,fund,index,cash", *rows]) + "\n")
    options = ("--frequency", "monthly", "--benchmark", "index", "--risk-free", "cash")
    content = data_of(run("measure", path, *options, "--json"))
    assert set(content["series"]) == {"fund", "index"}
    assert list(content["series"]["fund"]) == MEASURES
    total = np.prod([1 + (-1) ** month * month / 100 for month in range(1, 13)]) - 1
    assert content["series"]["fund"]["total_return"] == pytest.approx(total, rel=1e-12)
    assert content["series"]["index"]["beta"] is None
    assert content["not_available"]["index"]["beta"]["reason_code"] == "is_benchmark"
    shown = run("measure", path, *options)
    assert shown.exit_code == 0 and "max_drawdown" in shown.stdout


def test_tables_for_people_hold_the_same_decision(prices: Path) -> None:
    shown = run("allocate", "balanced", "--prices", prices, "--as-of", "2021-12-31")
    assert shown.exit_code == 0 and "decision of 2021-12-31" in shown.stdout and "binding:" in shown.stdout
    shown = run("backtest", "balanced", "--prices", prices, "--from", "2021-01-01")
    assert shown.exit_code == 0 and "simulated past performance" in shown.stdout


def test_shipped_profiles_have_no_faults() -> None:
    result = run("validate")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "no faults\n", "")


def test_the_same_command_runs_as_a_module() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "reporting", "--version"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == f"reporting {__version__}\n"


@pytest.mark.parametrize("option", ["--help", "--version"])
def test_help_and_version_import_nothing_heavy(option: str) -> None:
    code = (
        "import sys\nfrom reporting.cli import app\n"
        f"try: app([{option!r}])\nexcept SystemExit as end: assert end.code == 0\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]" and done.stdout


def test_a_reader_who_has_seen_enough_ends_the_command_quietly() -> None:
    call = [sys.executable, "-m", "reporting", "backtest", "balanced", "--from", "2024-01-01", "--json"]
    with subprocess.Popen(call, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None and process.stderr is not None
        process.stdout.close()
        told = process.stderr.read().decode()
        assert process.wait() == 130
    assert "Traceback" not in told and "Error" not in told


@pytest.mark.parametrize(("sign", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 128 + signal.SIGTERM)])
def test_a_build_that_is_told_to_stop_ends_at_once_and_leaves_no_manifest(
    tmp_path: Path, sign: signal.Signals, code: int
) -> None:
    # a shell may have had SIGINT ignored, which programs inherit
    code_of_main = (
        "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n"
        "from reporting.cli import main; main()"
    )
    options = ["build", "--profile", "balanced", "--output", str(tmp_path)]
    call = [sys.executable, "-c", code_of_main, *options]
    with subprocess.Popen(call, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        first = process.stderr.readline()
        time.sleep(1)  # its workers are starting; at any other moment it ends likewise
        process.send_signal(sign)
        rest = process.stderr.read()
        assert process.wait(timeout=30) == code
    told = "interrupted, and nothing half-written is left; run the same command again\n"
    assert "demo market" in first and rest == (told if sign is signal.SIGINT else "")
    assert not list(tmp_path.rglob("*.json"))

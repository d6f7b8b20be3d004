"""What `reporting explain` says of printed numbers, each recomputed by another route than the program's."""

import csv
import json
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from click.testing import Result
from typer.testing import CliRunner

from reporting.cli import app
from reporting.delivery import explain as lineage
from reporting.delivery.data import load_data
from reporting.delivery.explain import Explanation, explain
from reporting.delivery.exports import nav_csv
from reporting.delivery.subject import find_subject, run_backtest
from reporting.domain.disclosure import PROFILE_KINDS, DocumentKind
from reporting.domain.errors import Unusable
from reporting.inputs.demo import demo_prices
from reporting.inputs.resources import bundled
from tests.delivery.traced import documents, twin_of

PROFILE = "balanced"
HOUSE = bundled("profiles") / "house"
TWIN = 1e-10
"""Twins hold 12 significant digits."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[DocumentKind, Path]:
    folder = tmp_path_factory.mktemp("twins")
    paths = {kind: folder / f"{kind.value}.json" for kind in PROFILE_KINDS}
    for kind, path in paths.items():
        path.write_bytes(twin_of(PROFILE, kind))
    return paths


def run(*arguments: object) -> Result:
    return CliRunner().invoke(app, ["explain", *(str(argument) for argument in arguments)])


def told(files: dict[DocumentKind, Path], kind: DocumentKind, id: str) -> tuple[float, Explanation]:
    """The value that the text of the command shows, with the derivation behind it."""
    result = run(files[kind], id)
    assert result.exit_code == 0, result.stderr
    shown = re.search(r"^  value +(\S+)$", result.stdout, re.MULTILINE)
    assert shown, result.stdout
    explanation = explain(files[kind], id)
    assert result.stdout.startswith(f"{id}  ")
    return float(shown[1]), explanation


def house(file: str) -> dict[str, Any]:
    """A house file as plain YAML, read without the program."""
    content: dict[str, Any] = yaml.safe_load((HOUSE / file).read_text(encoding="utf-8"))
    return content


def plain(entry: object) -> float:
    """A value of a house file, which may stand alone or with its source; percentages as decimals."""
    given = entry.get("value") if isinstance(entry, dict) else entry
    text = str(given)
    return float(text.rstrip(" %")) / 100 if text.endswith("%") else float(text)


@cache
def nav() -> dict[str, float]:
    """The backtest's values by day, from the CSV that the command `backtest` writes."""
    done = run_backtest(find_subject(PROFILE, None, load_data())).backtest
    rows = csv.DictReader(nav_csv(done).decode().splitlines())
    return {row["date"]: float(row["nav"]) for row in rows}


def value_at(day: str) -> float:
    return nav()[max(each for each in nav() if each <= day)]


def last_trade_and_today() -> tuple[str, str]:
    """The days of the last execution and of the document."""
    today = json.loads(twin_of(PROFILE, DocumentKind.EX_ANTE))["as_of"]
    done = run_backtest(find_subject(PROFILE, None, load_data())).backtest
    return max(
        day for row in done.executions if row >= 0 and (day := str(done.sessions[row])) <= today
    ), today


# Ex-ante: figures of allocation, assumptions, scenarios and shocks.


def test_an_annual_return_follows_from_the_money(files: dict[DocumentKind, Path]) -> None:
    value, explanation = told(files, DocumentKind.EX_ANTE, "scenario.moderate.5y.annual")
    money = explanation.figures["scenario.moderate.5y.money"].value
    assert money is not None
    assert 10_000 * (1 + value) ** 5 == pytest.approx(money, rel=TWIN)
    assert explanation.checks["scenario.moderate.5y.annual"].agrees and not explanation.failed


def test_an_assumed_return_follows_from_the_house_files(files: dict[DocumentKind, Path]) -> None:
    value, explanation = told(files, DocumentKind.EX_ANTE, "assumption.return.SPY")
    assumptions = house("market-assumptions.yaml")
    etf = house("instruments.yaml")["instruments"]["SPY"]
    costs = sum(plain(etf[name]) for name in ("ongoing_cost", "transaction_cost", "incidental_cost"))
    asset_class = etf["asset_class"]
    asset_class = asset_class["value"] if isinstance(asset_class, dict) else asset_class
    expected = plain(assumptions["risk_free"]["USD"]) + plain(assumptions["premium"][asset_class]) - costs
    assert value == pytest.approx(expected, rel=TWIN)
    assert explanation.inputs == ("instruments", "assumptions")


def test_weights_of_today_are_the_decided_ones_moved_by_prices(files: dict[DocumentKind, Path]) -> None:
    """Two weights' ratio: cash, fees and interest fall out of it."""
    days, table = last_trade_and_today(), demo_prices()
    ratios = []
    for ticker in ("SPY", "VNQ", "BND", "IWM"):
        value, explanation = told(files, DocumentKind.EX_ANTE, f"allocation.today.{ticker}")
        target = explanation.figures[f"allocation.target.{ticker}"].value
        if not target:
            assert value == 0
            continue
        closes = table.closes[:, table.tickers.index(ticker)]
        bought, now = (int(np.searchsorted(table.dates, np.datetime64(day))) for day in days)
        ratios.append(value / (target * closes[now] / closes[bought]))
    assert len(ratios) >= 2
    assert ratios == pytest.approx([ratios[0]] * len(ratios), rel=1e-9)


def test_a_shock_in_money_follows_from_sensitivities_and_weights(files: dict[DocumentKind, Path]) -> None:
    value, explanation = told(files, DocumentKind.EX_ANTE, "shock.equity.money")
    instruments = house("instruments.yaml")["instruments"]
    size = plain(house("market-assumptions.yaml")["shocks"]["equity"])
    weights = {
        id.rpartition(".")[2]: figure.value or 0.0
        for id, figure in explanation.figures.items()
        if id.startswith("allocation.today.")
    }
    assert set(weights) == {"SPY", "IWM", "BND", "VNQ"}
    effect = sum(weights[name] * plain(instruments[name]["equity_sensitivity"]) * size for name in weights)
    assert value == pytest.approx(10_000 * effect, rel=TWIN)


# Ex-post: figures of the record, of the quarter and of risk.


def test_a_twelve_month_return_follows_from_the_values_of_the_backtest(
    files: dict[DocumentKind, Path],
) -> None:
    value, explanation = told(files, DocumentKind.EX_POST, "years.1.strategy")
    settings = explanation.steps[0].figure.parameters
    assert (settings["start"], settings["end"]) == ("2025-09-30", "2026-09-30")
    assert value == pytest.approx(value_at("2026-09-30") / value_at("2025-09-30") - 1, abs=1e-11)


def test_the_return_of_the_quarter_is_the_sum_of_what_each_holding_added(
    files: dict[DocumentKind, Path],
) -> None:
    value, explanation = told(files, DocumentKind.EX_POST, "quarter.return")
    assert value == pytest.approx(value_at("2026-09-30") / value_at("2026-06-30") - 1, abs=1e-11)
    parts = [
        step.figure.value or 0.0
        for step in explanation.steps
        if step.id.startswith("contribution.") and step.id != "contribution.total"
    ]
    assert len(parts) == 7 and sum(parts) == pytest.approx(value, abs=1e-9)


def test_calmar_follows_from_the_values_of_the_backtest(files: dict[DocumentKind, Path]) -> None:
    value, explanation = told(files, DocumentKind.EX_POST, "calmar.recent.strategy")
    settings = explanation.steps[0].figure.parameters
    first, last = str(settings["start"]), str(settings["end"])
    days = sorted(day for day in nav() if day <= last)
    days = days[len([day for day in days if day <= first]) - 1 :]
    highest, deepest = 0.0, 0.0
    for day in days:
        highest = max(highest, nav()[day])
        deepest = min(deepest, nav()[day] / highest - 1)
    years = (np.datetime64(days[-1]) - np.datetime64(days[0])).astype(int) / 365.25
    annual = (nav()[days[-1]] / nav()[days[0]]) ** (1 / years) - 1
    assert value == pytest.approx(annual / -deepest, rel=1e-9)


# What is said beside the value.


def test_the_text_names_definition_formula_settings_inputs_and_version(
    files: dict[DocumentKind, Path],
) -> None:
    text = run(files[DocumentKind.EX_ANTE], "scenario.moderate.5y.money").stdout
    prices = next(each for each in documents(PROFILE)[DocumentKind.EX_ANTE].inputs if each.key == "prices")
    for words in (
        f"SHA-256 {prices.sha256}",
        "2006-01-03 to 2026-09-30",
        "quantile 0.5",
        "key balanced|1|2026-09-30|20260101|scenario",
        "docs/method.md section 9",
        "forward-looking",
        "made by version 0.1.0",
        "balanced-2026Q3-ex-ante-v1 (specimen)",
    ):
        assert words in " ".join(text.split()), words
    assert all(len(line) <= 110 and line == line.rstrip() for line in text.splitlines())


def test_json_holds_the_same_derivation(files: dict[DocumentKind, Path]) -> None:
    result = run(files[DocumentKind.EX_POST], "contribution.total", "--json")
    content = json.loads(result.stdout)
    assert result.exit_code == 0 and content["figure"] == "contribution.total"
    own = content["figures"]["contribution.total"]
    assert own["rule"] == "sum" and own["agrees"] is True
    assert own["recomputed"] == pytest.approx(own["value"], abs=1e-11)
    assert set(own["parts"]) < set(content["figures"])
    assert set(own["sources"]) <= set(content["inputs"]) and own["definition"] in content["definitions"]


def test_without_an_id_or_with_a_pattern_it_lists_figures(files: dict[DocumentKind, Path]) -> None:
    every = run(files[DocumentKind.EX_ANTE]).stdout.splitlines()
    figures = json.loads(files[DocumentKind.EX_ANTE].read_bytes())["figures"]
    assert [line.split()[0] for line in every] == sorted(figures)
    some = json.loads(run(files[DocumentKind.EX_ANTE], "shock.*.money", "--json").stdout)["figures"]
    assert set(some) == {id for id in figures if re.fullmatch(r"shock\.\w+\.money", id)} and some


@pytest.mark.parametrize(
    ("id", "words"),
    [
        ("scenario.moderate.5y.anual", "did you mean scenario.moderate.5y.annual"),
        ("nothing like it at all", "leave it out to see all figures"),
        ("zzz*", "no figure matches"),
    ],
)
def test_an_unknown_id_is_answered_with_near_ones(
    files: dict[DocumentKind, Path], id: str, words: str
) -> None:
    result = run(files[DocumentKind.EX_ANTE], id)
    assert result.exit_code == 2 and words in result.stderr and result.stdout == ""
    assert result.stderr.count("\n") == 1


# Twins that were changed or were never one.


def changed(change: Callable[[dict[str, Any]], None], folder: Path) -> Path:
    content = json.loads(twin_of(PROFILE, DocumentKind.EX_ANTE))
    change(content["figures"])
    path = folder / "twin.json"
    path.write_text(json.dumps(content), encoding="utf-8")
    return path


def test_a_number_that_its_parts_do_not_give_is_named(tmp_path: Path) -> None:
    def change(figures: dict[str, Any]) -> None:
        figures["shock.equity.money"]["value"] += 1

    result = run(changed(change, tmp_path), "shock.equity.money")
    assert result.exit_code == 1 and "DOES NOT AGREE" in result.stdout
    assert "shock.equity.money: its parts do not give its value" in result.stderr


def circle(figures: dict[str, Any]) -> None:
    figures["scenario.amount"]["parts"] = ["shock.equity.money"]


def nowhere(figures: dict[str, Any]) -> None:
    figures["scenario.amount"]["parts"] = ["no.such.figure"]


def abyss(figures: dict[str, Any]) -> None:
    for place in range(5000):
        figures[f"deep.{place}"] = {**figures["scenario.amount"], "parts": [f"deep.{place + 1}"]}
    figures["deep.5000"] = figures["scenario.amount"]
    figures["shock.equity.money"]["parts"] = ["deep.0"]


@pytest.mark.parametrize(
    ("change", "words"),
    [(circle, "made from itself"), (nowhere, "which is not there"), (abyss, "too deep")],
)
def test_parts_that_lead_nowhere_are_refused_in_one_sentence(
    change: Callable[[dict[str, Any]], None], words: str, tmp_path: Path
) -> None:
    result = run(changed(change, tmp_path), "shock.equity.money")
    assert result.exit_code == 2 and words in result.stderr and result.stderr.count("\n") == 1


def test_a_rule_without_fitting_parts_is_no_crash(tmp_path: Path) -> None:
    def change(figures: dict[str, Any]) -> None:
        figures["shock.equity.money"] |= {"rule": "yearly", "parts": ["scenario.amount"]}

    path = changed(change, tmp_path)
    assert run(path, "shock.equity.money").exit_code == 0
    assert lineage.explain(path, "shock.equity.money").checks.keys().isdisjoint({"shock.equity.money"})


def test_signs_that_steer_a_terminal_do_not_reach_it(tmp_path: Path) -> None:
    def change(figures: dict[str, Any]) -> None:
        figures["scenario.amount"] |= {"printed": "\x1b[2J\u202eevil", "definition": "a\nb"}
        figures["\x1b]0;x\x07"] = figures["scenario.amount"]

    path = changed(change, tmp_path)
    for output in (run(path), run(path, "scenario.amount")):
        assert output.exit_code == 0
        assert not set(output.stdout) & {"\x1b", "\u202e", "\x07"}


@pytest.mark.parametrize("many", [40_000])
def test_many_figures_take_no_long_time(many: int, tmp_path: Path) -> None:
    def change(figures: dict[str, Any]) -> None:
        small = {**figures["scenario.amount"], "sources": []}
        figures |= {f"x.{place}": small for place in range(many)}

    with pytest.raises(Unusable, match="no figure"):
        explain(changed(change, tmp_path), "x.nothing.like.this")

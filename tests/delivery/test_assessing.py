"""`reporting assess`: one client of the book, its decisions as JSON that keeps facts, rules and versions."""

import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import cache
from typing import Any

import pytest
from typer.testing import CliRunner

from reporting.cli import app
from reporting.delivery import assessed, text
from reporting.delivery.assessing import outcome_for, run_assessment
from reporting.delivery.data import load_data
from reporting.delivery.plan import Plan, make_plan
from reporting.domain.errors import Unusable
from reporting.inputs.clients import demo_book
from tests.clients.assessment.cases import assessed as suited
from tests.clients.assessment.cases import record

PROFILE = "conservative-ucits"


@cache
def plan() -> Plan:
    """One profile of the demo market with few paths: quick, and whole."""
    return make_plan(load_data(None, None, None), period="2026Q3", chosen=(PROFILE,), paths=200)


def leaves(part: Any) -> Iterator[Any]:
    """Every value of a JSON shape."""
    if isinstance(part, dict):
        for each in part.values():
            yield from leaves(each)
    elif isinstance(part, list):
        for each in part:
            yield from leaves(each)
    else:
        yield part


def test_a_client_of_the_demo_book_is_assessed_against_what_its_profile_does() -> None:
    told: list[str] = []
    found = run_assessment(demo_book(), "P02", plan(), date(2026, 9, 30), None, 1, told.append)
    assert told == [PROFILE]
    assert (found.outcome.value, found.mandate) == ("confirmed", PROFILE)
    assert found.chosen is not None and found.chosen.outcome == outcome_for(plan().tasks[0], "EUR")


def test_the_risk_class_is_that_in_the_clients_currency() -> None:
    """The only thing that differs: seen from another currency, exchange rates add to the volatility."""
    own, abroad = (outcome_for(plan().tasks[0], currency) for currency in ("EUR", "USD"))
    assert own.risk_class == 3 and abroad.risk_class is not None
    assert abroad.risk_class > own.risk_class
    assert replace(abroad, risk_class=3) == own


def test_a_currency_without_exchange_rates_is_refused_by_its_name() -> None:
    with pytest.raises(Unusable) as error:
        outcome_for(plan().tasks[0], "SEK")
    (fault,) = error.value.faults
    assert str(fault) == (
        "synthetic demo market, exchange rate: SEK: has no column SEK (units per euro); add it, "
        "or correct the currency of the client (SEK)"
    )


def test_the_json_keeps_facts_rules_and_versions_and_no_name() -> None:
    shape = json.loads(text.line(assessed.shape(suited())))
    assert list(shape)[:4] == ["client", "as_of", "outcome", "mandate"]
    assert shape["chosen"] == "balanced-ucits" and shape["permitted_risk_class"] == 5
    for finding in [*shape["findings"], *(f for c in shape["candidates"] for f in c["findings"])]:
        assert finding["rule"] and finding["rule_version"] and finding["reference"]
        assert all(fact["id"] in known(shape) or "." in fact["id"] for fact in finding["facts"])
    person = record().client
    told = {str(leaf) for leaf in leaves(shape)}
    assert not told & {person.name, person.address}
    assert set(shape["versions"]) == {"questionnaire", "questionnaire_sha256", "rules", "profiles"}


def known(shape: dict[str, Any]) -> set[str]:
    return {fact["id"] for fact in shape["facts"]}


def test_numbers_keep_full_precision() -> None:
    shape = json.loads(text.line(assessed.shape(suited({"tolerable_loss": "33333.33"}))))
    (loss,) = [f for c in shape["candidates"] for f in c["findings"] if f["rule"] == "loss"][:1]
    assert {m["id"]: m["value"] for m in loss["measures"]}["bearable"] == 33333.33


def test_the_lines_to_read_name_what_stops_and_what_speaks_against() -> None:
    told = assessed.report(suited({"reaction": "sell_all"}))
    assert told.startswith("refused\nhighest risk class 2 (")
    assert "  stop contradiction sells_early_but_bears_falls\n" in told


def test_the_command_refuses_in_words_what_it_cannot_use() -> None:
    runner = CliRunner()
    assert runner.invoke(app, ["assess", "P99"]).exit_code == 2
    assert runner.invoke(app, ["assess", "P02", "--as-of", "soon"]).exit_code == 2
    assert runner.invoke(app, ["assess", "P02", "--jobs", "0"]).exit_code == 2

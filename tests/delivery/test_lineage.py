"""Every figure of every document can be followed to its definition, its parts and its inputs."""

import hashlib
import io
import json
import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import page
import pytest
from pypdf import PdfReader

from reporting import __version__
from reporting.delivery.data import load_data
from reporting.delivery.job import make
from reporting.delivery.manifest import manifest
from reporting.delivery.plan import make_plan
from reporting.disclosures.definitions import DEFINITIONS
from reporting.disclosures.lineage import annex_section, traced
from reporting.domain.disclosure import PROFILE_KINDS, Disclosure, DocumentKind, Table, figures_in
from reporting.domain.figure import Figure
from reporting.domain.lineage import Input, Rule
from reporting.domain.units import Nature
from reporting.inputs.resources import bundled
from reporting.rendering.words import shipped_words, texts
from tests.delivery.traced import PERIOD, documents

PROFILES = tuple(sorted(path.stem for path in bundled("profiles").glob("*.yaml")))
CASES = [(profile, kind) for profile in PROFILES for kind in PROFILE_KINDS]
METHOD = (Path(__file__).parents[2] / "docs" / "method.md").read_text(encoding="utf-8")

AGREE = 1e-9
"""Rules work on double precision; scores alone are rounded, to 9 decimals (docs/method.md section 3)."""

RULED = {
    DocumentKind.EX_ANTE: (
        r"scenario\.\w+\.\d+y\.annual",
        r"shock\.\w+\.money",
        r"assumption\.return\.\w+",
        r"allocation\.(strategic|target|today)\.cash",
        r"draw\.invested",
        r"cost\.(flat|moderate)\.\d+y\.(gross|effect|reduction)",
        r"cost\.flat\.\d+y\.net",
        r"cost\.(first|average)\.\w+\.share",
        r"cost\.rate\.(S2|P2|P3|P4)",
        r"cost\.item\.\w+\.weight",
    ),
    DocumentKind.EX_POST: (
        r"contribution\.total",
        r"quarter\.return",
        r"calmar\.\w+\.\w+",
        r"total_return\.recent\.\w+",
        r"drawdown\.\w+",
        r"(held|mean_weight|quarter\.mean_weight|rebalance\.\d+)\.cash",
        r"seeds\.gap\.\w+",
        r"seeds\.(annualised_return|max_drawdown)\.published",
        r"cost\.(quarter|year)\.\w+\.share",
        r"cost\.reconciliation\.\w+\.difference",
    ),
}
"""Derived figures for which plain arithmetic exists: each must name its rule."""

SETTINGS = {"amount", "cost_base", "cost_growth", "max_drawdown", "paths"}
"""Amounts, numbers of paths and sizes of falls that examples speak of: no input has them."""


STATED = {"rebalance.number", "seeds.count", "cost.rate.S1", "cost.rate.P1"}
"""Counts, and rates that no category paid once has: nothing stands behind them."""


def by_id(profile: str, kind: DocumentKind) -> tuple[Disclosure, dict[str, Figure]]:
    document = documents(profile)[kind]
    return document, {figure.id: figure for figure in document.figures()}


@pytest.mark.parametrize(("profile", "kind"), CASES)
def test_every_definition_is_registered(profile: str, kind: DocumentKind) -> None:
    document, figures = by_id(profile, kind)
    assert {figure.definition for figure in figures.values()} == {row.id for row in document.definitions}


@pytest.mark.parametrize(("profile", "kind"), CASES)
def test_every_source_is_an_input_of_the_document(profile: str, kind: DocumentKind) -> None:
    document, figures = by_id(profile, kind)
    named = {source for figure in figures.values() for source in figure.sources}
    assert [each.key for each in document.inputs if each.key in named] == [e.key for e in document.inputs]
    assert {each.key for each in document.inputs} == named
    assert document.code_version == __version__


@pytest.mark.parametrize(("profile", "kind"), CASES)
def test_parts_stand_in_the_document_and_no_figure_is_made_from_itself(
    profile: str, kind: DocumentKind
) -> None:
    _, figures = by_id(profile, kind)
    done: set[str] = set()

    def follow(id: str, trail: tuple[str, ...]) -> None:
        assert id in figures, f"{trail[-1]} is made from {id}, which is not printed"
        assert id not in trail
        if id not in done:
            for part in figures[id].parts:
                follow(part, (*trail, id))
            done.add(id)

    for id in figures:
        follow(id, ())


@pytest.mark.parametrize(("profile", "kind"), CASES)
def test_derived_figures_agree_with_their_parts(profile: str, kind: DocumentKind) -> None:
    _, figures = by_id(profile, kind)
    checked = 0
    for figure in figures.values():
        values = [figures[part].value for part in figure.parts]
        known = [value for value in values if value is not None]
        if figure.rule and figure.value is not None:
            assert len(known) == len(values), f"{figure.id} is made from figures that have no value"
            assert figure.rule.of(known) == pytest.approx(figure.value, rel=AGREE, abs=AGREE), figure.id
            checked += 1
    assert checked > 10


@pytest.mark.parametrize(("profile", "kind"), CASES)
def test_what_is_computed_says_from_what_or_with_which_settings(profile: str, kind: DocumentKind) -> None:
    _, figures = by_id(profile, kind)
    computed = (Nature.FORWARD, Nature.SIMULATED_PAST)
    bare = {
        re.sub(r"\.\d+", "", figure.id)
        for figure in figures.values()
        if figure.nature in computed and not figure.parts and not figure.parameters
    }
    assert bare <= STATED


@pytest.mark.parametrize(("profile", "kind"), CASES)
def test_what_plain_arithmetic_makes_names_its_rule(profile: str, kind: DocumentKind) -> None:
    _, figures = by_id(profile, kind)
    for pattern in RULED[kind]:
        found = [figure for id, figure in figures.items() if re.fullmatch(pattern, id)]
        assert found, pattern
        assert [figure.id for figure in found if figure.rule is None] == []


@pytest.mark.parametrize(("profile", "kind"), CASES)
def test_a_figure_without_inputs_and_parts_is_a_setting_of_the_program(
    profile: str, kind: DocumentKind
) -> None:
    _, figures = by_id(profile, kind)
    bare = {id: figure.definition for id, figure in figures.items() if not (figure.sources or figure.parts)}
    assert set(bare.values()) <= SETTINGS, bare


def test_inputs_carry_the_hashes_of_the_files_and_the_dates_inside_the_market() -> None:
    document, _ = by_id("balanced", DocumentKind.EX_ANTE)
    inputs = {each.key: each for each in document.inputs}
    files = {
        "profile": bundled("profiles") / "balanced.yaml",
        "instruments": bundled("profiles") / "house" / "instruments.yaml",
        "assumptions": bundled("profiles") / "house" / "market-assumptions.yaml",
        "prices": Path(__file__).parents[2] / "reporting" / "inputs" / "demo" / "prices.csv",
    }
    for key, path in files.items():
        if path.exists():
            assert inputs[key].sha256 == hashlib.sha256(path.read_bytes()).hexdigest(), key
    assert inputs["prices"].last == inputs["cash_rates"].last == date(2026, 9, 30)
    assert inputs["prices"].first == date(2006, 1, 3)
    assert inputs["profile"].first is None and "fx" not in inputs


def test_exchange_rates_are_an_input_only_where_prices_were_converted() -> None:
    keys = {each.key for each in by_id("balanced-ucits", DocumentKind.EX_ANTE)[0].inputs}
    figures = by_id("balanced-ucits", DocumentKind.EX_ANTE)[1]
    assert ("fx" in keys) == any("fx" in figure.sources for figure in figures.values())


def test_every_definition_has_words_and_a_place_in_the_method() -> None:
    words = shipped_words("en")
    headings = set(re.findall(r"^## (\d+)\. ", METHOD, re.MULTILINE))
    for row in DEFINITIONS.values():
        assert len(words.say(row.sentence)) > 20
        if row.reference == "docs/checks.md":  # counts of documents have a page and no formula
            continue
        section = re.fullmatch(r"docs/method\.md section (\d+)", row.reference)
        assert section and section[1] in headings, row


def test_every_rule_and_nature_has_words() -> None:
    words = shipped_words("en")
    for rule in Rule:
        assert words.own(f"rule.{rule.value}")
    for kind in PROFILE_KINDS:
        for figure in documents("balanced")[kind].figures():
            assert words.own(f"nature.{figure.nature.value}")


def test_a_build_with_annex_prints_it_in_a_conforming_file() -> None:
    plan = make_plan(load_data(), chosen=("balanced",), period=PERIOD, annex=True)
    (task,) = plan.tasks
    assert manifest(plan, [])["annex"] is True
    written = documents("balanced")[DocumentKind.EX_ANTE]
    (document,) = make(task, {DocumentKind.EX_ANTE: lambda material: written}).documents
    assert json.loads(document.twin)["sections"][-1]["id"] == "annex"
    reader = PdfReader(io.BytesIO(document.pdf))
    text = "".join(sheet.extract_text() for sheet in reader.pages[-9:])
    shown = {figure.id for figure in written.figures() if figure.id in text}
    assert len(shown) > 0.9 * len({figure.id for figure in written.figures()})
    for profile in ("3a", "ua1"):
        report = page.validate_pdf_bytes(document.pdf, profile=profile)
        assert report.is_compliant, report


def test_the_annex_says_in_its_own_language_where_inputs_come_from() -> None:
    ours = (
        Input("prices", "synthetic demo market, prices", "ab" * 32),
        Input("rates", "prices of March, version 2.csv", "cd" * 32),
        Input("profile", "balanced.yaml, version 3", "ef" * 32),
        Input("previous", "ex-ante.json of balanced-2026Q2-ex-ante-v1", "01" * 32),
    )
    document = replace(documents("balanced")[DocumentKind.EX_ANTE], inputs=ours)
    table = next(block for block in annex_section(document).blocks if isinstance(block, Table))
    words = shipped_words("de")
    assert [words.show(row.cells[1]) for row in table.rows] == [
        "künstlicher Demomarkt (SHA-256 abababababab)",
        "prices of March, version 2.csv",
        "balanced.yaml, Version 3",
        "ex-ante.json von balanced-2026Q2-ex-ante-v1",
    ]


@pytest.mark.parametrize("kind", list(PROFILE_KINDS))
def test_the_annex_lists_every_figure_once_and_only_if_asked(kind: DocumentKind) -> None:
    document = documents("balanced")[kind]
    assert "annex" not in {section.id for section in document.sections}
    told = traced(document, document.inputs, annex=True)
    annex = told.sections[-1]
    assert annex.id == "annex" and told.sections[:-1] == document.sections
    tables = [block for block in annex.blocks if isinstance(block, Table)]
    cells = [row.cells for table in tables for row in table.rows if isinstance(row.cells[1], Figure)]
    assert [getattr(line[0], "text", "") for line in cells] == list(
        dict.fromkeys(figure.id for section in document.sections for figure in figures_in(section))
    )
    assert all(line[1].id == getattr(line[0], "text", "") for line in cells)
    everywhere = {figure.id for figure in document.figures()}
    assert everywhere == {getattr(line[0], "text", "") for line in cells}
    catalogue = shipped_words("en").catalogue
    assert [fault for text in texts(told) for fault in catalogue.faults(text)] == []

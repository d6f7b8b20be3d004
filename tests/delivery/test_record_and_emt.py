"""A build with a live record, an EMT file and an earlier document: what both documents make of them."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from reporting.delivery.data import load_data
from reporting.delivery.job import compose, make, market_of
from reporting.delivery.manifest import entry, manifest
from reporting.delivery.plan import Plan, Task, make_plan
from reporting.domain.disclosure import Disclosure, DocumentKind, Table, figures_in
from reporting.domain.errors import Refused, Unusable
from reporting.domain.figure import Figure
from reporting.domain.units import Nature
from reporting.rendering.words import shipped_words, texts
from tests.delivery.traced import few_seeds, twin_of

PERIOD = "2026Q3"
DAYS = np.arange(np.datetime64("2023-05-02"), np.datetime64("2026-10-01"))
DAYS = DAYS[np.is_busday(DAYS)]
NET = 100 * np.cumprod(1 + np.random.default_rng(1).normal(3e-4, 5e-3, len(DAYS)))
EMT = {
    "00001_EMT_Version": "V4.2",
    "00007_EMT_Data_Reporting_Ex_Ante": "Y",
    "00008_EMT_Data_Reporting_Ex_Post": "N",
    "00010_Financial_Instrument_Identifying_Data": "US78462F1030",
    "00020_Type_Of_Identification_Code": "1",
    "07100_Financial_Instrument_Gross_Ongoing_Costs": "0.0042",
    "07130_Financial_Instrument_Transaction_Costs_Ex_Ante": "0.0011",
    "07140_Financial_Instrument_Incidental_Costs_Ex_Ante": "0",
    "07160_Ex_Ante_Costs_Reference_Date": "2026-03-31",
}


def write_record(folder: Path, last: str = "2026-09-30") -> Path:
    folder.mkdir(exist_ok=True)
    kept = DAYS <= np.datetime64(last)
    gross = NET * 1.00002 ** np.arange(len(DAYS))
    values = zip(DAYS[kept], NET[kept].tolist(), gross[kept].tolist(), strict=True)
    rows = (f"{day},{net!r},{own!r}" for day, net, own in values)
    (folder / "balanced.csv").write_text("date,nav_net,nav_gross\n" + "\n".join(rows) + "\n")
    return folder


def write_earlier(folder: Path, period: str = "2026Q2", fee: float = 0.0123) -> Path:
    """An output folder with the ex-ante twin of an earlier quarter."""
    twin = json.loads(twin_of("balanced", DocumentKind.EX_ANTE))
    twin["document_id"] = twin["document_id"].replace(PERIOD, period)
    twin["as_of"] = "2026-06-30"
    twin["figures"]["cost.rate.S2"]["value"] = fee
    home = folder / period / "balanced"
    home.mkdir(parents=True)
    (home / "ex-ante.json").write_text(json.dumps(twin))
    return folder


def write_emt(folder: Path) -> Path:
    path = folder / "emt.csv"
    path.write_text(";".join(EMT) + "\n" + ";".join(EMT.values()) + "\n")
    return path


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("given")


@pytest.fixture(scope="module")
def plan(folder: Path) -> Plan:
    return make_plan(
        load_data(),
        period=PERIOD,
        chosen=("balanced",),
        paths=60,
        emt=(write_emt(folder),),
        records=write_record(folder / "records"),
        previous=write_earlier(folder / "output"),
    )


@pytest.fixture(scope="module")
def documents(plan: Plan) -> Iterator[dict[DocumentKind, Disclosure]]:
    (task,) = plan.tasks
    with few_seeds():
        yield {each.kind: each for each in compose(task, market_of(task))}


@pytest.fixture(scope="module")
def ex_post(documents: dict[DocumentKind, Disclosure]) -> Disclosure:
    return documents[DocumentKind.EX_POST]


def by_id(document: Disclosure) -> dict[str, Figure]:
    return {figure.id: figure for figure in document.figures()}


def sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_live_record_stands_first_and_is_never_joined_with_the_simulation(ex_post: Disclosure) -> None:
    order = [section.id for section in ex_post.sections]
    assert order.index("live_record") < order.index("record") < order.index("charts")
    sections = {section.id: section for section in ex_post.sections}
    live = sections["live_record"]
    assert live.warning is not None and live.warning.clause == "past_performance"
    assert {figure.nature for figure in figures_in(live)} == {Nature.ACTUAL_PAST}
    assert Nature.ACTUAL_PAST not in {figure.nature for figure in figures_in(sections["record"])}


def test_three_years_are_actual_and_the_two_before_stay_simulated(ex_post: Disclosure) -> None:
    found = by_id(ex_post)
    for place in (1, 2, 3):
        year = 2027 - place
        start, end = (NET[DAYS <= np.datetime64(f"{y}-09-30")][-1] for y in (year - 1, year))
        assert found[f"live_years.{place}.net"].value == pytest.approx(end / start - 1, rel=1e-12)
        assert f"years.{place}.strategy" not in found
    assert {id.split(".")[1] for id in found if id.startswith("years.")} == {"4", "5"}
    for place in (4, 5):
        net, gross = (found[f"years.{place}.{what}"].value for what in ("strategy", "gross"))
        assert net is not None and gross is not None
        # 0.6 % a year is what stands between the two
        assert (1 + net) / (1 + gross) == pytest.approx(0.994, abs=2e-4)


def test_simulated_periods_have_their_own_view_in_euro(ex_post: Disclosure) -> None:
    tables = {block.id: block for s in ex_post.sections for block in s.blocks if isinstance(block, Table)}
    assert len(tables["years_eur"].rows) == 2 and len(tables["live_years_eur"].rows) == 3
    found, fx = by_id(ex_post), load_data().fx
    assert fx is not None
    rates = {
        y: fx.values[fx.dates <= np.datetime64(f"{y}-09-30"), fx.names.index("USD")][-1] for y in (2022, 2023)
    }
    own, euro = (found[id].value for id in ("years.4.strategy", "years_eur.1.net"))
    assert own is not None
    assert euro == pytest.approx((1 + own) * rates[2022] / rates[2023] - 1, rel=1e-12)
    assert "fx" in found["years_eur.1.net"].sources and "fx" not in found["years.4.strategy"].sources


def test_every_part_that_a_figure_names_is_in_its_document(documents: dict[DocumentKind, Disclosure]) -> None:
    for document in documents.values():
        found = by_id(document)
        assert {part for figure in found.values() for part in figure.parts} <= found.keys()
        assert {s for figure in found.values() for s in figure.sources} == {
            each.key for each in document.inputs
        }


def test_the_record_enters_the_risk_class_of_both_documents(
    documents: dict[DocumentKind, Disclosure],
) -> None:
    words = shipped_words("en")
    for document in documents.values():
        found = by_id(document)
        assert "records" in found["risk.class"].sources
        assert "risk.volatility.live_completed" in found
        said = " ".join(words.say(text) for text in texts(document))
        assert "live record of the profile enters" in said and "No live record" not in said
        assert "no live record yet" not in said
        words.check(document)


def test_product_costs_come_from_the_emt_file_and_name_it(
    documents: dict[DocumentKind, Disclosure], folder: Path
) -> None:
    document = documents[DocumentKind.EX_ANTE]
    found = by_id(document)
    assert found["cost.item.SPY.ongoing"].value == 0.0042
    for id in (
        "cost.item.SPY.ongoing",
        "cost.rate.P2",
        "cost.first.all.money",
        "assumption.product_cost.SPY",
    ):
        assert "emt" in found[id].sources, id
    assert "emt" not in found["cost.rate.S2"].sources
    told = {each.key: each for each in document.inputs}["emt"]
    assert (told.label, told.sha256) == ("emt.csv", sha256(folder / "emt.csv"))


def test_costs_are_compared_with_the_earlier_document(ex_post: Disclosure) -> None:
    found = by_id(ex_post)["cost.reconciliation.S2.estimated"]
    assert found.value == 0.0123 and found.sources == ("previous",)
    notes = [n for s in ex_post.sections for b in s.blocks if isinstance(b, Table) for n in b.notes]
    said = " ".join(shipped_words("en").say(note) for note in notes)
    assert "balanced-2026Q2-ex-ante-v1 of 30" in said


def test_the_manifest_names_all_of_them(plan: Plan, ex_post: Disclosure, folder: Path) -> None:
    inputs = json.loads(json.dumps(manifest(plan, ())["inputs"]))
    assert inputs["records"]["balanced"]["sha256"] == sha256(folder / "records" / "balanced.csv")
    assert inputs["house"]["emt.csv"] == sha256(folder / "emt.csv")
    assert inputs["previous"]["balanced"]["source"] == "ex-ante.json of balanced-2026Q2-ex-ante-v1"
    own = json.loads(json.dumps(entry(plan.tasks[0], ex_post, {})))
    assert own["inputs"]["records"] == inputs["records"]["balanced"]
    assert own["options"] == {"paths": 60, "annex": False, "records": True, "previous": True}


def test_nothing_of_the_record_after_the_quarter_is_known(plan: Plan) -> None:
    (task,) = plan.tasks
    assert task.live is not None
    early = replace(task, live=task.live.until(np.datetime64("2026-06-30")))
    with pytest.raises(Refused, match="the live record ends on 2026-06-30"):
        compose(early, market_of(early))


def test_a_profile_without_a_record_has_no_option_for_it() -> None:
    (task,) = make_plan(load_data(), chosen=("conservative",), paths=60).tasks
    assert isinstance(task, Task) and task.live is None and task.options == {"paths": 60, "annex": False}


def test_a_record_of_another_profile_of_the_folder_is_no_fault(tmp_path: Path) -> None:
    plan = make_plan(load_data(), chosen=("conservative",), records=write_record(tmp_path / "r"))
    assert plan.tasks[0].live is None
    (tmp_path / "r" / "balance.csv").write_text("date,nav_net\n")
    with pytest.raises(Unusable, match="did you mean balanced"):
        make_plan(load_data(), chosen=("conservative",), records=tmp_path / "r")


def test_a_document_of_the_same_quarter_is_not_an_earlier_one(tmp_path: Path) -> None:
    place = write_earlier(tmp_path, PERIOD)
    for given in (place, place / PERIOD, tmp_path / "missing"):
        with pytest.raises(Unusable, match="no ex-ante twin .* from before 2026Q3"):
            make_plan(load_data(), period=PERIOD, chosen=("balanced",), previous=given)


def test_the_newest_earlier_document_counts_wherever_it_lies(tmp_path: Path) -> None:
    place = write_earlier(tmp_path)
    for given in (place, place / "2026Q2", place / "2026Q2" / "balanced" / "ex-ante.json"):
        (task,) = make_plan(load_data(), period=PERIOD, chosen=("balanced",), previous=given).tasks
        assert task.previous is not None
        assert task.previous.estimated.as_of == date(2026, 6, 30)


def test_two_emt_files_of_one_name_are_refused(tmp_path: Path) -> None:
    one, two = tmp_path / "a", tmp_path / "b"
    for home in (one, two):
        home.mkdir()
    first, second = write_emt(one), write_emt(two)
    make_plan(load_data(), chosen=("balanced",), emt=(first, second))  # the same bytes twice are one file
    second.write_text(second.read_text().replace("0.0042", "0.0043"))
    with pytest.raises(Unusable, match="another file is called emt.csv too"):
        make_plan(load_data(), chosen=("balanced",), emt=(first, second))


def test_actual_and_simulated_periods_together_pass_the_checks(plan: Plan) -> None:
    (task,) = plan.tasks
    with few_seeds():
        (document,) = make(replace(task, kinds=(DocumentKind.EX_POST,))).documents
    assert document.barred == ()

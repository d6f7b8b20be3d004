"""The compliance report of a run of packs: numbers of all documents, pages of a few, nobody's name."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import cache

from reporting.checks.check import Report, check
from reporting.checks.rules import RULES
from reporting.checks.told import reasons
from reporting.delivery.data import load_data
from reporting.delivery.files import sha256
from reporting.delivery.packs.compliance import REPORTS, compliance_files
from reporting.delivery.packs.maker import Document, Part, Record, State
from reporting.delivery.packs.report import Published
from reporting.delivery.plan import Plan, make_plan
from reporting.domain.disclosure import DocumentKind
from reporting.domain.tally import signs
from reporting.inputs.clients import demo_book
from tests.checks import base, clients
from tests.checks.base import COSTS, REFUSAL, misprinted

WRONG = "costs.S2.money"


@cache
def plan() -> Plan:
    return make_plan(load_data(), period="2026Q3")


@cache
def broken() -> tuple[bytes, bytes]:
    """Yearly costs that do not add up."""
    return misprinted(COSTS, WRONG)


def report_on(files: tuple[bytes, bytes]) -> Report:
    return check(*files, "x")


def document(kind: DocumentKind, files: tuple[bytes, bytes]) -> Document:
    found = report_on(files)
    name = kind.value
    return Document(
        type=name,
        name=name,
        document=found.document,
        day="2026-09-30",
        language="en",
        pages=found.pages,
        files={f"{name}.pdf": sha256(files[0]), f"{name}.json": sha256(files[1])},
        verdicts=signs(result.finding.verdict for result in found.results),
        barred=reasons(found, quoting=False),
    )


def published(client: str, *documents: Document) -> Published:
    state = State.FAILED if any(each.barred for each in documents) else State.ISSUED
    record = Record(client, (Part("costs", state),), documents)
    return Published(record, {each.type: 1 for each in documents if not each.barred})


@cache
def made() -> tuple[Published, ...]:
    sound, refusal = (document(kind, base.whole(kind)) for kind in (COSTS, REFUSAL))
    return (
        published("1" * 20, sound),
        published("2" * 20, document(COSTS, broken())),
        published("3" * 20, sound),
        published("4" * 20, refusal),
    )


READ: list[str] = []


def read(each: Published, wanted: Document) -> Mapping[str, bytes]:
    READ.append(each.record.client)
    kind = DocumentKind(wanted.type)
    pdf, twin = broken() if wanted.barred else base.whole(kind)
    return {f"{kind.value}.pdf": pdf, f"{kind.value}.json": twin}


@cache
def files() -> tuple[dict[str, bytes], tuple[str, ...]]:
    READ.clear()
    return compliance_files(plan(), made(), read)


def test_the_report_passes_the_checks_and_counts_every_document() -> None:
    found, wrong = files()
    assert tuple(found) == REPORTS and wrong == ()
    counts = json.loads(found[REPORTS[2]])
    assert set(counts) == {"costs", "refusal"}
    for kind, number in (("costs", 3), ("refusal", 1)):
        assert set(counts[kind]) == {rule.id for rule in RULES}
        assert all(sum(verdicts.values()) == number for verdicts in counts[kind].values())
    assert counts["costs"]["costs_to_the_cent"] == {"met": 2, "not_met": 1}
    assert counts["refusal"]["nothing_recommended"] == {"met": 1}


def test_examples_are_the_first_documents_that_show_something_new() -> None:
    """The second sound statement of costs shows nothing that the first did not."""
    files()
    assert READ == ["1" * 20, "2" * 20, "4" * 20]


def test_it_names_no_client_and_repeats_nothing_that_a_document_says() -> None:
    found, _ = files()
    twin = found[REPORTS[1]].decode()
    for persona in (clients.PERSONA, clients.ENDED):
        client = demo_book().record(persona).client
        assert client.name not in twin and client.address not in twin and persona not in twin
    amounts = {figure["printed"] for figure in json.loads(base.whole(COSTS)[1])["figures"].values()}
    assert not [each for each in amounts if each.startswith("USD") and each in twin]


def test_grounds_for_putting_a_document_apart_quote_nothing_of_it() -> None:
    found = report_on(broken())
    (ground,) = reasons(found, quoting=False)
    assert ground.startswith("costs_to_the_cent (ESMA Q&A 9.33) is not met on page ")
    (quoting,) = reasons(found)
    assert "costs.service.money" in quoting and "costs.service.money" not in ground
    assert not any(sign.isdigit() for sign in ground.partition("on page ")[2].partition(";")[2])


def test_a_run_without_documents_is_reported_on_too() -> None:
    found, wrong = compliance_files(plan(), (), read)
    assert wrong == () and json.loads(found[REPORTS[2]]) == {}
    matrix = json.loads(found[REPORTS[1]])
    tables = [block for section in matrix["sections"] for block in section["blocks"]
              if block.get("id", "").startswith("matrix_")]  # fmt: skip
    assert sum(len(table["rows"]) for table in tables) == 117

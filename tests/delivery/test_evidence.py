"""What travels inside a PDF: the exact profile and twin, and an entry with the hashes of real files."""

import io
import json
from hashlib import sha256
from typing import Any

import page
import pypdf
import pytest

from reporting.delivery.data import load_data
from reporting.delivery.job import make
from reporting.delivery.manifest import manifest
from reporting.delivery.plan import Document, Plan, make_plan
from reporting.domain.disclosure import PROFILE_KINDS
from reporting.inputs.carried import ENTRY, FIGURES, NAMES, PROFILE
from reporting.inputs.resources import bundled
from tests.delivery.short import authors


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(load_data(), chosen=("balanced",), period="2021Q4", paths=100, annex=True)


@pytest.fixture(scope="module")
def documents(plan: Plan) -> tuple[Document, ...]:
    return make(plan.tasks[0], authors()).documents


def carried(document: Document) -> dict[str, bytes]:
    reader = pypdf.PdfReader(io.BytesIO(document.pdf))
    return {each.name: each.content for each in reader.attachment_list}


def entry_of(document: Document) -> dict[str, Any]:
    content = json.loads(carried(document)[ENTRY])
    assert isinstance(content, dict)
    return content


def test_every_document_carries_the_bytes_of_its_profile_and_of_its_twin(
    documents: tuple[Document, ...],
) -> None:
    assert len(documents) == len(PROFILE_KINDS)
    for document in documents:
        found = carried(document)
        assert tuple(found) == NAMES
        assert found[PROFILE] == (bundled("profiles") / "balanced.yaml").read_bytes()
        assert found[FIGURES] == document.twin
        assert entry_of(document)["files"] == {
            name: sha256(found[name]).hexdigest() for name in (FIGURES, PROFILE)
        }


def test_the_relationships_and_dates_are_those_of_the_document(documents: tuple[Document, ...]) -> None:
    reader = pypdf.PdfReader(io.BytesIO(documents[0].pdf))
    relationships = {each.name: each.associated_file_relationship for each in reader.attachment_list}
    assert relationships == {FIGURES: "/Data", ENTRY: "/Supplement", PROFILE: "/Source"}
    dates = {f"{each.creation_date} {each.modification_date}" for each in reader.attachment_list}
    assert dates == {"2021-12-31 00:00:00+00:00 2021-12-31 00:00:00+00:00"}


@pytest.mark.parametrize("profile", ["3a", "ua1"])
def test_with_its_evidence_a_document_still_conforms(documents: tuple[Document, ...], profile: str) -> None:
    for document in documents:
        report = page.validate_pdf_bytes(document.pdf, profile=profile)
        assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures]


def test_the_entry_says_what_the_manifest_says(plan: Plan, documents: tuple[Document, ...]) -> None:
    whole: Any = manifest(plan, ())
    for document in documents:
        entry = entry_of(document)
        assert entry["kind"] == document.kind.value and entry["profile"] == "balanced"
        assert (entry["period"], entry["as_of"], entry["language"]) == ("2021Q4", "2021-12-31", "en")
        assert entry["options"] == {"paths": whole["scenario_paths"], "annex": whole["annex"]}
        assert entry["seed"] == whole["seeds"]["balanced"] and entry["versions"] == whole["versions"]
        profile = {"profile": whole["inputs"]["profiles"]["balanced"]}
        shared = {key: value for key, value in whole["inputs"].items() if key != "profiles"}
        assert entry["inputs"] == shared | profile


def test_two_builds_give_the_same_bytes(plan: Plan, documents: tuple[Document, ...]) -> None:
    again = make(plan.tasks[0], authors()).documents
    assert [each.pdf for each in again] == [each.pdf for each in documents]

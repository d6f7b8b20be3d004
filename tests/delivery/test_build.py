"""What a build leaves on the disk, with outcomes made by hand."""

import json
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest

from reporting.delivery import compliance
from reporting.delivery.build import build
from reporting.delivery.data import load_data
from reporting.delivery.plan import Document, Outcome, Plan, Task, make_plan
from reporting.delivery.pool import Outcomes, Runner
from reporting.domain.disclosure import PROFILE_KINDS, DocumentKind, Status
from reporting.domain.errors import Fault, Unusable
from reporting.rendering.languages import languages

CHOSEN = ("aggressive", "balanced", "conservative")


REPORT = {"compliance.pdf", "compliance.json"}


@pytest.fixture(autouse=True)
def report(monkeypatch: pytest.MonkeyPatch) -> None:
    """A compliance report in no time; tests/delivery/test_compliance.py looks at the real one."""
    made = Document(DocumentKind.COMPLIANCE, Status.FINAL, 9, b"report", b"{}")
    monkeypatch.setattr(compliance, "compliance_report", lambda *_: made)


@pytest.fixture(scope="module")
def plan() -> Plan:
    return make_plan(load_data(), chosen=CHOSEN, period="2021Q4")


def outcome(profile: str, mark: str = "") -> Outcome:
    documents = tuple(
        Document(kind, Status.SPECIMEN, 3, f"pdf {profile} {kind} {mark}".encode(), b"{}")
        for kind in PROFILE_KINDS
    )
    return Outcome(profile, None, documents, (("warn", 2),))


def refused(profile: str) -> Outcome:
    return Outcome(profile, faults=(Fault("p.csv", "has no prices of SPY", "SPY"),))


def giving(*outcomes: Outcome) -> Runner:
    def run(tasks: Sequence[Task]) -> Outcomes:
        yield from outcomes

    return run


def ignore(_: Outcome) -> None:
    pass


def contents(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_every_document_has_its_twin_and_stands_in_the_manifest_with_its_hash(
    tmp_path: Path, plan: Plan
) -> None:
    done = build(plan, tmp_path, giving(*map(outcome, CHOSEN)), ignore)
    files = contents(tmp_path / "2021Q4")
    content = json.loads(files.pop("manifest.json"))
    assert done.folder == tmp_path / "2021Q4" and content == done.manifest
    assert content["checks"]["sha256"] == sha256(files.pop("checks.json")).hexdigest()
    assert content["compliance"] == {name: sha256(files.pop(name)).hexdigest() for name in REPORT}
    listed = {name: value for each in content["documents"] for name, value in each["files"].items()}
    assert listed == {name: sha256(body).hexdigest() for name, body in files.items()}
    assert len(listed) == 4 * len(CHOSEN)
    assert content["findings"]["balanced"] == {"warn": 2} and content["refused"] == {}
    assert content["period"] == "2021Q4" and content["seeds"]["balanced"] == "20260101"
    assert set(content["inputs"]) == {"prices", "fx", "cash_rates", "profiles", "house", "templates"}


def test_the_order_of_the_outcomes_changes_no_byte(tmp_path: Path, plan: Plan) -> None:
    outcomes = [outcome("aggressive"), refused("balanced"), outcome("conservative")]
    build(plan, tmp_path / "one", giving(*outcomes), ignore)
    build(plan, tmp_path / "two", giving(*reversed(outcomes)), ignore)
    assert contents(tmp_path / "one") == contents(tmp_path / "two")


def test_nothing_in_the_manifest_tells_where_or_when_it_was_made(tmp_path: Path, plan: Plan) -> None:
    build(plan, tmp_path, giving(outcome("balanced")), ignore)
    text = (tmp_path / "2021Q4" / "manifest.json").read_text()
    assert str(tmp_path) not in text and str(Path.home()) not in text and str(Path.cwd()) not in text


def test_a_refused_profile_stops_no_other_and_leaves_no_stale_document(tmp_path: Path, plan: Plan) -> None:
    build(plan, tmp_path, giving(outcome("aggressive"), outcome("balanced")), ignore)
    (tmp_path / "2021Q4" / "balanced" / "note.txt").write_text("somebody's own")
    done = build(
        plan, tmp_path, giving(refused("balanced"), refused("aggressive"), outcome("conservative")), ignore
    )
    assert [each.profile for each in done.refused] == ["aggressive", "balanced"]
    names = set(contents(tmp_path / "2021Q4"))
    assert not (tmp_path / "2021Q4" / "aggressive").exists()
    assert {name for name in names if name.startswith("balanced")} == {"balanced/note.txt"}
    assert done.manifest["refused"] == dict.fromkeys(
        ("aggressive", "balanced"), ["p.csv: SPY: has no prices of SPY"]
    )


def failed(profile: str, reasons: tuple[str, ...] = ("smallest_text: page 1: 3 pt",)) -> Outcome:
    made = outcome(profile)
    bad = replace(made.documents[1], checks={"publishable": False}, barred=reasons)
    return replace(made, documents=(made.documents[0], bad))


def test_a_document_that_fails_a_check_lies_apart_with_its_report(tmp_path: Path, plan: Plan) -> None:
    build(plan, tmp_path, giving(outcome("balanced", "old")), ignore)
    done = build(plan, tmp_path, giving(failed("balanced"), outcome("aggressive")), ignore)
    assert set(contents(tmp_path / "2021Q4")) == {
        *("manifest.json", "checks.json", *REPORT),
        *(f"aggressive/{kind}.{suffix}" for kind in ("ex-ante", "ex-post") for suffix in ("pdf", "json")),
        *(f"balanced/ex-ante.{suffix}" for suffix in ("pdf", "json")),
        *(f"rejected/balanced/ex-post.{suffix}" for suffix in ("pdf", "json", "checks.json")),
    }
    assert done.rejections == ("balanced: ex-post is not published: smallest_text: page 1: 3 pt",)
    assert "rejected" not in done.listing and "balanced/ex-post" not in done.listing
    content = done.manifest
    assert content["rejected"] == {"balanced": {"ex-post": ("smallest_text: page 1: 3 pt",)}}
    listed = {name for each in content["documents"] for name in each["files"]}  # type: ignore[union-attr,index,call-overload]
    assert "balanced/ex-post.pdf" not in listed and "balanced/ex-ante.pdf" in listed


def test_a_compliance_report_that_fails_a_check_lies_apart(
    tmp_path: Path, plan: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    build(plan, tmp_path, giving(outcome("balanced")), ignore)
    bad = Document(DocumentKind.COMPLIANCE, Status.FINAL, 9, b"report", b"{}", barred=("one_language: de",))
    with monkeypatch.context() as patch:
        patch.setattr(compliance, "compliance_report", lambda *_: bad)
        done = build(plan, tmp_path, giving(outcome("balanced")), ignore)
    apart = {f"rejected/{name}" for name in (*REPORT, "compliance.checks.json")}
    assert {name for name in contents(tmp_path / "2021Q4") if "compliance" in name} == apart
    assert done.rejections == ("compliance is not published: one_language: de",)
    assert "compliance.pdf" not in done.listing
    assert set(done.manifest["compliance"]) == apart  # type: ignore[arg-type]
    build(plan, tmp_path, giving(outcome("balanced")), ignore)
    assert {name for name in contents(tmp_path / "2021Q4") if "compliance" in name} == REPORT


def test_a_mended_document_leaves_nothing_rejected(tmp_path: Path, plan: Plan) -> None:
    build(plan, tmp_path, giving(failed("balanced")), ignore)
    done = build(plan, tmp_path, giving(outcome("balanced")), ignore)
    assert not (tmp_path / "2021Q4" / "rejected").exists() and done.rejections == ()
    assert done.manifest["rejected"] == {}


def test_documents_of_an_earlier_build_are_named(tmp_path: Path, plan: Plan) -> None:
    build(plan, tmp_path, giving(outcome("aggressive"), outcome("balanced")), ignore)
    assert build(plan, tmp_path, giving(outcome("balanced", "new")), ignore).unlisted == ("aggressive",)
    assert (tmp_path / "2021Q4" / "aggressive" / "ex-ante.pdf").exists()


def test_an_interrupted_build_leaves_whole_documents_and_no_manifest(tmp_path: Path, plan: Plan) -> None:
    build(plan, tmp_path, giving(outcome("balanced", "old")), ignore)
    closed = []

    def interrupted(tasks: Sequence[Task]) -> Outcomes:
        try:
            yield outcome("aggressive")
            raise KeyboardInterrupt
        finally:
            closed.append(True)

    with pytest.raises(KeyboardInterrupt):
        build(plan, tmp_path, interrupted, ignore)
    assert closed and set(contents(tmp_path / "2021Q4")) == {
        f"{profile}/{kind}.{suffix}"
        for profile in ("aggressive", "balanced")
        for kind in ("ex-ante", "ex-post")
        for suffix in ("pdf", "json")
    }


def test_an_output_that_is_a_file_is_refused(tmp_path: Path, plan: Plan) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(Unusable, match="cannot be written"):
        build(plan, tmp_path / "out", giving(), ignore)


def test_a_plan_starts_with_the_longest_work(plan: Plan) -> None:
    efforts = [task.effort for task in plan.tasks]
    assert efforts == sorted(efforts, reverse=True)
    assert {task.profile.id for task in plan.tasks} == set(CHOSEN)


def test_faults_of_all_chosen_profiles_come_at_once() -> None:
    with pytest.raises(Unusable) as caught:
        make_plan(load_data(), chosen=("blanced", "../x", "balanced"), period="2021Q4")
    assert len(caught.value.faults) == 2


def test_an_unknown_language_and_folder_are_refused(tmp_path: Path) -> None:
    for wrong in (
        {"language": "xx"},
        {"language": "../en"},
        {"profiles": tmp_path / "no"},
        {"house": tmp_path},
    ):
        with pytest.raises(Unusable):
            make_plan(load_data(), **wrong)  # type: ignore[arg-type]


def test_documents_of_further_languages_lie_in_folders_of_their_own(tmp_path: Path, plan: Plan) -> None:
    first = outcome("balanced")
    german = tuple(
        replace(each, pdf=each.pdf + b" de", language="de", place="de") for each in first.documents
    )
    both = replace(first, documents=(*first.documents, *german))
    done = build(plan, tmp_path, giving(both), ignore)
    kinds = [f"{kind.value}.{suffix}" for kind in PROFILE_KINDS for suffix in ("pdf", "json")]
    found = contents(tmp_path / "2021Q4" / "balanced")
    assert sorted(found) == sorted([*kinds, *(f"de/{name}" for name in kinds)])
    assert found["de/ex-ante.pdf"] == found["ex-ante.pdf"] + b" de"
    listed = json.loads((done.folder / "manifest.json").read_text())["documents"]
    assert [(each["language"], each["kind"]) for each in listed] == [
        (language, kind.value) for language in ("en", "de") for kind in PROFILE_KINDS
    ]
    assert [sorted(each["files"])[-1] for each in listed][::2] == [
        "balanced/ex-ante.pdf",
        "balanced/de/ex-ante.pdf",
    ]
    assert "balanced/de/ex-post.pdf" in done.listing
    build(plan, tmp_path, giving(first), ignore)
    assert sorted(contents(tmp_path / "2021Q4" / "balanced")) == sorted(kinds), "no stale translation stays"
    assert not (tmp_path / "2021Q4" / "balanced" / "de").exists()


def test_a_rejected_translation_lies_apart_and_stops_no_other_language(tmp_path: Path, plan: Plan) -> None:
    first = outcome("balanced")
    bad = tuple(
        replace(each, language="de", place="de", barred=("smallest_text",)) for each in first.documents
    )
    done = build(plan, tmp_path, giving(replace(first, documents=(*first.documents, *bad))), ignore)
    apart = contents(tmp_path / "2021Q4" / "rejected" / "balanced")
    assert {"de/ex-ante.pdf", "de/ex-ante.checks.json"} < set(apart)
    assert (tmp_path / "2021Q4" / "balanced" / "ex-ante.pdf").exists()
    assert done.rejections[0].startswith("balanced: de/ex-ante is not published")


def test_languages_are_taken_once_in_the_order_given_and_all_means_every_one() -> None:
    def planned(*names: str) -> tuple[str, ...]:
        return make_plan(load_data(), chosen=("balanced",), period="2021Q4", language=names).languages

    there = languages()
    assert planned("all") == there
    assert planned(there[-1], "en", there[-1]) == tuple(dict.fromkeys((there[-1], "en")))
    task = make_plan(load_data(), chosen=("balanced",), period="2021Q4", language="all").tasks[0]
    assert (task.language, *task.others) == there
    with pytest.raises(Unusable) as caught:
        planned("xx", "en", "yy")
    assert len(caught.value.faults) == 2

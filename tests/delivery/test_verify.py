"""Verification: what agrees, the first difference of each sort, and files that somebody made to hurt."""

import io
import json
import shutil
import zlib
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdf
import pytest

from reporting.delivery import manifest
from reporting.delivery import verify as verifier
from reporting.delivery.athand import Places
from reporting.delivery.data import load_data
from reporting.delivery.files import write
from reporting.delivery.job import make
from reporting.delivery.plan import Task, make_plan
from reporting.delivery.pool import Outcomes
from reporting.delivery.text import pretty
from reporting.delivery.verification import Verdict, Verification, report, shape
from reporting.delivery.verify import verify
from reporting.domain.disclosure import PROFILE_KINDS, DocumentKind
from reporting.domain.errors import Unusable
from reporting.inputs.carried import ENTRY, FIGURES, MAX_BYTES, NAMES, PROFILE
from reporting.inputs.demo import FOLDER as DEMO
from reporting.inputs.resources import bundled
from reporting.rendering.languages import languages
from tests.delivery.short import authors, passed

HOUSE = bundled("profiles") / "house"


def short(tasks: Sequence[Task]) -> Outcomes:
    """A runner that prints short documents."""
    for task in tasks:
        yield passed(make(task, authors()))


def never(tasks: Sequence[Task]) -> Outcomes:
    """A runner for what must be told without making anything again."""
    raise AssertionError("a document was made again")
    yield


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of one period, as a build leaves it."""
    return laid_out(tmp_path_factory.mktemp("built"))


def laid_out(folder: Path, **options: Any) -> Path:
    """Short documents in the places of a build; checks of their content are not asked."""
    plan = make_plan(load_data(), chosen=("balanced",), period="2021Q4", paths=100, **options)
    (outcome,) = short(plan.tasks)
    for document in outcome.documents:
        for name, content in document.files.items():
            write(folder / "2021Q4" / "balanced" / name, content)
    write(folder / "2021Q4" / "manifest.json", pretty(manifest.manifest(plan, [outcome])))
    return folder / "2021Q4"


@pytest.fixture
def pdf(built: Path, tmp_path: Path) -> Path:
    """One of its documents, in a copy of the folder that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "2021Q4")) / "balanced" / "ex-post.pdf"


def checks(done: Verification) -> dict[str, bool | None]:
    return {check.name: check.agrees for check in done.checks}


def told(done: Verification) -> str:
    """The first difference in one sentence."""
    assert done.difference is not None and done.verdict is Verdict.DIFFERENT
    assert report(done).splitlines()[0].startswith(f"{done.file}: first difference: ")
    return f"{done.difference.name}: {done.difference.message}"


def changed(path: Path, change: Callable[[dict[str, bytes]], None], text: str = "") -> Path:
    """The PDF with other files in it, as a tool that edits PDFs would leave it."""
    reader = pypdf.PdfReader(io.BytesIO(path.read_bytes()))
    files = {each.name: each.content for each in reader.attachment_list}
    change(files)
    writer = pypdf.PdfWriter()
    for each in reader.pages:
        writer.add_page(each)
    for name, content in files.items():
        writer.add_attachment(name, content)
    writer.write(path)
    return path


def entry_change(**values: Any) -> Callable[[dict[str, bytes]], None]:
    def change(files: dict[str, bytes]) -> None:
        files[ENTRY] = json.dumps(json.loads(files[ENTRY]) | values).encode()

    return change


# --- what agrees --------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", PROFILE_KINDS)
def test_a_document_as_built_is_identical(built: Path, kind: DocumentKind) -> None:
    done = verify(built / "balanced" / f"{kind}.pdf", Places(), short)
    assert done.verdict is Verdict.IDENTICAL and set(checks(done).values()) == {True}
    assert report(done).splitlines()[0].endswith(f"{kind}.pdf: identical")
    content = shape(done)
    assert content["verdict"] == "identical" and content["first_difference"] is None
    assert content["document_id"] == f"balanced-2021Q4-{kind}"


def test_a_document_in_a_further_language_is_verified_where_it_lies(tmp_path: Path) -> None:
    folder = laid_out(tmp_path, language="all")
    for language in languages()[1:]:
        done = verify(folder / "balanced" / language / "ex-ante.pdf", Places(), short)
        assert done.verdict is Verdict.IDENTICAL and set(checks(done).values()) == {True}


def test_inputs_that_are_given_are_used(pdf: Path) -> None:
    profiles = bundled("profiles")
    files = (DEMO / name for name in ("prices.csv", "fx.csv", "rates.csv"))
    done = verify(pdf, Places(*files, house=HOUSE, profiles=profiles), short)
    assert done.verdict is Verdict.IDENTICAL
    assert checks(done)["prices"] and checks(done)["firm.yaml"] and checks(done)["profile balanced"]


def test_a_file_alone_can_be_verified_too(pdf: Path, tmp_path: Path) -> None:
    alone = Path(shutil.copy(pdf, tmp_path / "renamed by a client.pdf"))
    done = verify(alone, Places(), short)
    assert done.verdict is Verdict.IDENTICAL
    assert checks(done)["twin beside it"] is None and checks(done)["manifest of the period"] is None


def test_a_firms_own_look_is_made_again_from_its_own_files(tmp_path: Path) -> None:
    house, templates = Path(shutil.copytree(HOUSE, tmp_path / "house")), tmp_path / "templates"
    brand = '\nbrand: { logo: logo.svg, primary: "#7a0019" }\n'
    (house / "firm.yaml").write_text((HOUSE / "firm.yaml").read_text() + brand)
    picture = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><path d="M0 0h40v10z"/></svg>'
    (house / "logo.svg").write_text(picture)
    templates.mkdir()
    heading = "{% macro heading(section, number) %}<h2>Chapter {{ number }}</h2>{% endmacro %}"
    (templates / "blocks.html.j2").write_text(heading)
    path = laid_out(tmp_path, house=house, templates=templates) / "balanced" / "ex-ante.pdf"
    assert "Chapter 1" in pypdf.PdfReader(path).pages[0].extract_text()
    done = verify(path, Places(house=house, templates=templates), short)
    assert done.verdict is Verdict.IDENTICAL
    assert checks(done)["logo.svg"] and checks(done)["own templates"]
    alone = verify(path, Places(), never)
    assert alone.verdict is Verdict.PARTIAL
    assert [name for name, agrees in checks(alone).items() if agrees is None] == [
        "firm.yaml", "logo.svg", "own templates", "recomputed",
    ]  # fmt: skip
    (templates / "blocks.html.j2").write_text(heading.replace("Chapter", "Part"))
    other = verify(path, Places(house=house, templates=templates), never)
    assert told(other).startswith("own templates: another file")


# --- what is not at hand ------------------------------------------------------------------------------


def test_without_the_inputs_it_says_what_could_not_be_verified(pdf: Path) -> None:
    other = {"prices": {"sha256": "0" * 64, "source": "own.csv", "synthetic": False}}
    inputs = json.loads(_embedded(pdf, ENTRY))["inputs"] | other
    changed(pdf, entry_change(inputs=inputs))
    (pdf.parent.parent / "manifest.json").unlink()
    done = verify(pdf, Places(), never)
    assert done.verdict is Verdict.PARTIAL and done.difference is None
    assert checks(done)["prices"] is None and checks(done)["recomputed"] is None
    assert "own.csv; give --prices" in report(done)


@pytest.mark.parametrize(
    "values", [{"options": {"paths": 100, "annex": False, "moon": 1}}, {"options": {}}, {"language": "xx"},
               {"options": {"paths": 10**12, "annex": False}}]
)  # fmt: skip
def test_what_this_version_does_not_know_is_not_made_again(pdf: Path, values: dict[str, Any]) -> None:
    changed(pdf, entry_change(**values))
    (pdf.parent.parent / "manifest.json").unlink()
    assert verify(pdf, Places(), never).verdict is Verdict.PARTIAL


# --- the first difference -----------------------------------------------------------------------------


def test_another_byte_is_seen_by_the_manifest_and_without_it_by_making_the_document_again(pdf: Path) -> None:
    content = pdf.read_bytes()
    pdf.write_bytes(content + b"\n")
    assert "manifest of the period: manifest.json names SHA-256" in told(verify(pdf, Places(), never))
    (pdf.parent.parent / "manifest.json").unlink()
    assert f"from byte {len(content) + 1} on" in told(verify(pdf, Places(), short))


def test_a_page_that_was_changed_is_named(pdf: Path) -> None:
    (pdf.parent.parent / "manifest.json").unlink()
    writer = pypdf.PdfWriter(clone_from=pdf)
    writer.pages[0].add_transformation(pypdf.Transformation().translate(5, 5))
    writer.write(pdf)
    assert "page 1 is drawn in another way; all figures are the same" in told(verify(pdf, Places(), short))


def test_a_twin_that_was_changed_is_seen_by_its_figure(pdf: Path) -> None:
    twin = pdf.with_suffix(".json")
    content = json.loads(twin.read_bytes())
    content["figures"]["price.SPY"] |= {"value": 1.5, "printed": "1.50"}
    twin.write_text(json.dumps(content))
    told_ = told(verify(pdf, Places(), never))
    assert told_.startswith("twin beside it: figure price.SPY: ") and told_.endswith("1.50 (1.5) beside it")


def test_embedded_files_that_were_changed_do_not_fit_their_hashes(pdf: Path) -> None:
    def change(files: dict[str, bytes]) -> None:
        files[PROFILE] = files[PROFILE].replace(b"lag: 1", b"lag: 2")

    assert "embedded profile.yaml" in told(verify(changed(pdf, change), Places(), never))


def test_other_figures_are_named_with_both_values(pdf: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def other(tasks: Sequence[Task]) -> Outcomes:
        for task in tasks:
            prices = task.subject.data.prices
            data = replace(task.subject.data, prices=replace(prices, closes=prices.closes * 2))
            yield passed(make(replace(task, subject=replace(task.subject, data=data)), authors()))

    sentence = told(verify(pdf, Places(), other))
    assert sentence.startswith("recomputed: figure price.")
    value = json.loads(pdf.with_suffix(".json").read_bytes())["figures"]["price.BND"]["value"]
    assert f"({value}) there" in sentence and f"({2 * value:.12g}" in sentence
    # With other versions these come first, and the figures after them.
    versions = {**manifest.versions(), "system": {**manifest.versions()["system"], "pango": "9"}}  # type: ignore[dict-item]
    monkeypatch.setattr(verifier, "versions", lambda: versions)
    sentence = told(verify(pdf, Places(), other))
    assert sentence.startswith("recomputed: pango is ") and "9 here; figure price." in sentence
    assert verify(pdf, Places(), short).verdict is Verdict.IDENTICAL  # same bytes, whatever made them


def test_a_given_input_that_is_another_is_named(pdf: Path, tmp_path: Path) -> None:
    prices = tmp_path / "prices.csv"
    prices.write_bytes((DEMO / "prices.csv").read_bytes() + b"\n")
    rest = (DEMO / "fx.csv", DEMO / "rates.csv")
    assert told(verify(pdf, Places(prices, *rest), never)).startswith("prices: another file: SHA-256 ")
    house = Path(shutil.copytree(HOUSE, tmp_path / "house"))
    (house / "firm.yaml").write_bytes((HOUSE / "firm.yaml").read_bytes() + b"\n")
    assert told(verify(pdf, Places(house=house), never)).startswith("firm.yaml: another file")
    (tmp_path / "balanced.yaml").write_bytes(_embedded(pdf, PROFILE) + b"\n")
    assert "profile balanced: another" in told(verify(pdf, Places(house=HOUSE, profiles=tmp_path), never))


def test_a_profile_that_is_refused_now_is_a_difference(pdf: Path) -> None:
    def refuse(tasks: Sequence[Task]) -> Outcomes:
        from reporting.delivery.plan import Outcome
        from reporting.domain.errors import Fault

        yield Outcome("balanced", faults=(Fault("p.csv", "has no prices"),))

    assert told(verify(pdf, Places(), refuse)) == "recomputed: balanced: p.csv: has no prices"


# --- files out of it ----------------------------------------------------------------------------------


def _embedded(path: Path, name: str) -> bytes:
    return pypdf.PdfReader(path).attachments[name][0]


def test_nothing_is_written_unless_asked_for_and_then_under_known_names_alone(
    pdf: Path, tmp_path: Path
) -> None:
    def add(files: dict[str, bytes]) -> None:
        files["../../evil.sh"] = files["C:\\evil"] = files["/etc/evil"] = b"evil"

    changed(pdf, add)
    before = sorted(tmp_path.rglob("*"))
    verify(pdf, Places(prices=DEMO / "prices.csv"), never)
    assert sorted(tmp_path.rglob("*")) == before
    verify(pdf, Places(prices=DEMO / "prices.csv"), never, tmp_path / "out")
    found = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir()}
    assert found == {name: _embedded(pdf, name) for name in NAMES}
    assert not list(tmp_path.rglob("*evil*"))
    with pytest.raises(Unusable, match="holds other files; choose an empty folder"):
        verify(pdf, Places(), never, tmp_path / "out")


# --- hostile files ------------------------------------------------------------------------------------


def sentence(path: Path) -> str:
    """The one sentence for a file that cannot be used."""
    with pytest.raises(Unusable) as caught:
        verify(path, Places(), never)
    (fault,) = caught.value.faults
    assert "\n" not in str(fault) and len(str(fault)) < 400
    return str(fault)


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"PK\3\4", b"\0" * 1000, b"%PDF-1.7\nxref\n0 9\ntrailer"]
)
def test_what_is_no_pdf_is_one_sentence(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.pdf").write_bytes(content)
    assert sentence(tmp_path / "x.pdf")


def test_no_cut_of_a_document_makes_a_traceback(built: Path, tmp_path: Path) -> None:
    content = (built / "balanced" / "ex-post.pdf").read_bytes()
    for share in range(1, 20):
        (tmp_path / "x.pdf").write_bytes(content[: len(content) * share // 20])
        assert sentence(tmp_path / "x.pdf")


def test_a_file_of_200_megabytes_is_not_read(tmp_path: Path) -> None:
    with (tmp_path / "x.pdf").open("wb") as stream:
        stream.write(b"%PDF-1.7\n")
        stream.truncate(200 * 2**20)
    assert f"larger than {MAX_BYTES // 2**20} MB" in sentence(tmp_path / "x.pdf")


def test_a_missing_file_and_a_folder_are_one_sentence(tmp_path: Path) -> None:
    assert "no such file" in sentence(tmp_path / "x.pdf")
    assert "no such file" in sentence(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_document_without_its_evidence_says_what_is_missing(pdf: Path, name: str) -> None:
    assert f"carries no {name}" in sentence(changed(pdf, lambda files: files.pop(name) and None))


@pytest.mark.parametrize("name", [ENTRY, FIGURES])
@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff", b"NaN", b"[" * 10_000, b'{"format": 2}'])
def test_broken_json_inside_is_one_sentence(pdf: Path, name: str, content: bytes) -> None:
    def change(files: dict[str, bytes]) -> None:
        files[name] = content

    assert sentence(changed(pdf, change))


@pytest.mark.parametrize(
    "values",
    [{"profile": "../../etc"}, {"period": "../x"}, {"kind": "letter"}, {"inputs": {}}, {"files": 1},
     {"document_id": "x" * 10_000}, {"options": {"paths": 1e999}}],
)  # fmt: skip
def test_an_entry_that_is_none_is_one_sentence(pdf: Path, values: dict[str, Any]) -> None:
    assert sentence(changed(pdf, entry_change(**values)))


def test_a_file_that_unpacks_without_end_is_one_sentence(pdf: Path) -> None:
    bomb = zlib.compress(b"\0" * 200_000_000, 9)
    writer = pypdf.PdfWriter(clone_from=pdf)
    for each in writer.attachment_list:
        stream = each.pdf_object["/EF"]["/F"].get_object()  # type: ignore[index]
        stream._data = bomb
    writer.write(pdf)
    assert "damaged" in sentence(pdf)

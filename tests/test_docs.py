"""The documentation is true: its examples run, its links lead somewhere, nothing is left unexplained.

In a page, a fenced block whose language is followed by a file name (```csv prices.csv) is a file that the
page's commands and examples find in their working folder; ```console and ```python blocks are run.
"""

import doctest
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any

import pytest

from reporting.delivery.build import build
from reporting.delivery.data import load_data
from reporting.delivery.job import AUTHORS, make
from reporting.delivery.plan import Task, make_plan
from reporting.delivery.pool import Outcomes
from reporting.disclosures import definitions
from reporting.domain.disclosure import DocumentKind
from reporting.domain.figure import Figure
from reporting.measures.registry import MEASURES

ROOT = Path(__file__).resolve().parent.parent
DOCS = ROOT / "docs"
PAGES = sorted(DOCS.glob("*.md"))
TEXTS = {page.name: page.read_text(encoding="utf-8") for page in PAGES}
METHOD = TEXTS["method.md"]

BLOCK = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CITATION = re.compile(r"method(?:\.md)?,?\s+sections?\s+((?:\d+(?:,? to |, | and )?)+)")
ITEM = re.compile(r"section 9,? items?\s+((?:\d+(?: to |, | and )?)+)")
BANNED = re.compile(r"\b(proven|robust|optimal|guaranteed?s?|safe|protected|deployed)\b", re.IGNORECASE)

SOURCES = [
    path
    for folder, pattern in (("reporting", "*.py"), ("reporting", "*.yaml"), ("templates", "*.yaml"))
    for path in sorted((ROOT / folder).rglob(pattern))
    if "__pycache__" not in path.parts
]


def numbers(text: str) -> set[int]:
    """`8, 9 and 11 to 13` as numbers."""
    found: set[int] = set()
    for first, last in re.findall(r"(\d+)(?: to (\d+))?", text):
        found |= set(range(int(first), int(last or first) + 1))
    return found


def plain(markdown: str) -> str:
    """A page without its code blocks."""
    return BLOCK.sub("", markdown)


def anchor(heading: str) -> str:
    """The fragment that leads to a heading, as code hosts make it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-")


def anchors(markdown: str) -> set[str]:
    return {anchor(heading) for heading in re.findall(r"^#+ (.+)$", plain(markdown), re.MULTILINE)}


# --- examples ---------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the demo market's files under the names that pages use."""
    folder = tmp_path_factory.mktemp("desk")
    for name in ("prices.csv", "fx.csv", "rates.csv"):
        (folder / name).write_bytes((ROOT / "reporting/inputs/demo" / name).read_bytes())
    return folder


def build_documents(folder: Path) -> None:
    """The documents that figures.md looks into."""
    plan = make_plan(load_data(), period="2026Q3", chosen=("balanced",))
    build(plan, folder / "documents", ex_post_alone, lambda outcome: None)


def ex_post_alone(tasks: Sequence[Task]) -> Outcomes:
    """A runner without the scenarios, which no page looks at."""
    for task in tasks:
        yield make(task, {DocumentKind.EX_POST: AUTHORS[DocumentKind.EX_POST]})


def run_command(command: str, folder: Path) -> str:
    """A line of a console block; what it printed. A line with `# exit N` must end in that way."""
    command, _, remark = command.partition("  # exit ")
    environment = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-c", command],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    assert done.returncode == int(remark or 0), f"{command}\n{done.stdout}{done.stderr}"
    return done.stdout + done.stderr


def run_python(code: str, page: str, names: dict[str, Any]) -> None:
    """A python block as a doctest; later blocks of a page see the names of earlier ones."""
    test = doctest.DocTestParser().get_doctest(code, names, page, page, 0)
    assert test.examples, f"a python block of {page} has no example: {code}"
    complaints: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    runner.run(test, out=complaints.append, clear_globs=False)
    names.update(test.globs)
    assert not complaints, "".join(complaints)


@pytest.mark.parametrize("page", TEXTS)
def test_the_examples_of_a_page_run(page: str, desk: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(desk)
    if page == "figures.md":
        build_documents(desk)
    names: dict[str, Any] = {}
    for language, file, body in BLOCK.findall(TEXTS[page]):
        if file:
            (desk / file).parent.mkdir(parents=True, exist_ok=True)
            (desk / file).write_text(body, encoding="utf-8")
        elif language == "console":
            lines = body.splitlines()
            printed = "".join(run_command(line[2:], desk) for line in lines if line.startswith("$ "))
            for line in lines:
                assert line.startswith("$ ") or line in printed, f"{line!r} was not printed:\n{printed}"
        elif language == "python":
            run_python(body, page, names)


def test_there_are_examples() -> None:
    assert sum(text.count("```python") for text in TEXTS.values()) >= 8


# --- links and citations ----------------------------------------------------------------------------


def links(markdown: str) -> Iterator[str]:
    return (link for link in re.findall(r"\]\(([^)]+)\)", plain(markdown)) if not link.startswith("http"))


@pytest.mark.parametrize("page", TEXTS)
def test_every_link_leads_somewhere(page: str) -> None:
    for link in links(TEXTS[page]):
        path, _, fragment = link.partition("#")
        target = (DOCS / path) if path else DOCS / page
        assert target.exists(), link
        if fragment:
            assert fragment in anchors(target.read_text(encoding="utf-8")), link


FOLDERS = ("reporting", "templates", "profiles", "tests", "docs", ".ci")
FILE = re.compile(rf"`((?:{'|'.join(re.escape(name) for name in FOLDERS)})/[^`\s<>*{{}}]*)`")


@pytest.mark.parametrize("page", TEXTS)
def test_every_file_that_a_page_names_exists(page: str) -> None:
    missing = [name for name in FILE.findall(plain(TEXTS[page])) if not (ROOT / name).exists()]
    assert missing == []


def test_every_section_of_the_method_that_is_cited_exists() -> None:
    headings = {int(number) for number in re.findall(r"^## (\d+)\. ", METHOD, re.MULTILINE)}
    for path in SOURCES:
        text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8"))
        for cited in CITATION.findall(text):
            assert numbers(cited) <= headings, f"{path.relative_to(ROOT)}: section {cited}"


def test_every_item_of_the_scenarios_that_is_cited_exists() -> None:
    part = METHOD.partition("## 9. ")[2].partition("\n## ")[0]
    items = {int(number) for number in re.findall(r"^(\d+)\. ", part, re.MULTILINE)}
    for path in SOURCES:
        text = re.sub(r"\s+", " ", path.read_text(encoding="utf-8"))
        for cited in ITEM.findall(text):
            assert numbers(cited) <= items, f"{path.relative_to(ROOT)}: section 9 item {cited}"


def test_every_definition_points_to_a_section_that_exists() -> None:
    headings = {int(number) for number in re.findall(r"^## (\d+)\. ", METHOD, re.MULTILINE)}
    assert {*definitions.TERMS.values(), *definitions.OTHERS.values()} <= headings


def test_the_citations_are_found() -> None:
    found = sum(len(CITATION.findall(path.read_text(encoding="utf-8"))) for path in SOURCES)
    assert found > 30


# --- nothing left unexplained -----------------------------------------------------------------------


@pytest.mark.parametrize("measure", [row.id for row in MEASURES])
def test_every_measure_has_its_formula(measure: str) -> None:
    part = METHOD.partition("## 7. ")[2].partition("\n## ")[0]
    assert f"`{measure}`" in part


def properties(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every key that a schema knows, with its own schema."""
    for name, part in schema.get("properties", {}).items():
        yield name, part
    for part in schema.get("$defs", {}).values():
        yield from properties(part)


def is_described(part: dict[str, Any], schema: dict[str, Any]) -> bool:
    """A description of its own, or that of the model it points to."""
    if "description" in part:
        return True
    name = part.get("$ref", "").rpartition("/")[2]
    return "description" in schema.get("$defs", {}).get(name, {})


def test_every_key_of_a_profile_is_explained() -> None:
    schema = json.loads((ROOT / "profiles/schema/profile.schema.json").read_text(encoding="utf-8"))
    everything = "".join(TEXTS.values())
    found = dict(properties(schema))
    assert len(found) > 40
    unexplained = [
        name
        for name, part in found.items()
        if not is_described(part, schema) and f"`{name}`" not in everything
    ]
    assert unexplained == []


def test_every_field_of_a_figure_is_explained() -> None:
    unexplained = [field.name for field in fields(Figure) if f"`{field.name}`" not in TEXTS["figures.md"]]
    assert unexplained == []


# --- language ---------------------------------------------------------------------------------------

MESSAGES = sorted((ROOT / "templates/messages").rglob("*.yaml"))


@pytest.mark.parametrize("path", [*PAGES, *MESSAGES], ids=lambda path: path.name)
def test_no_word_promises_what_nobody_can(path: Path) -> None:
    # A disclosure may not claim what no figure in it shows; documentation keeps to the same words.
    assert BANNED.findall(path.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("page", TEXTS)
def test_a_page_names_no_machine(page: str) -> None:
    assert re.findall(r"(?<![\w.])/(?:work|tmp|home|usr|root|opt)\b", TEXTS[page]) == []

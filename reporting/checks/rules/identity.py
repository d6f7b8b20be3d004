"""Who speaks, of what day, and for what use: on the pages themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reporting.checks.page import SPACE, without_spaces
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.verdict import Evidence, Finding, broken_by, not_applicable
from reporting.domain.disclosure import Status
from reporting.rendering.formats import Formatter

FAMILY = "identity"


def _firm_name(subject: Subject) -> Finding:
    firm = subject.twin.firm if subject.twin else subject.printed.author
    if not firm:
        return broken_by([Evidence("the file names no author, so the firm is not known")])
    first = subject.printed.pages[0]
    if SPACE.sub("", firm) not in first.joined_body.text:
        return broken_by([Evidence(f"the name {firm!r} is not in the text", 1)])
    if subject.printed.author != firm:
        return broken_by([Evidence(f"the author of the file is {subject.printed.author!r}, not {firm!r}")])
    return broken_by([], [Evidence(firm, 1)])


def _every_page(subject: Subject) -> Finding:
    pages = subject.printed.pages
    values = {"id": subject.twin.document_id} if subject.twin else {}
    message = subject.words.message("page.document")
    for name, value in values.items():
        message = message.replace(f"{{{name}}}", value)
    identity = without_spaces(message, 120)
    faults = [Evidence("no document id with an as-of date", page.number)
              for page in pages if not identity.search(page.joined.text)]  # fmt: skip
    for page in pages:
        footer = subject.words.fill("page.footer", {"page": str(page.number), "pages": str(len(pages))})
        if SPACE.sub("", footer) not in page.joined.text:
            faults.append(Evidence(f"no “{footer}”", page.number))
    return broken_by(faults)


def _mark_of_use(subject: Subject) -> Finding:
    return broken_by(_marks(subject), [Evidence(subject.meant.status)])


def _marks(subject: Subject) -> Iterator[Evidence]:
    for status in Status:
        key = f"status.{status.value}.band"
        if key not in subject.words:
            continue
        band = SPACE.sub("", subject.words.message(key))
        for page in subject.printed.pages:
            there = band in page.joined.text
            if there != (status is subject.meant.use):
                problem = "stands there by mistake" if there else "is missing"
                yield Evidence(f"“{subject.words.message(key)}” {problem}", page.number)


def _same_as_twin(subject: Subject) -> Finding:
    twin, place = subject.meant, subject.placement
    faults = []
    if SPACE.sub("", twin.document_id) not in subject.printed.text:
        faults.append(Evidence(f"the twin is that of {twin.document_id}, which the file does not name"))
    if not place.whole:
        faults.append(Evidence("the file and its twin do not hold the same number of tables and charts"))
    for table in place.tables:
        if len(table.rows) != len(table.block.rows):
            name = table.block.id if table.block.block == "table" else table.section.id
            faults.append(Evidence(f"{name}: {len(table.rows)} rows of {len(table.block.rows)} are printed"))
            continue
        for (element, page), row in zip(table.rows, table.block.lines, strict=True):
            printed = SPACE.sub("", "".join(run.text for _, run in subject.runs_of(element)))
            for value in row:
                cell = twin.cell(value)
                known = table.block.block == "facts" and cell.figure is not None  # printed with its period
                if not known and not any(
                    SPACE.sub("", text) in printed for text in _forms(subject, cell.text)
                ):
                    faults.append(Evidence(f"{cell.text!r} of the twin is not printed in its row", page))
    return broken_by(faults)


def _forms(subject: Subject, text: str) -> tuple[str, ...]:
    """A cell's text, and for a day of the calendar what a table prints for it."""
    try:
        return text, Formatter(subject.meant.language).day(date.fromisoformat(text), brief=True)
    except ValueError:
        return (text,)


def _titles(subject: Subject) -> Finding:
    if not subject.printed.structure:
        return not_applicable("the file has no structure")
    heads = [Evidence("a heading without text") for element in subject.elements("H1", "H2", "H3")
             if not "".join(run.text for _, run in subject.runs_of(element)).strip()]  # fmt: skip
    return broken_by(heads)


RULES = (
    Rule(
        "firm_name",
        FAMILY,
        "DR 2017/565 Art 44(2)(a)",
        "The firm's name stands on the first page, and the file names it as its author.",
        "Print the firm's name in the head of page 1.",
        _firm_name,
    ),
    Rule(
        "every_page",
        FAMILY,
        "DR 2017/565 Art 44(2)(g)",
        "Every page bears the document's id, its as-of date and its number.",
        "Restore the footer of the page.",
        _every_page,
    ),
    Rule(
        "mark_of_use",
        FAMILY,
        "DR 2017/565 Arts 44(2)(e) and 44(5)",
        "A draft or specimen says so on every page, and a final document says neither.",
        "Print the band that belongs to the document's status.",
        _mark_of_use,
        twin=True,
    ),
    Rule(
        "same_as_twin",
        FAMILY,
        "DR 2017/565 Art 72(1)",
        "The file prints what its twin holds, table by table and cell by cell.",
        "Build the document anew, so that both come from one source.",
        _same_as_twin,
        twin=True,
    ),
    Rule(
        "headings_have_text",
        FAMILY,
        "DR 2017/565 Art 44(2)(d)",
        "No heading is empty.",
        "Give the section a title.",
        _titles,
    ),
)

"""Who speaks, of what day, and for what use: on the pages themselves."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from reporting.checks.page import SPACE, without_spaces
from reporting.checks.rule import Rule
from reporting.checks.subject import Subject
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.disclosure import Status, Text
from reporting.domain.verdict import Evidence, Finding
from reporting.rendering.formats import Formatter

FAMILY = "identity"


def _firm_name(subject: Subject) -> Finding:
    firm = subject.twin.firm if subject.twin else subject.printed.author
    if not firm:
        return broken_by([seen("no_author")])
    first = subject.printed.pages[0]
    if SPACE.sub("", firm) not in first.joined_body.text:
        return broken_by([seen("name_not_printed", 1, name=firm)])
    if subject.printed.author != firm:
        return broken_by([seen("other_author", author=subject.printed.author, name=firm)])
    return broken_by([], [seen("value", 1, value=firm)])


def _every_page(subject: Subject) -> Finding:
    pages = subject.printed.pages
    values = {"id": subject.twin.document_id} if subject.twin else {}
    message = subject.words.message("page.document")
    for name, value in values.items():
        message = message.replace(f"{{{name}}}", value)
    identity = without_spaces(message, 120)
    faults = [seen("no_identity", page.number)
              for page in pages if not identity.search(page.joined.text)]  # fmt: skip
    for page in pages:
        footer = subject.words.fill("page.footer", {"page": str(page.number), "pages": str(len(pages))})
        if SPACE.sub("", footer) not in page.joined.text:
            faults.append(seen("no_footer", page.number, footer=footer))
    return broken_by(faults)


def _mark_of_use(subject: Subject) -> Finding:
    return broken_by(_marks(subject), [seen("value", value=Text(f"cr.status_{subject.meant.status}"))])


def _marks(subject: Subject) -> Iterator[Evidence]:
    for status in Status:
        key = f"status.{status.value}.band"
        if key not in subject.words:
            continue
        band = SPACE.sub("", subject.words.message(key))
        for page in subject.printed.pages:
            there = band in page.joined.text
            if there != (status is subject.meant.use):
                problem = "band_wrong" if there else "band_missing"
                yield seen(problem, page.number, band=subject.words.message(key))


def _same_as_twin(subject: Subject) -> Finding:
    twin, place = subject.meant, subject.placement
    faults = []
    if SPACE.sub("", twin.document_id) not in subject.printed.text:
        faults.append(seen("other_twin", document=twin.document_id))
    if not place.whole:
        faults.append(seen("other_number"))
    for table in place.tables:
        if len(table.rows) != len(table.block.rows):
            name = table.block.id if table.block.block == "table" else table.section.id
            faults.append(
                seen("rows_missing", table=name, printed=len(table.rows), rows=len(table.block.rows))
            )
            continue
        for (element, page), row in zip(table.rows, table.block.lines, strict=True):
            printed = SPACE.sub("", "".join(run.text for _, run in subject.runs_of(element)))
            for value in row:
                cell = twin.cell(value)
                known = table.block.block == "facts" and cell.figure is not None  # printed with its period
                if not known and not any(
                    SPACE.sub("", text) in printed for text in _forms(subject, cell.text)
                ):
                    faults.append(seen("cell_not_printed", page, cell=cell.text))
    return broken_by(faults)


def _forms(subject: Subject, text: str) -> tuple[str, ...]:
    """A cell's text, and for a day of the calendar what a table prints for it."""
    try:
        return text, Formatter(subject.meant.language).day(date.fromisoformat(text), brief=True)
    except ValueError:
        return (text,)


def _titles(subject: Subject) -> Finding:
    if not subject.printed.structure:
        return not_applicable("no_structure")
    heads = [seen("empty_heading") for element in subject.elements("H1", "H2", "H3")
             if not "".join(run.text for _, run in subject.runs_of(element)).strip()]  # fmt: skip
    return broken_by(heads)


RULES = (
    Rule("firm_name", FAMILY, "DR 2017/565 Art 44(2)(a)", _firm_name),
    Rule("every_page", FAMILY, "DR 2017/565 Art 44(2)(g)", _every_page),
    Rule("mark_of_use", FAMILY, "DR 2017/565 Arts 44(2)(e) and 44(5)", _mark_of_use, twin=True),
    Rule("same_as_twin", FAMILY, "DR 2017/565 Art 72(1)", _same_as_twin, twin=True),
    Rule("headings_have_text", FAMILY, "DR 2017/565 Art 44(2)(d)", _titles),
)

"""Nothing disguised: size, contrast, layers, warnings as prominent as the text around them (Art 44(2))."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from reporting.checks.page import Page, Run, without_spaces
from reporting.checks.rule import Look, Rule
from reporting.checks.subject import Subject, boxed, excerpt
from reporting.checks.verdict import broken_by, not_applicable, seen
from reporting.domain.disclosure import Number
from reporting.domain.verdict import Evidence, Finding
from reporting.law.clauses import Prominence, clauses
from reporting.law.parameters import newest

FAMILY = "legibility"
SIZE_TOLERANCE = 0.05
"""Points: sizes are written to two decimals of a unit of 3/4 point."""


def _smallest(subject: Subject) -> Finding:
    limit = newest("smallest_text").value
    small = (
        boxed(page, [run], "size", text=excerpt([run]), size=Number(run.size, 1))
        for page in subject.printed.pages
        for run in page.runs
        if run.size < limit - SIZE_TOLERANCE
    )
    return broken_by(small)


def _contrast(subject: Subject) -> Finding:
    limit = newest("contrast").value
    faint = (
        boxed(page, [run], "contrast", text=excerpt([run]), ratio=Number(run.contrast, 1))
        for page in subject.printed.pages
        for run in page.runs
        if run.contrast < limit and not _watermark(run)
    )
    return broken_by(faint)


def _watermark(run: Run) -> bool:
    """The mark across a specimen: no content, and ten times as large as the text on it."""
    return run.artifact and run.drawing and run.size > 60


def _hidden(subject: Subject) -> Finding:
    faults = [
        boxed(page, [run], "invisible", text=excerpt([run]))
        for page in subject.printed.pages
        for run in page.runs
        if not run.visible
    ]
    if subject.printed.hidden_layers:
        faults.append(seen("hidden_layers"))
    return broken_by(faults)


def _warnings(subject: Subject) -> Iterator[tuple[Page, tuple[Run, ...]]]:
    """Where warnings are printed: those of the register, and all boxes that the twin calls warnings."""
    keys = [clause.text for clause in clauses().values() if clause.prominence is Prominence.WARNING]
    patterns = [subject.pattern(key) for key in keys if key in subject.words]
    if subject.twin:
        boxes = {box.text for box in subject.twin.callouts() if box.emphasis == "warning"}
        patterns += [without_spaces(_literal(text)) for text in sorted(boxes)]
    for pattern in patterns:
        yield from subject.places(pattern)


def _literal(text: str) -> str:
    return text.replace("{", "{{").replace("}", "}}")


def _of_warnings(subject: Subject, faults: Iterable[Evidence]) -> Finding:
    if not any(True for _ in _warnings(subject)):
        return not_applicable("no_warning")
    return broken_by(faults)


def _warning_size(subject: Subject) -> Finding:
    limit = subject.body_size
    most = Number(limit, 1)
    return _of_warnings(
        subject,
        (
            boxed(page, [run], "smaller", text=excerpt([run]), size=Number(run.size, 1), most=most)
            for page, runs in _warnings(subject)
            for run in runs
            if run.size < limit - SIZE_TOLERANCE
        ),
    )


def _warning_contrast(subject: Subject) -> Finding:
    limit = newest("contrast").value
    ink = sum(subject.body_run.color)
    return _of_warnings(
        subject,
        (
            boxed(page, [run], "fainter", text=excerpt([run]), ratio=Number(run.contrast, 1))
            for page, runs in _warnings(subject)
            for run in runs
            if run.contrast < limit or (sum(run.color) > ink and run.contrast < subject.body_run.contrast / 2)
        ),
    )


def _warning_place(subject: Subject) -> Finding:
    margin = newest("page_margin").value
    return _of_warnings(
        subject,
        (
            boxed(page, runs, "in_margin", text=excerpt(runs))
            for page, runs in _warnings(subject)
            if any(run.box[1] < margin or run.box[3] > page.height - margin for run in runs)
        ),
    )


def _rule(id: str, article: str, look: Look) -> Rule:
    return Rule(id, FAMILY, article, look)


RULES = (
    _rule("smallest_text", "DR 2017/565 Art 44(2)(e)", _smallest),
    _rule("contrast", "DR 2017/565 Art 44(2)(e)", _contrast),
    _rule("nothing_hidden", "DR 2017/565 Art 44(2)(e)", _hidden),
    _rule("warning_size", "DR 2017/565 Art 44(2)(c)", _warning_size),
    _rule("warning_contrast", "DR 2017/565 Art 44(2)(c)", _warning_contrast),
    _rule("warning_place", "DR 2017/565 Art 44(2)(c)", _warning_place),
)

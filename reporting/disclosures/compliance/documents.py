"""The documents of the period: what each is, whether it is published, what the rules say about it."""

from __future__ import annotations

from reporting.disclosures.blocks import columns
from reporting.disclosures.compliance.counts import count, total
from reporting.disclosures.compliance.facts import Checked, Facts
from reporting.disclosures.words import text
from reporting.domain.disclosure import Paragraph, Row, Section, Table, Verbatim
from reporting.domain.figure import Figure
from reporting.domain.verdict import Verdict

HASH = 8
"""Digits of a hash that are printed; the manifest has all of them."""
VERDICTS = (Verdict.MET, Verdict.NOT_MET, Verdict.NEEDS_PERSON, Verdict.NOT_APPLICABLE)
VERDICT_WIDTHS = (0.089, 0.069, 0.074, 0.069)
"""What the heads of the verdicts need in the language with the longest word."""
WIDTHS = (0.04, 0.168, 0.1, 0.069, 0.065, 0.08, 0.092, 0.085, *VERDICT_WIDTHS)


def documents_section(facts: Facts) -> Section:
    """Every document with its number, by which the other tables name it; a sentence where there is none."""
    if not facts.documents:
        return Section("documents", text("cr.documents"), (Paragraph(text("cr.none_written")),))
    heads = ("number", "profile", "document", "language", "pages", "status", "published", "hash")
    table = Table(
        "documents",
        text("cr.documents_caption"),
        columns(
            *(f"cr.{head}" for head in heads),
            *(f"cr.verdict_{verdict}" for verdict in VERDICTS),
            widths=WIDTHS,
            start=(0, 1, 2, 3, 5, 6, 7),
        ),
        (*(_row(number, each) for number, each in facts.numbered), _totals(facts)),
        dense=True,
    )
    return Section("documents", text("cr.documents"), (Paragraph(text("cr.documents_lead")), table))


def _row(number: int, document: Checked) -> Row:
    return Row(
        (
            Verbatim(str(number)),
            Verbatim(document.profile),
            text(f"cr.kind_{document.kind.value.replace('-', '_')}"),
            Verbatim(document.language),
            count(f"document.{number}.pages", document.pages, "checked_pages"),
            text(f"cr.status_{document.status}"),
            text("cr.yes" if document.published else "cr.no"),
            Verbatim(document.sha256[:HASH]),
            *(verdict_count(number, document, verdict) for verdict in VERDICTS),
        )
    )


def verdict_count(number: int, document: Checked, verdict: Verdict) -> Figure:
    """How many rules came to a verdict on a document."""
    return count(f"document.{number}.{verdict}", document.count(verdict), "verdicts")


def _totals(facts: Facts) -> Row:
    pages = [count(f"document.{n}.pages", each.pages, "checked_pages") for n, each in facts.numbered]
    blank = Verbatim("")
    cells = (text("cr.all"), blank, blank, blank, total("documents.pages", pages), blank, blank, blank)
    return Row((*cells, *(verdict_total(facts, verdict) for verdict in VERDICTS)), total=True)


def verdict_total(facts: Facts, verdict: Verdict) -> Figure:
    """How many findings on all documents came to a verdict; there is at least one document."""
    return total(f"documents.{verdict}", [verdict_count(n, each, verdict) for n, each in facts.numbered])

"""The compliance report on documents of clients: which obligation how many of them meet, and where."""

from __future__ import annotations

from collections.abc import Iterator

from reporting.disclosures.blocks import columns
from reporting.disclosures.compliance.counted import ClientFacts, Kind
from reporting.disclosures.compliance.counts import count
from reporting.disclosures.compliance.documents import HASH, VERDICTS
from reporting.disclosures.compliance.facts import Described
from reporting.disclosures.compliance.judged import Judged, judged
from reporting.disclosures.compliance.law import cited
from reporting.disclosures.compliance.matrix import matrix_section
from reporting.disclosures.compliance.opening import by_procedure, parts_table
from reporting.disclosures.compliance.rules import rules_section
from reporting.disclosures.words import text
from reporting.domain.disclosure import (
    Block,
    Bullets,
    Disclosure,
    DocumentKind,
    Facts,
    Paragraph,
    Row,
    Section,
    Status,
    Table,
    Text,
    Verbatim,
)
from reporting.domain.localised import SOURCE
from reporting.domain.verdict import Verdict
from reporting.law.obligations import obligations

STATES = ("issued", "exempt", "refused", "failed")


def client_compliance(facts: ClientFacts) -> Disclosure:
    """The report of a run. It names no client and no amount of one."""
    rows = tuple(judged(each, facts, text("cr.no_such_client_document")) for each in obligations())
    return Disclosure(
        kind=DocumentKind.COMPLIANCE,
        document_id=f"{facts.period}-{facts.run}-compliance",
        profile="",
        period=facts.period,
        as_of=facts.as_of,
        language=SOURCE,
        currency="",
        title=text("cr.title_clients"),
        subtitle=text("cr.subtitle", period=Verbatim(facts.period)),
        firm=facts.firm,
        status=Status.FINAL,
        reasons=(),
        sections=(
            _glance(facts, rows),
            _tasks(facts, rows),
            _documents(facts),
            matrix_section(rows, counted=True),
            rules_section(facts),
        ),
    )


def _glance(facts: ClientFacts, rows: tuple[Judged, ...]) -> Section:
    first, last = facts.quarter
    written = sum(each.tally.documents for each in facts.kinds)
    released = sum(each.published for each in facts.kinds)
    pairs = (
        *(
            (text(f"cr.clients_{state}"), count(f"clients.{state}", facts.clients[state], "checked_clients"))
            for state in STATES
            if state in facts.clients
        ),
        (text("cr.written"), count("documents.written", written, "checked_documents")),
        (text("cr.released"), count("documents.published", released, "checked_documents")),
        (text("cr.rejected"), count("documents.rejected", written - released, "checked_documents")),
        (text("cr.rules_in_force"), count("rules.all", len(facts.rules), "rules_in_force")),
    )
    lead = Paragraph(text("cr.lead_clients", first=first, last=last))
    return Section("glance", text("cr.glance"), (lead, Facts(pairs), parts_table(rows)))


def _tasks(facts: ClientFacts, rows: tuple[Judged, ...]) -> Section:
    """What a person must still do: rules that some documents do not meet, then what is by procedure."""
    every = (Verdict.NOT_MET, Verdict.NEEDS_PERSON)
    open_rules = (task for verdict in every for task in _open(facts, verdict))
    return Section("tasks", text("cr.tasks"), (Bullets((*open_rules, *by_procedure(rows))),))


def _open(facts: ClientFacts, verdict: Verdict) -> Iterator[Text]:
    for rule in facts.rules:
        if number := facts.count(rule.id)[verdict]:
            yield _task(rule, verdict, number)


def _task(rule: Described, verdict: Verdict, number: int) -> Text:
    return text(
        f"cr.task_counted_{verdict}",
        rule=Verbatim(rule.id),
        article=cited(rule.article),
        count=count(f"task.{rule.id}.{verdict}", number, "judged_documents"),
        demand=rule.demand,
        mend=rule.mend,
    )


def _documents(facts: ClientFacts) -> Section:
    """Kinds of documents with their numbers, then the examples whose pages the matrix names."""
    if not facts.kinds:
        return Section("documents", text("cr.documents"), (Paragraph(text("cr.no_documents")),))
    blocks: list[Block] = [_kinds(facts)]
    if facts.examples:
        blocks += [Paragraph(text("cr.examples_lead")), _examples(facts)]
    return Section("documents", text("cr.documents"), tuple(blocks))


def _kinds(facts: ClientFacts) -> Table:
    heads = ("document", "written_short", "published", "pages")
    return Table(
        "kinds",
        text("cr.kinds_caption"),
        columns(
            *(f"cr.{head}" for head in heads),
            *(f"cr.verdict_{verdict}" for verdict in VERDICTS),
            widths=(0.24, 0.1, 0.12, 0.1, 0.11, 0.11, 0.11, 0.11),
        ),
        tuple(_kind(each) for each in facts.kinds),
        dense=True,
    )


def _kind(each: Kind) -> Row:
    name = each.kind.value.replace("-", "_")
    verdicts = (sum(each.tally.count(rule)[verdict] for rule in each.tally.rules) for verdict in VERDICTS)
    return Row(
        (
            text(f"cr.kind_{name}"),
            count(f"kind.{name}.documents", each.tally.documents, "checked_documents"),
            count(f"kind.{name}.published", each.published, "checked_documents"),
            count(f"kind.{name}.pages", each.pages, "checked_pages"),
            *(
                count(f"kind.{name}.{verdict}", number, "verdicts")
                for verdict, number in zip(VERDICTS, verdicts, strict=True)
            ),
        )
    )


def _examples(facts: ClientFacts) -> Table:
    heads = ("number", "document", "client", "language", "pages", "hash")
    rows = tuple(
        Row(
            (
                Verbatim(str(number)),
                text(f"cr.kind_{each.kind.value.replace('-', '_')}"),
                Verbatim(each.client),
                Verbatim(each.language),
                count(f"example.{number}.pages", each.pages, "checked_pages"),
                Verbatim(each.sha256[:HASH]),
            )
        )
        for number, each in facts.numbered
    )
    return Table(
        "examples",
        text("cr.examples_caption"),
        columns(
            *(f"cr.{head}" for head in heads),
            widths=(0.08, 0.22, 0.32, 0.1, 0.1, 0.18),
            start=(0, 1, 2, 3, 5),
        ),
        rows,
        dense=True,
    )

"""The compliance report of a run that makes documents of clients: verdicts by number, pages of a few."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from reporting.checks.check import check
from reporting.checks.rules import RULES
from reporting.checks.told import reasons
from reporting.clients.period import Period
from reporting.delivery.compliance import described, finished
from reporting.delivery.plan import Plan
from reporting.delivery.text import Json, pretty
from reporting.disclosures.compliance import ClientFacts, Example, Kind, client_compliance
from reporting.domain.disclosure import DocumentKind
from reporting.domain.tally import SIGNS, Tally
from reporting.domain.verdict import Verdict

MOST = 20
"""Examples at the most; a run in which nothing goes wrong has a handful."""
NOTHING = SIGNS[Verdict.NOT_APPLICABLE]


@dataclass(frozen=True, slots=True)
class Made:
    """One document that was made and checked: whose by pseudonym, what the rules said (`domain.tally`), and
    how to `read` its PDF and twin."""

    client: str
    kind: DocumentKind
    language: str
    pages: int
    sha256: str
    published: bool
    signs: str
    read: Callable[[], tuple[bytes, bytes]]


def client_report(
    plan: Plan, run: str, period: Period, as_of: date, clients: Mapping[str, int], made: Iterable[Made]
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The report on documents of clients as PDF and twin, with the verdicts that it counts, by their names; a
    line for each check that it fails itself. `clients` says what became of how many."""
    kinds, examples = _gone_through(made)
    facts = ClientFacts(
        run=run,
        period=period.label,
        quarter=(period.first, period.last),
        as_of=as_of,
        firm=plan.house.firm.name.value,
        clients=clients,
        kinds=kinds,
        examples=examples,
        rules=described(),
    )
    pdf, figures, checks = report_names(run)
    verdicts = pretty({each.kind.value: _counted(each.tally) for each in kinds})
    done = finished(client_compliance(facts), plan, verdicts, checks)
    wrong = tuple(f"{pdf} must not be used: {reason}" for reason in reasons(done.found))
    return {pdf: done.pdf, figures: done.figures, checks: verdicts}, wrong


def report_names(run: str) -> tuple[str, str, str]:
    """The report of a run, its twin, and the verdicts that it counts."""
    return f"{run}-compliance.pdf", f"{run}-compliance.json", f"{run}-checks.json"


def _gone_through(made: Iterable[Made]) -> tuple[tuple[Kind, ...], tuple[Example, ...]]:
    """Numbers of all documents, and the first ones in which a rule has something to say that it had not
    before: in one pass, for there may be many."""
    patterns: dict[DocumentKind, Counter[str]] = {}
    pages, released = Counter[DocumentKind](), Counter[DocumentKind]()
    shown: set[tuple[int, str]] = set()
    examples: list[Example] = []
    for each in made:
        patterns.setdefault(each.kind, Counter())[each.signs] += 1
        pages[each.kind] += each.pages
        released[each.kind] += each.published
        said = {pair for pair in enumerate(each.signs) if pair[1] != NOTHING}
        if not said <= shown and len(examples) < MOST:
            shown |= said
            examples.append(_example(each))
    rules = tuple(rule.id for rule in RULES)
    kinds = (
        Kind(kind, released[kind], pages[kind], Tally(rules, patterns[kind]))
        for kind in DocumentKind
        if kind in patterns
    )
    return tuple(kinds), tuple(examples)


def _example(each: Made) -> Example:
    """Read back once more, for the pages."""
    report = check(*each.read(), each.client)
    return Example(each.client, each.kind, each.language, each.pages, each.sha256, report.findings)


def _counted(tally: Tally) -> Json:
    """How many documents got which verdict, rule by rule; what was never given is left out."""
    counts = {rule: tally.count(rule) for rule in tally.rules}
    return {
        rule: {verdict.value: number for verdict, number in each.items()} for rule, each in counts.items()
    }

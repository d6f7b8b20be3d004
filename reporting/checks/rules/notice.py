"""The notice of a loss: measure, threshold and day, reckoned again from what is printed (Art 62(1))."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from reporting.checks.asked import of
from reporting.checks.chapters import Chapter
from reporting.checks.printed import number
from reporting.checks.rule import Rule
from reporting.checks.rules.contents import differs, printed
from reporting.checks.rules.performance import HALF, period
from reporting.checks.subject import Subject
from reporting.checks.verdict import percent, seen
from reporting.domain.business_days import BusinessCalendar
from reporting.domain.disclosure import DocumentKind
from reporting.domain.verdict import Evidence
from reporting.law.parameters import parameter

FAMILY = "notice"
NOTICE = (DocumentKind.NOTICE,)
ABOUT, TABLE = "notice", "notice_loss"


def _step(subject: Subject, chapter: Chapter) -> Decimal | None:
    """The step of the law in percent, at the start of the period."""
    first, _ = period(subject, chapter, ABOUT)
    return Decimal(str(parameter("depreciation_step", first).value)) * 100 if first else None


def _threshold(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """The loss is that of measure and value, and the threshold the highest step that it reaches."""
    page, step = subject.page_of(chapter.table(TABLE)), _step(subject, chapter)
    base, value, lost = (printed(chapter, f"notice.{name}") for name in ("base", "value", "amount"))
    loss, told = number(chapter.figure("notice.loss")), number(chapter.figure("notice.threshold"))
    if step is None or loss is None or told is None or base <= 0:
        yield seen("no_loss_shown", page)
        return
    if abs(base - value - lost) > Decimal("0.01"):
        yield differs(page, "notice.amount", lost, base - value)
    share = 100 * (1 - value / base)
    if abs(share - loss) > HALF + 1 / base:
        yield differs(page, "notice.loss", loss, share.quantize(HALF))
    if not told <= share + 1 / base < told + step + 2 / base:
        yield seen("other_threshold", page, told=percent(told, 0), loss=percent(share, 2))


def _whole_step(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """The threshold, and the one that comes next, are multiples of the step of the law."""
    page, step = subject.page_of(chapter.table(TABLE)), _step(subject, chapter)
    told, following = (number(chapter.figure(f"notice.{name}")) for name in ("threshold", "following"))
    if step is None or told is None or told < step or told % step:
        yield seen("no_step", page, told=percent(told or Decimal(0), 0))
    elif following != told + step:
        yield seen("no_step", page, told=percent(following or Decimal(0), 0))


def _payments(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Without withdrawals the measure is the start and what was paid in and invested; these lower it."""
    page = subject.page_of(chapter.table(TABLE))
    start, paid_in, moved, waiting, base = (
        printed(chapter, f"notice.{name}")
        for name in ("start", "additions", "withdrawals", "uninvested", "base")
    )
    invested = start + paid_in - waiting
    if moved > 0 or not 0 <= waiting <= paid_in:
        yield seen("payments_wrong", page)
    elif (base != invested) if not moved else not 0 <= base < invested:
        yield differs(page, "notice.base", base, invested + moved)


def _due(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """Due on the day of the valuation where that is a business day, else on the next one."""
    page = subject.page_of(chapter.section(ABOUT))
    facts = chapter.facts(ABOUT)
    shown: list[date | None] = []
    for name in ("valued", "due"):
        value = facts.get(subject.words.message(f"notice.{name}"))
        said = subject.read(f"notice.{name}_words", chapter.twin.cell(value).text) if value else None
        shown.append(subject.day(said["day"]) if said else None)
    valued, due = shown
    if valued is None or due is None or valued != subject.as_of:
        yield seen("no_due_day", page)
    elif due not in {calendar.on_or_after(valued) for calendar in BusinessCalendar}:
        yield seen("due_wrong", page, day=valued, due=due)
    first, last = period(subject, chapter, ABOUT)
    if valued and not (first and last and first <= valued <= last):
        yield seen("outside_period", page, day=valued)


def _once(subject: Subject, chapter: Chapter) -> Iterator[Evidence]:
    """The document's id names client, period and threshold: the register issues an id once."""
    threshold = _threshold_of(subject.meant.document_id, subject.meant.period)
    if threshold is None or threshold != number(chapter.figure("notice.threshold")):
        yield seen("id_wrong", document=subject.meant.document_id)
    if not any(subject.read("notice.further", text) for text in chapter.texts()):
        yield seen("message_nowhere", key="notice.further")


def _threshold_of(document: str, period: str) -> int | None:
    """The threshold in percent that a letter's id names, if it is of this period (as `2026-09`)."""
    found = re.fullmatch(rf"\w+-{re.escape(period)}-notice-(\d+)(?:-[a-z]{{2}})?", document, re.ASCII)
    return int(found[1]) if found else None


RULES = (
    Rule("notice_threshold", FAMILY, "DR 2017/565 Art 62(1)", of(NOTICE, _threshold, TABLE), twin=True),
    Rule("notice_due", FAMILY, "DR 2017/565 Art 62(1)", of(NOTICE, _due, ABOUT), twin=True),
    Rule("notice_once", FAMILY, "ESMA Q&A 8.7, 8.12", of(NOTICE, _once, ABOUT), twin=True),
    Rule("notice_payments", FAMILY, "ESMA Q&A 8.4", of(NOTICE, _payments, TABLE), twin=True),
    Rule("notice_step", FAMILY, "ESMA Q&A 8.9", of(NOTICE, _whole_step, TABLE), twin=True),
)

"""Documents of a client that pass the checks, made from a persona of the demo book."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from reporting.clients.notices import Notice
from reporting.clients.period import Cycle, period_of
from reporting.disclosures.clients.account import BOOK, account_facts
from reporting.disclosures.clients.annual_costs import annual_costs_chapter
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import ClientContext
from reporting.disclosures.clients.notice import Letter, notice_document
from reporting.disclosures.clients.pack import pack, shared_document
from reporting.disclosures.clients.personal import personal_chapter
from reporting.disclosures.clients.statement import statement_chapter
from reporting.disclosures.lineage import traced
from reporting.domain.client import ClientRecord
from reporting.domain.disclosure import Disclosure, DocumentKind, Status, Text
from reporting.domain.lineage import Input
from reporting.inputs.clients import demo_book
from tests.disclosures.clients.models import model
from tests.disclosures.composed import PERIOD, house

PERSONA, PROFILE = "P11", "balanced"
QUARTER = period_of(Cycle.QUARTERLY, date(2026, 9, 30))
REASONS = (Text("specimen.synthetic_market"),)


def record() -> ClientRecord:
    return demo_book().record(PERSONA)


@cache
def context() -> ClientContext:
    return ClientContext(
        record=record(),
        reference="0" * 20,
        house=house(),
        models={PROFILE: model(PROFILE)},
        period=PERIOD,
        quarter=(QUARTER.first, QUARTER.last),
        as_of=model(PROFILE).context.as_of,
        status=Status.SPECIMEN,
        reasons=REASONS,
    )


def inputs() -> tuple[Input, ...]:
    """Every input that a figure may name, with the dates that the checks look at."""
    last = context().as_of
    keys = ("prices", "fx", "cash_rates", "profile", "instruments", "assumptions", "firm", BOOK)
    return tuple(Input(key, f"{key}, synthetic", "0" * 64, date(2009, 1, 2), last) for key in keys)


@cache
def documents() -> dict[DocumentKind, Disclosure]:
    """Each document of the persona by itself, and all bound into one."""
    account = account_facts(context())
    assert account is not None
    costs = annual_costs_chapter(account)
    assert isinstance(costs, Chapter)
    chapters = (
        personal_chapter(model(PROFILE), float(account.closing.total), held=True),
        statement_chapter(account),
        costs,
    )
    bound = pack(context(), chapters, shared_document(model(PROFILE)))
    return {each.kind: traced(each, inputs()) for each in (*bound.alone, bound.whole, letter())}


def letter() -> Disclosure:
    """A notice of a loss of 11.5 percent after an addition, by hand."""
    notice = Notice(
        period=QUARTER,
        day=date(2026, 8, 12),
        due=date(2026, 8, 12),
        threshold=1,
        loss=0.115,
        base=100_000.0,
        value=88_500.0,
        start_value=Decimal("90000"),
        additions=Decimal("10000"),
        withdrawals=Decimal("0"),
        uninvested=Decimal("0"),
    )
    told = Letter(record(), "0" * 20, model(PROFILE).context.profile, house(), notice, Status.SPECIMEN,
                  REASONS, ("prices",))  # fmt: skip
    return notice_document(told)

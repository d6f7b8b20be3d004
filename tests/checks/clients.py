"""Documents of a client that pass the checks, made from a persona of the demo book."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from functools import cache

from reporting.clients.assessment.assess import assess
from reporting.clients.assessment.types import Assessment
from reporting.clients.notices import Notice
from reporting.clients.period import Cycle, Period, period_of
from reporting.disclosures.clients.account import BOOK, account_facts
from reporting.disclosures.clients.advice.amounts import PROFILES as ALL_PROFILES
from reporting.disclosures.clients.advice.cited import QUESTIONNAIRE
from reporting.disclosures.clients.annual_costs import annual_costs_chapter
from reporting.disclosures.clients.chapter import Chapter
from reporting.disclosures.clients.context import ClientContext
from reporting.disclosures.clients.notice import Letter, notice_document
from reporting.disclosures.clients.outcomes import outcome_of
from reporting.disclosures.clients.pack import pack, shared_document
from reporting.disclosures.clients.personal import personal_chapter
from reporting.disclosures.clients.refusal import refusal_chapter
from reporting.disclosures.clients.statement import statement_chapter
from reporting.disclosures.clients.suitability import suitability_chapter, suitability_update
from reporting.disclosures.lineage import traced
from reporting.domain.client import ClientRecord
from reporting.domain.disclosure import Disclosure, DocumentKind, Status, Text
from reporting.domain.lineage import Input
from reporting.domain.questionnaire import Questionnaire
from reporting.inputs.clients import demo_book
from reporting.inputs.questionnaire import load_questionnaire
from reporting.inputs.resources import bundled
from tests.disclosures.clients.models import model
from tests.disclosures.composed import PERIOD, house

PERSONA, ENDED, PROFILE = "P11", "P24", "balanced"
PROFILES = (PROFILE, "conservative", "aggressive")
QUARTER = period_of(Cycle.QUARTERLY, date(2026, 9, 30))
REASONS = (Text("specimen.synthetic_market"),)


def record(persona: str = PERSONA) -> ClientRecord:
    return demo_book().record(persona)


@cache
def questionnaire() -> Questionnaire:
    return load_questionnaire(bundled("profiles") / "house")


@cache
def context(persona: str = PERSONA, profiles: tuple[str, ...] = PROFILES) -> ClientContext:
    return ClientContext(
        record=record(persona),
        reference="0" * 20,
        house=house(),
        models={id: model(id) for id in profiles},
        period=PERIOD,
        quarter=(QUARTER.first, QUARTER.last),
        as_of=model(PROFILE).context.as_of,
        status=Status.SPECIMEN,
        reasons=REASONS,
    )


def assessment(client: ClientContext) -> Assessment:
    """Of a client, among the profiles of its context."""
    profiles = {id: each.context.profile for id, each in client.models.items()}
    outcomes = {id: outcome_of(each) for id, each in client.models.items()}
    return assess(client.record, house(), questionnaire(), profiles, outcomes, client.as_of)


def inputs(last: date) -> tuple[Input, ...]:
    """Every input that a figure may name, with dates up to that of the document."""
    keys = ("prices", "fx", "cash_rates", "profile", "instruments", "assumptions", "firm", BOOK)
    return tuple(
        Input(key, f"{key}, synthetic", "0" * 64, date(2009, 1, 2), last)
        for key in (*keys, QUESTIONNAIRE, ALL_PROFILES)
    )


@cache
def documents() -> dict[DocumentKind, Disclosure]:
    """Each document of the persona by itself, and all bound into one; the refusal of another one."""
    account = account_facts(context())
    assert account is not None
    costs = annual_costs_chapter(account)
    assert isinstance(costs, Chapter)
    found = assessment(context())
    assert found.chosen is not None and found.chosen.profile == PROFILE
    chapters = (
        suitability_chapter(context(), found, questionnaire()),
        personal_chapter(model(PROFILE), float(account.closing.total), held=True),
        statement_chapter(account, suitability_update(context(), found, questionnaire())),
        costs,
    )
    bound = pack(context(), chapters, shared_document(model(PROFILE)))
    every = (*bound.alone, bound.whole, refusal(), letter())
    return {each.kind: traced(each, inputs(each.as_of)) for each in every}


def report_alone(client: ClientContext) -> Disclosure:
    """The suitability report by itself."""
    written = suitability_chapter(client, assessment(client), questionnaire())
    (alone,) = pack(client, (written,), None).alone
    return traced(alone, inputs(alone.as_of))


def refusal() -> Disclosure:
    """That of a client whose relationship has ended."""
    client = context(ENDED)
    found = refusal_chapter(client, assessment(client), questionnaire())
    (alone,) = pack(client, (found,), None).alone
    return alone


def letter(period: Period = QUARTER) -> Disclosure:
    """A notice of a loss of 11.5 percent after an addition, by hand."""
    notice = Notice(
        period=period,
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

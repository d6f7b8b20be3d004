"""A document made again from inputs that are at hand: one of a profile by a build, one of a client here."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache

from reporting.delivery.athand import AtHand, Places
from reporting.delivery.notices.letters import letter_of, printed
from reporting.delivery.notices.watch import watch
from reporting.delivery.packs.maker import Task
from reporting.delivery.packs.recipe import ClientRecipe
from reporting.delivery.plan import Plan, make_plan
from reporting.delivery.pool import Runner
from reporting.delivery.register.pseudonym import load_key, pseudonym
from reporting.delivery.subject import house_beside
from reporting.disclosures.clients.notice import notice_document
from reporting.domain.disclosure import PROFILE_KINDS, DocumentKind
from reporting.domain.errors import Refusal
from reporting.inputs.carried import Carried
from reporting.inputs.clients import open_book
from reporting.inputs.clients.book import Book
from reporting.inputs.questionnaire import load_questionnaire
from reporting.inputs.resources import bundled


@dataclass(frozen=True, slots=True)
class Made:
    """The document as it is made now."""

    pdf: bytes
    twin: bytes


@dataclass(frozen=True, slots=True)
class NotMade:
    """Why it could not be made: for want of an input (`missing`), or because this version refuses it."""

    reason: str
    missing: bool = False


def remade(carried: Carried, found: AtHand, places: Places, run: Runner) -> Made | NotMade:
    """The document once more. Raises Unusable for a client book or key that cannot be read."""
    if carried.entry.kind in PROFILE_KINDS:
        return _of_profile(carried, found, run)
    if places.clients is None or places.key is None:
        return NotMade("the book of its client is not at hand; give --clients and --key", missing=True)
    book, key = open_book(places.clients), load_key(places.key)
    reference = carried.entry.document_id.partition("-")[0]
    client = next((id for id in book.ids() if pseudonym(key, id) == reference), None)
    if client is None:
        return NotMade("the book holds no client of this pseudonym under this key", missing=True)
    make = _letter if carried.entry.kind is DocumentKind.NOTICE else _pack
    try:
        return make(carried, found, places, book, Task(client, reference))
    except Refusal as refusal:
        return NotMade("; ".join(fault.message for fault in refusal.faults))


def _of_profile(carried: Carried, found: AtHand, run: Runner) -> Made | NotMade:
    assert found.task is not None
    outcome = next(iter(run([found.task])))
    made = next((each for each in outcome.documents if each.kind is carried.entry.kind), None)
    if made is None:
        return NotMade("; ".join(outcome.refusal) or "this version makes no such document")
    return Made(made.pdf, made.twin)


def _plan(carried: Carried, found: AtHand, places: Places, period: str | None) -> Plan:
    """All profiles: those of a client's documents that are not recommended are looked at too."""
    assert found.data is not None
    return make_plan(
        found.data,
        profiles=places.profiles,
        house=places.house,
        period=period,
        paths=int(carried.entry.options["paths"]),
        templates=places.templates,
        emt=places.emt,
    )


def _pack(carried: Carried, found: AtHand, places: Places, book: Book, task: Task) -> Made | NotMade:
    """The pack, or the document of it that is one by itself."""
    plan = _plan(carried, found, places, carried.entry.period)
    house = places.house or house_beside(places.profiles or bundled("profiles"))
    name, whole = carried.entry.kind.value, carried.entry.kind is DocumentKind.PACK
    recipe = ClientRecipe(plan, load_questionnaire(house), book, b"", separate=not whole)
    contents = recipe.maker(cache(recipe.facts)).make(task).contents
    if f"{name}.pdf" not in contents:
        return NotMade("the client gets no such document from these inputs")
    return Made(contents[f"{name}.pdf"], contents[f"{name}.json"])


def _letter(carried: Carried, found: AtHand, places: Places, book: Book, task: Task) -> Made | NotMade:
    """The letter as it was written at the end of its day."""
    entry = carried.entry
    written = entry.document_id.removesuffix(f"-{entry.language}")  # all but the English ones end with it
    then = watch(_plan(carried, found, places, None), date.fromisoformat(entry.as_of))
    record = book.record(task.client)
    for notice in then.due(record):
        letter = letter_of(then, record, task.pseudonym, notice)
        if notice.day == then.day and notice_document(letter).document_id == written:
            done = printed(then, letter)
            return Made(done.pdf, done.twin)
    return NotMade("no such notice is due from these inputs")

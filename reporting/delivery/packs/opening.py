"""The recipe of a run from what the command line names: the book, profiles, house files, data."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

from reporting.clients.demo.generate import write_personas
from reporting.delivery.data import load_data
from reporting.delivery.files import not_writable
from reporting.delivery.packs.recipe import ClientRecipe
from reporting.delivery.plan import make_plan
from reporting.delivery.register.pseudonym import key_beside, load_key
from reporting.delivery.register.store import Register
from reporting.delivery.subject import house_beside
from reporting.domain.errors import unusable
from reporting.inputs.clients.book import Book, open_book
from reporting.inputs.questionnaire import load_questionnaire
from reporting.inputs.resources import bundled

DEMO = "demo-clients"
"""The folder of the demo book in the output folder."""


def open_recipe(
    register: Register,
    output: Path,
    *,
    period: str | None = None,
    clients: str | None = None,
    profiles: Path | None = None,
    house: Path | None = None,
    prices: Path | None = None,
    fx: Path | None = None,
    rates: Path | None = None,
    emt: Sequence[Path] = (),
    templates: Path | None = None,
    key: Path | None = None,
    separate: bool = False,
) -> ClientRecipe:
    """Everything that the packs of a book depend on; the demo book without `clients`.

    The key of the pseudonyms is made where the register is new. Raises Unusable for any input of the run as
    a whole that cannot be used.
    """
    if clients is None and prices is not None:
        raise unusable("--clients", "is missing: the demo book belongs to the demo market, not to --prices")
    plan = make_plan(
        load_data(prices, fx, rates),
        profiles=profiles,
        house=house,
        period=period,
        templates=templates,
        emt=emt,
    )
    asked = load_questionnaire(house or house_beside(profiles or bundled("profiles")))
    book = open_book(clients) if clients is not None else demo_book(output)
    return ClientRecipe(plan, asked, book, key_of(register, output, key, create=True), separate)


def key_of(register: Register, output: Path, key: Path | None, create: bool = False) -> bytes:
    """The key of the pseudonyms. A register that has rows never gets a new one."""
    path = key or key_beside(register.place.file, output)
    return load_key(path, create=create and register.is_new())


def demo_book(output: Path) -> Book:
    """The book of the fictitious personas, written anew where it can be looked at."""
    folder = output / DEMO
    try:
        shutil.rmtree(folder, ignore_errors=True)
        write_personas(folder)
    except OSError as error:
        raise not_writable(folder, error) from None
    return open_book(folder.as_posix())

"""The recipe of a run from what the command line names: the book, profiles, house files, data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from reporting.delivery.data import Data
from reporting.delivery.packs.recipe import ClientRecipe
from reporting.delivery.plan import make_plan
from reporting.delivery.register.keys import key_of
from reporting.delivery.register.store import Register
from reporting.delivery.subject import house_beside
from reporting.domain.errors import unusable
from reporting.inputs.clients import demo_book, open_book
from reporting.inputs.questionnaire import load_questionnaire
from reporting.inputs.resources import bundled


def open_recipe(
    register: Register,
    output: Path,
    data: Data,
    *,
    period: str | None = None,
    clients: str | None = None,
    profiles: Path | None = None,
    house: Path | None = None,
    emt: Sequence[Path] = (),
    templates: Path | None = None,
    key: Path | None = None,
    separate: bool = False,
) -> ClientRecipe:
    """Everything that the packs of a book depend on; the demo book without `clients`.

    The key of the pseudonyms is made where the register is new. Raises Unusable for any input of the run as
    a whole that cannot be used.
    """
    if clients is None and not data.prices.synthetic:
        raise unusable("--clients", "is missing: the demo book belongs to the demo market, not to --prices")
    plan = make_plan(
        data,
        profiles=profiles,
        house=house,
        period=period,
        templates=templates,
        emt=emt,
    )
    asked = load_questionnaire(house or house_beside(profiles or bundled("profiles")))
    book = open_book(clients) if clients is not None else demo_book()
    return ClientRecipe(plan, asked, book, key_of(register, output, key, create=True), separate)

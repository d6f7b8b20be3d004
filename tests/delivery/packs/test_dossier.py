"""Real packs of demo clients: the same bytes whoever was served before, and fit to be given away."""

from collections.abc import Callable
from functools import cache
from typing import Any

import pytest

from reporting.delivery.data import load_data
from reporting.delivery.packs import press
from reporting.delivery.packs.dossier import ClientMaker
from reporting.delivery.packs.maker import PackResult, State, Task
from reporting.delivery.packs.recipe import ClientRecipe
from reporting.delivery.plan import make_plan
from reporting.delivery.register.pseudonym import pseudonym
from reporting.delivery.subject import house_beside
from reporting.domain.disclosure import DocumentKind
from reporting.inputs.clients import demo_book
from reporting.inputs.questionnaire import load_questionnaire
from reporting.inputs.resources import bundled

KEY = b"k" * 32
PATHS = 200
ADA, BEN = "P11", "P18"
"""Both in English, both with the profile `balanced`."""
CEDRIC = "P01"
"""In English, with the profile `conservative`."""


@cache
def recipe(separate: bool = False) -> ClientRecipe:
    plan = make_plan(load_data(), period="2026Q3", chosen=("balanced", "conservative"), paths=PATHS)
    asked = load_questionnaire(house_beside(bundled("profiles")))
    return ClientRecipe(plan, asked, demo_book(), KEY, separate)


@cache
def facts(profile: str) -> Any:
    return recipe().facts(profile)


def fresh(separate: bool = False) -> ClientMaker:
    """A maker that has served nobody."""
    return recipe(separate).maker(facts)


def made(maker: ClientMaker, client: str) -> PackResult:
    return maker.make(Task(client, pseudonym(KEY, client)))


@pytest.fixture
def laid(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Notes which shared pages are laid out, by profile and language."""
    noted: list[tuple[str, str]] = []
    lay: Callable[..., Any] = press.lay_annex

    def noting(pages: Any, **more: Any) -> Any:
        noted.append((pages.profile, pages.language))
        return lay(pages, **more)

    monkeypatch.setattr(press, "lay_annex", noting)
    return noted


def test_bytes_do_not_depend_on_who_was_served_before_and_shared_pages_are_laid_out_once(
    laid: list[tuple[str, str]],
) -> None:
    alone, shared = made(fresh(), ADA), fresh()
    laid.clear()
    served = [made(shared, client) for client in (BEN, CEDRIC, ADA)]
    assert served[2] == alone
    assert laid == [("balanced", "en"), ("conservative", "en")]


def test_the_pack_and_each_document_by_itself_may_be_issued() -> None:
    result = made(fresh(separate=True), ADA)
    written = {document.type: document for document in result.record.documents}
    kinds = ("pack", "suitability", "personal", "statement", "costs")
    assert tuple(written) == kinds
    assert {name: document.barred for name, document in written.items()} == dict.fromkeys(kinds, ())
    assert all(part.state in (State.ISSUED, State.EXEMPT) for part in result.record.parts)
    assert set(result.contents) == {f"{kind}.{suffix}" for kind in kinds for suffix in ("pdf", "json")}


def test_no_more_shared_pages_are_kept_than_there_are_profiles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(press, "lay_annex", lambda pages, look: object())
    maker = fresh()
    pages, homes = facts("balanced").pages, maker.press.profiles
    assert pages.kind is DocumentKind.SHARED
    for language in ("en", "de", "fr", "it"):
        for home in homes.values():
            first = maker.press._annex(home, pages, language)
            assert maker.press._annex(home, pages, language) is first
            assert len(maker.press._annexes) <= len(homes) == 2

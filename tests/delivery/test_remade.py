"""Verification of documents of clients: made again from the client book and the key of its pseudonyms."""

import shutil
from datetime import date
from functools import cache
from pathlib import Path

import pytest

from reporting.delivery.athand import Places
from reporting.delivery.data import load_data
from reporting.delivery.files import write
from reporting.delivery.notices.letters import letter_of, printed
from reporting.delivery.notices.watch import watch
from reporting.delivery.packs.maker import Task
from reporting.delivery.packs.recipe import ClientRecipe
from reporting.delivery.plan import make_plan
from reporting.delivery.pool import Outcomes
from reporting.delivery.register.pseudonym import load_key, pseudonym
from reporting.delivery.verification import RECOMPUTED, Verdict, Verification
from reporting.delivery.verify import verify
from reporting.domain.errors import Unusable
from reporting.inputs.clients import demo_book, open_book
from reporting.inputs.questionnaire import load_questionnaire
from reporting.inputs.resources import bundled

REFUSED, LOSER = "P14", "P20"
"""A client whom nothing suits and who has no account; one who lost more than 10 %, 20 % and 30 % in 2022."""


def never(tasks: object) -> Outcomes:
    """A document of a client is not made by the build."""
    raise AssertionError("the build was asked")
    yield


@pytest.fixture(scope="module")
def places(tmp_path_factory: pytest.TempPathFactory) -> Places:
    """A firm with one profile, the demo book, and a key."""
    folder = tmp_path_factory.mktemp("firm")
    (folder / "profiles").mkdir()
    shutil.copy(bundled("profiles") / "balanced.yaml", folder / "profiles")
    load_key(folder / "register.key", create=True)
    return Places(profiles=folder / "profiles", clients=demo_book().where, key=folder / "register.key")


@pytest.fixture(scope="module")
def recipe(places: Places) -> ClientRecipe:
    plan = make_plan(load_data(), profiles=places.profiles, period="2026Q3", paths=20)
    asked = load_questionnaire(bundled("profiles") / "house")
    return ClientRecipe(plan, asked, open_book(places.clients or ""), b"")


def pack_of(client: str, recipe: ClientRecipe, places: Places, folder: Path) -> Path:
    """The pack as a run leaves it."""
    assert places.key is not None
    task = Task(client, pseudonym(load_key(places.key), client))
    for name, content in recipe.maker(cache(recipe.facts)).make(task).contents.items():
        write(folder / name, content)
    return folder / "pack.pdf"


def checks(done: Verification) -> dict[str, bool | None]:
    return {check.name: check.agrees for check in done.checks}


def test_a_pack_is_identical_where_book_and_key_are_at_hand(
    recipe: ClientRecipe, places: Places, tmp_path: Path
) -> None:
    pdf = pack_of(REFUSED, recipe, places, tmp_path)
    done = verify(pdf, places, never)
    assert done.verdict is Verdict.IDENTICAL, done.difference
    found = checks(done)
    assert found["client book"] and found["questionnaire.yaml"]
    assert "embedded profile.yaml" not in found, "no profile is behind a refusal without a mandate"

    alone = verify(pdf, Places(profiles=places.profiles), never)
    assert alone.verdict is Verdict.PARTIAL and checks(alone)[RECOMPUTED] is None


def test_rows_of_the_client_that_were_changed_since_are_named(
    recipe: ClientRecipe, places: Places, tmp_path: Path
) -> None:
    pdf = pack_of(REFUSED, recipe, places, tmp_path)
    book = Path(shutil.copytree(demo_book().where, tmp_path / "book"))
    rows = (book / "clients.csv").read_text(encoding="utf-8")
    (book / "clients.csv").write_text(rows.replace("Persona 14", "Persona 4711"), encoding="utf-8")
    done = verify(pdf, Places(profiles=places.profiles, clients=str(book), key=places.key), never)
    assert done.difference is not None and done.difference.name == "client book"


def test_another_key_or_book_leaves_the_pack_unmade(
    recipe: ClientRecipe, places: Places, tmp_path: Path
) -> None:
    pdf = pack_of(REFUSED, recipe, places, tmp_path)
    load_key(tmp_path / "other.key", create=True)
    other = Places(profiles=places.profiles, clients=places.clients, key=tmp_path / "other.key")
    done = verify(pdf, other, never)
    assert done.verdict is Verdict.PARTIAL and "pseudonym" in done.checks[-1].message
    with pytest.raises(Unusable, match="key of the pseudonyms is missing"):
        verify(pdf, Places(profiles=places.profiles, clients=places.clients, key=tmp_path / "none"), never)


def test_a_letter_is_identical_and_one_that_is_not_due_any_more_is_not(
    places: Places, tmp_path: Path
) -> None:
    day = date(2022, 8, 26)
    then = watch(make_plan(load_data()), day)
    record = demo_book().record(LOSER)
    assert places.key is not None
    reference = pseudonym(load_key(places.key), LOSER)
    (notice,) = (each for each in then.due(record) if each.day == day)
    letter = printed(then, letter_of(then, record, reference, notice))
    write(tmp_path / "letter.pdf", letter.pdf)
    everything = Places(clients=places.clients, key=places.key)
    done = verify(tmp_path / "letter.pdf", everything, never)
    assert done.verdict is Verdict.IDENTICAL, done.difference

    book = Path(shutil.copytree(demo_book().where, tmp_path / "book"))
    flows = (book / "cash_flows.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    accounts = {each.id for each in record.accounts}
    kept = [line for line in flows if not (accounts & set(line.split(",")) and "deposit" in line)]
    (book / "cash_flows.csv").write_text("".join(kept), encoding="utf-8")
    done = verify(tmp_path / "letter.pdf", Places(clients=str(book), key=places.key), never)
    assert done.verdict is Verdict.DIFFERENT and checks(done)[RECOMPUTED] is False

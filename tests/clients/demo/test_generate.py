"""The shipped book is what the generator makes; large books are sound, seeded, the same in every format."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from pathlib import Path

import pytest

from reporting.clients.demo.generate import LANGUAGES, derived, itself, write_many, write_personas
from reporting.clients.demo.personas import PERSONAS
from reporting.clients.ledger import ledger
from reporting.domain.client import Category, FlowKind, Holder
from reporting.domain.errors import Unusable
from reporting.inputs import demo
from reporting.inputs.clients import Book, demo_book, open_book
from reporting.inputs.questionnaire import load_questionnaire
from reporting.inputs.resources import bundled

SHIPPED = Path(demo.__file__).parent / "book"
WHERE = {"csv": "{}", "parquet": "{}", "sqlite": "sqlite:///{}/book.db"}


def many(folder: Path, clients: int, format: str) -> Book:
    write_many(folder / format, clients, format)
    return open_book(WHERE[format].format(folder / format))


def test_the_shipped_book_is_made_anew_byte_for_byte(tmp_path: Path) -> None:
    write_personas(tmp_path / "book")
    made = {path.name: path.read_bytes() for path in (tmp_path / "book").iterdir()}
    assert made == {path.name: path.read_bytes() for path in SHIPPED.iterdir()}


def test_the_shipped_book_is_small() -> None:
    assert sum(path.stat().st_size for path in SHIPPED.iterdir()) < 2_000_000


def test_personas_say_that_they_are_none() -> None:
    for persona in PERSONAS:
        member = itself(persona)
        assert member.name == f"Persona {persona.number:02d}"
        assert member.address == f"Example street {persona.number}, 00000 Sampletown"


def test_a_reserve_is_the_purpose_of_entities_alone() -> None:
    for id in demo_book().ids():
        record = demo_book().record(id)
        purposes = {answer.value for answer in record.answers if answer.question == "purpose"}
        assert ("reserve" in purposes) is (record.client.holder is Holder.ENTITY), id


def test_the_personas_show_what_they_are_to_show() -> None:
    records = [demo_book().record(id) for id in demo_book().ids()]
    assert len(records) == 24
    languages = Counter(record.client.language for record in records)
    assert set(languages) == set(LANGUAGES) and min(languages.values()) >= 3
    assert {record.client.holder for record in records} == set(Holder)
    assert {record.client.category for record in records} == set(Category)
    assert sum(record.mandate is None for record in records) == 4
    assert [record.client.id for record in records if record.client.ended] == ["P24"]
    kinds = {flow.kind for record in records for flow in record.cash_flows}
    assert kinds == {FlowKind.DEPOSIT, FlowKind.WITHDRAWAL, FlowKind.INTEREST, FlowKind.SERVICE_FEE}


def test_answers_are_answers_to_the_shipped_questionnaire() -> None:
    questionnaire = load_questionnaire(bundled("profiles") / "house")
    questions = {each.id: each for each in questionnaire.questions}
    for id in demo_book().ids():
        for answer in demo_book().record(id).answers:
            options = {option.id for option in questions[answer.question].options}
            assert answer.version == questionnaire.version
            assert not options or set(answer.value.split(";")) <= options, answer.question


def test_every_mandate_has_a_ledger_that_adds_up() -> None:
    for id in demo_book().ids():
        record = demo_book().record(id)
        assert (ledger(record) is None) == (record.mandate is None)


def test_large_books_are_the_same_in_every_format(tmp_path: Path) -> None:
    books = [many(tmp_path, 60, format) for format in WHERE]
    assert all(book.ids() == tuple(f"C{number:06d}" for number in range(1, 61)) for book in books)
    assert all(book.strays() == () for book in books)
    for number in (1, 18, 23, 24, 44, 60):
        first, *others = [repr(book.record(f"C{number:06d}")) for book in books]
        assert others == [first, first]


def test_every_derived_client_is_sound(tmp_path: Path) -> None:
    book = many(tmp_path, 96, "parquet")
    for id in book.ids():
        ledger(book.record(id))


def test_a_client_is_the_same_in_a_book_of_any_size(tmp_path: Path) -> None:
    small, large = many(tmp_path / "small", 30, "csv"), many(tmp_path / "large", 500, "csv")
    assert [small.record(id) for id in small.ids()] == [large.record(id) for id in small.ids()]


def test_derived_clients_differ_by_amount_language_and_seed() -> None:
    members = [derived(number) for number in range(1, 1001)]
    assert {member.language for member in members} == set(LANGUAGES)
    assert len({member.amount for member in members}) > 700
    assert all(member.amount % 100 == 0 and member.amount >= 1000 for member in members)
    assert derived(7) == derived(7) != derived(7, seed=1)


@pytest.mark.parametrize("clients", [0, -1, 1_000_000])
def test_numbers_that_cannot_be_are_refused(tmp_path: Path, clients: int) -> None:
    with pytest.raises(Unusable, match="must lie between 1 and 999,999"):
        write_many(tmp_path / "book", clients, "csv")
    assert not (tmp_path / "book").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine")
    done = subprocess.run(
        [sys.executable, "-m", "reporting.clients.demo", "--output", tmp_path], capture_output=True, text=True
    )
    assert done.returncode == 2
    assert done.stderr.strip().endswith("holds something already; name a new folder")
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]

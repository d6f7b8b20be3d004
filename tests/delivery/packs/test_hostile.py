"""Hostile books in a database and in Parquet files: texts are text, and each fault is told without a cell."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pypdf
import pytest

from reporting.delivery.packs.maker import PackResult, State, Task
from reporting.domain.errors import Refusal
from reporting.inputs.clients import open_book
from tests.delivery.packs.test_dossier import facts, recipe
from tests.inputs.clients.books import Tables, demo_clients, write_parquet, write_sqlite

WRITERS: dict[str, Callable[[Tables, Path], str]] = {
    "sqlite": lambda tables, folder: write_sqlite(tables, folder / "book.db"),
    "parquet": lambda tables, folder: write_parquet(tables, folder / "book"),
}
NAME = "<script>alert(1)</script> {{7*7}}"
ADDRESS = "../../etc/passwd <img src=file:///etc/hostname>, http://example.com/?a=1&b=2"
ACCOUNT = "{% include 'x' %} https://example.com"
NATURE = "<b>bought</b> {{ config }} file:///etc/passwd"


def made(tables: Tables, folder: Path, format: str) -> PackResult:
    book = open_book(WRITERS[format](tables, folder))
    return replace(recipe(), book=book).maker(facts).make(Task("P11", "0" * 20))


@pytest.mark.parametrize("format", WRITERS)
def test_markup_templates_paths_and_links_are_printed_as_they_stand(format: str, tmp_path: Path) -> None:
    tables = demo_clients("P11")
    tables["clients"][0].update(name=NAME, address=ADDRESS)
    tables["accounts"][0]["name"] = ACCOUNT
    for order in tables["transactions"]:
        order.update(nature=NATURE, order="<i>{{1}}</i>", venue="javascript:alert(1)")
    result = made(tables, tmp_path, format)
    assert {part.state for part in result.record.parts} <= {State.ISSUED, State.EXEMPT}
    assert [document.barred for document in result.record.documents] == [()]
    pages = pypdf.PdfReader(io.BytesIO(result.contents["pack.pdf"]))
    text = "".join("".join(page.extract_text().split()) for page in pages.pages)
    for each in (NAME, ADDRESS, ACCOUNT, NATURE):
        assert "".join(each.split()) in text
    targets = [
        str(link.get_object().get("/A", {}).get("/URI", ""))
        for page in pages.pages
        for link in page.annotations or ()
    ]
    assert not [
        target for target in targets if "example.com" in target or target.startswith(("file", "java"))
    ]


@pytest.mark.parametrize("format", WRITERS)
@pytest.mark.parametrize(
    ("table", "column", "text", "message"),
    [
        ("clients", "name", "Se\0cret", "name: holds the character U+0000, which is not allowed"),
        ("clients", "address", "Se\u202ecret", "address: holds the character U+202E, which is not allowed"),
        ("accounts", "name", "Secret" * 2000, "characters; 120 are allowed"),
        ("cash_flows", "amount", "1e308", "amount: is not a number"),
        ("cash_flows", "day", "2001-01-01", "day: lies before the account was opened"),
        ("cash_flows", "ticker", "SECRET", "ticker: is none of the instruments of the house"),
        ("clients", "currency", "ZZZ", "currency: is not an ISO 4217 currency code"),
        ("answers", "version", "1999-01", "version: is no version of the questionnaire"),
        ("transactions", "units", "0.5", "consideration: is not units times price"),
    ],
)
def test_what_cannot_be_used_is_told_by_its_place_and_not_shown(
    format: str, table: str, column: str, text: str, message: str, tmp_path: Path
) -> None:
    tables = demo_clients("P11")
    tables[table][0][column] = text
    with pytest.raises(Refusal) as refused:
        made(tables, tmp_path, format)
    told = [str(fault) for fault in refused.value.faults]
    assert any(line.startswith(f"{table}") and message in line for line in told), told
    assert not any("ecret" in line.lower() or "1e308" in line or "ZZZ" in line for line in told)


def test_two_clients_of_one_id_are_told(tmp_path: Path) -> None:
    tables = demo_clients("P11")
    tables["clients"].append(dict(tables["clients"][0]))
    with pytest.raises(Refusal, match="the id stands in row 1 too; give each client its own"):
        made(tables, tmp_path, "sqlite")

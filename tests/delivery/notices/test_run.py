"""`reporting notices`: one letter for each due notice, never two, whatever ends the run."""

from __future__ import annotations

import json
import stat
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path

import pytest

from reporting.clients.notices import Notice
from reporting.delivery.data import load_data
from reporting.delivery.notices.known import Registered, type_of
from reporting.delivery.notices.letters import letter_of, printed
from reporting.delivery.notices.run import Told, run
from reporting.delivery.notices.watch import Watch, watch
from reporting.delivery.plan import make_plan
from reporting.delivery.register.documents import Issue
from reporting.delivery.register.engine import find_place
from reporting.delivery.register.store import Register
from reporting.disclosures.clients.notice import notice_document
from reporting.domain.client import ClientRecord, Consent, ConsentKind
from reporting.domain.errors import Refusal, unusable
from reporting.domain.lineage import Rule
from reporting.inputs.clients import demo_book

KEY = b"k" * 32
LOSER = "P09"
"""An English persona whose aggressive account loses more than 10 % in the third quarter of 2026."""


@dataclass
class Some:
    """A few clients of the demo book, some of them faulty."""

    ids_: tuple[str, ...] = (LOSER,)
    faulty: frozenset[str] = frozenset()
    change: Callable[[ClientRecord], ClientRecord] = lambda record: record

    def ids(self) -> tuple[str, ...]:
        return self.ids_

    def record(self, id: str) -> ClientRecord:
        if id in self.faulty:
            raise unusable("clients.csv", "is empty; give a value", "name")
        return self.change(demo_book().record(id))


@dataclass
class Memory:
    """What was told, without a register."""

    told: list[Issue] = field(default_factory=list)

    def already(self, client: str, period: str, threshold: int) -> bool:
        return any(
            (each.client, each.period, each.type) == (client, period, type_of(threshold))
            for each in self.told
        )

    def enter(self, made: Issue) -> None:
        self.told.append(made)


@cache
def at(day: date) -> Watch:
    return watch(make_plan(load_data()), day)


Q3 = date(2026, 9, 30)


def told(book: Some, output: Path, known: Memory | Registered, day: date = Q3) -> Told:
    return run(at(day), book, KEY, output, known)  # type: ignore[arg-type]


def test_a_due_letter_is_written_for_its_owner_alone_under_a_pseudonym(tmp_path: Path) -> None:
    (letter,) = told(Some(), tmp_path, Memory()).issued
    files = sorted((tmp_path / "2026Q3" / "notices").iterdir())
    assert [path.suffix for path in files] == [".json", ".pdf"]
    for path in files:
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert LOSER not in path.name and path.stem == f"{letter.letter.reference}-10"
    twin = json.loads(files[0].read_text(encoding="utf-8"))
    assert twin["figures"]["notice.loss"]["value"] >= 0.1
    assert files[1].read_bytes().startswith(b"%PDF")


def test_the_letters_of_a_run_are_reported_on_without_a_word_on_a_client(tmp_path: Path) -> None:
    done = told(Some(), tmp_path, Memory())
    names = [f"2026Q3/notices-2026-09-30-{name}" for name in
             ("compliance.pdf", "compliance.json", "checks.json")]  # fmt: skip
    assert list(done.reports) == done.json["reports"] == names and done.faults == ()
    assert all(stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600 for name in names)
    counts = json.loads((tmp_path / names[2]).read_text(encoding="utf-8"))["notice"]
    assert counts["notice_threshold"] == counts["notice_due"] == {"met": 1}
    assert counts["five_headings"] == {"not_applicable": 1}
    twin = (tmp_path / names[1]).read_text(encoding="utf-8")
    client = demo_book().record(LOSER).client
    assert client.name not in twin and client.address not in twin and LOSER not in twin
    assert done.issued[0].letter.reference in twin


def test_a_second_run_writes_nothing(tmp_path: Path) -> None:
    memory = Memory()
    first, second = (told(Some(), tmp_path, memory) for _ in range(2))
    assert (len(first.issued), first.before) == (1, 0)
    assert (len(second.issued), second.before) == (0, 1)


def test_a_second_run_on_the_same_day_leaves_the_report_of_the_first(tmp_path: Path) -> None:
    memory = Memory()
    first = told(Some((LOSER,)), tmp_path, memory)
    before = {name: (tmp_path / name).read_bytes() for name in first.reports}
    second = told(Some((LOSER, "P10")), tmp_path, memory)
    assert {name: (tmp_path / name).read_bytes() for name in first.reports} == before
    assert [name.replace("2026-09-30-2-", "2026-09-30-") for name in second.reports] == list(first.reports)
    assert set(first.reports).isdisjoint(second.reports)
    twin = (tmp_path / second.reports[1]).read_text(encoding="utf-8")
    assert second.issued[0].letter.reference in twin and first.issued[0].letter.reference not in twin
    assert [path.name for path in (tmp_path / "2026Q3").iterdir() if path.name.startswith(".")] == []


def test_a_name_that_another_process_is_about_to_use_is_left_to_it(tmp_path: Path) -> None:
    (tmp_path / "2026Q3" / ".notices-2026-09-30").mkdir(parents=True)
    done = told(Some(), tmp_path, Memory())
    assert all("notices-2026-09-30-2-" in name for name in done.reports)


def test_the_register_remembers_between_runs(tmp_path: Path) -> None:
    place = find_place(None, tmp_path)
    runs = [
        told(Some(), tmp_path, Registered(Register(place, lambda: "2026-09-30T18:00:00Z"))) for _ in range(2)
    ]
    assert [len(each.issued) for each in runs] == [1, 0]
    with Register(place, lambda: "").reading() as rows:
        (row,) = rows.issues_of("2026Q3")
    assert row.details is not None
    assert (row.details.type, row.details.language) == ("notice-10", "en")
    assert row.details.sha256 == runs[0].issued[0].row.sha256


def test_a_run_that_ends_between_file_and_row_leaves_a_letter_that_is_written_again_the_same(
    tmp_path: Path,
) -> None:
    class Killed(Memory):
        def enter(self, made: Issue) -> None:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        told(Some(), tmp_path, Killed())
    (pdf,) = tmp_path.rglob("*.pdf")
    before = pdf.read_bytes()
    memory = Memory()
    told(Some(), tmp_path, memory)
    assert pdf.read_bytes() == before and len(memory.told) == 1


def test_one_faulty_client_stops_no_other_and_is_named_by_its_pseudonym(tmp_path: Path) -> None:
    found = told(Some((LOSER, "P11"), frozenset({"P11"})), tmp_path, Memory())
    assert len(found.issued) == 1 and found.clients == 2
    (fault,) = found.faults
    assert fault.endswith("clients.csv: name: is empty; give a value") and "P11" not in fault
    assert found.json["failed"] == [fault]


def test_before_the_loss_nothing_is_due_and_on_its_day_the_letter_is_in_time(tmp_path: Path) -> None:
    (notice,) = at(Q3).due(demo_book().record(LOSER))
    eve = notice.day - timedelta(days=1)
    assert at(eve).due(demo_book().record(LOSER)) == ()
    found = told(Some(), tmp_path, Memory(), notice.day)
    (shape,) = found.json["issued"]  # type: ignore[misc]
    assert shape["late"] is False and shape["due"] == notice.due.isoformat()
    later = told(Some(), tmp_path / "later", Memory(), notice.due + timedelta(days=1))
    assert later.json["issued"][0]["late"] is True  # type: ignore[index, call-overload]
    assert "late" in later.text and "late" not in found.text


def test_a_new_quarter_asks_for_nothing_of_the_old_one() -> None:
    assert at(date(2026, 10, 30)).due(demo_book().record(LOSER)) == ()


def test_who_is_reported_to_each_year_is_measured_from_the_first_of_january() -> None:
    record = demo_book().record(LOSER)
    yearly = replace(record, consents=(Consent(ConsentKind.EACH_TRANSACTION, date(2026, 1, 2)),))
    found = at(Q3).due(yearly)
    assert {each.period.label for each in found} <= {"2026"}
    assert all(each.start_value != at(Q3).due(record)[0].start_value for each in found)


def test_who_has_no_mandate_gets_no_letter() -> None:
    assert at(Q3).due(demo_book().record("P14")) == ()


def test_a_firm_without_a_business_calendar_is_refused() -> None:
    plan = make_plan(load_data())
    bare = replace(plan, house=replace(plan.house, firm=replace(plan.house.firm, business_calendar=None)))
    with pytest.raises(Refusal, match="states no business calendar"):
        watch(bare, Q3)


def letter_with(notice: Notice) -> dict[str, float | None]:
    document = notice_document(letter_of(at(Q3), demo_book().record(LOSER), "0" * 20, notice))
    figures = {figure.id: figure for figure in document.figures()}
    for figure in figures.values():
        if figure.rule is not None and figure.rule is not Rule.QUOTIENT:
            parts = [figures[part].value or 0.0 for part in figure.parts]
            assert figure.rule.of(parts) == pytest.approx(figure.value, abs=1e-9)
    return {id: figure.value for id, figure in figures.items()}


def test_the_letter_shows_how_the_loss_was_found() -> None:
    (notice,) = at(Q3).due(demo_book().record(LOSER))
    shown = letter_with(
        replace(
            notice,
            threshold=2,
            base=1000.0,
            value=790.0,
            loss=0.21,
            uninvested=Decimal("50"),
            start_value=Decimal("900"),
            additions=Decimal("150"),
            withdrawals=Decimal("0"),
        )  # fmt: skip
    )
    assert shown["notice.threshold"] == 0.2 and shown["notice.following"] == 0.3
    assert shown["notice.amount"] == 210.0 and shown["notice.loss"] == 0.21
    assert shown["notice.uninvested"] == 50.0 and shown["notice.start"] == 900.0


def test_the_letter_calls_the_profile_by_its_name() -> None:
    (notice,) = at(Q3).due(demo_book().record(LOSER))
    letter = letter_of(at(Q3), demo_book().record(LOSER), "0" * 20, notice)
    assert notice_document(letter).profile_name == letter.profile.name != letter.profile.id


def test_a_language_without_client_documents_is_a_fault_of_that_client() -> None:
    (notice,) = at(Q3).due(demo_book().record(LOSER))
    record = demo_book().record(LOSER)
    foreign = replace(record, client=replace(record.client, language="xx"))
    with pytest.raises(Refusal, match="documents for clients are written in"):
        printed(at(Q3), letter_of(at(Q3), foreign, "0" * 20, notice))

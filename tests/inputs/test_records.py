"""Live records: what is read, and every kind of file that is refused, with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from reporting.domain.errors import Unusable
from reporting.domain.market import Severity
from reporting.inputs.records import LiveRecord, read_record, read_records

SOUND = "date,nav_net,nav_gross\n2024-01-02,100,100\n2024-01-03,101,101.01\n2024-01-04,99.5,99.52\n"


def record(folder: Path, text: str, name: str = "balanced.csv") -> LiveRecord:
    (folder / name).write_text(text, encoding="utf-8")
    return read_record(folder / name)


def faults(folder: Path, text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(Unusable) as caught:
        record(folder, text)
    return [(fault.line, fault.path, fault.message) for fault in caught.value.faults]


def test_net_and_gross_values_are_read_as_they_stand(tmp_path: Path) -> None:
    live = record(tmp_path, SOUND)
    assert live.net.nav.values.tolist() == [100, 101, 99.5]
    assert live.gross is not None and live.gross.nav.values.tolist() == [100, 101.01, 99.52]
    assert [str(day) for day in live.net.nav.dates] == ["2024-01-02", "2024-01-03", "2024-01-04"]
    assert (live.source, len(live.sha256), live.findings) == ("balanced.csv", 64, ())


def test_the_gross_value_may_be_unknown(tmp_path: Path) -> None:
    live = record(tmp_path, "nav_net,date\n100,2024-01-02\n101,2024-01-03\n")
    assert live.gross is None and live.net.nav.values[-1] == 101


def test_a_record_is_cut_at_a_day(tmp_path: Path) -> None:
    live = record(tmp_path, SOUND)
    cut = live.until(np.datetime64("2024-01-03"))
    assert cut is not None and cut.gross is not None
    assert cut.net.nav.values.tolist() == [100, 101] and cut.gross.nav.values.tolist() == [100, 101.01]
    assert live.until(np.datetime64("2024-01-01")) is None


def test_a_long_silence_is_a_finding_that_stops_nothing(tmp_path: Path) -> None:
    live = record(tmp_path, "date,nav_net\n2024-01-02,100\n2024-01-09,100\n2024-01-17,101\n")
    (gap,) = live.findings
    assert (gap.code, gap.severity, gap.day, gap.detail) == ("gap", Severity.WARN, date(2024, 1, 17), "8")
    assert live.until(np.datetime64("2024-01-10")).findings == ()  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "line", "path", "words"),
    [
        ("date,nav_net,nav\n2024-01-02,1,1\n2024-01-03,1,1\n", None, "nav", "does not belong"),
        ("date,nav_gross\n2024-01-02,100\n", None, "", "has no column nav_net"),
        ("date,nav_net,flow\n2024-01-02,100,5\n2024-01-03,100,0\n", None, "flow", "payments in and out"),
        ("date,nav_net\n2024-01-02,100\n", None, "", "two at least"),
        ("date,nav_net\n2024-01-02,100\n2024-01-03,\n", 3, "nav_net", "no value on 2024-01-03"),
        ("date,nav_net\n2024-01-02,100\n2024-01-03,-1\n", 3, "nav_net", "is not positive"),
        ("date,nav_net\n2024-01-02,100\n2024-01-03,0\n", 3, "nav_net", "is not positive"),
        ("date,nav_net\n2024-01-02,100\n2024-01-03,10.1\n", 3, "nav_net", "slipped decimal"),
        ("date,nav_net\n2024-01-02,100\n2024-01-03,1010\n", 3, "nav_net", "from 100 to 1010"),
        ("date,nav_net\n2024-01-02,100\n2024-01-03,abc\n", 3, "nav_net", "is no number"),
        ("date,nav_net\n2024-01-02,100\n03.01.2024,101\n", 3, "date", "write it as 2021-12-31"),
        ("date,nav_net\n2024-01-03,100\n2024-01-02,101\n", 3, "date", "sort the rows"),
        ("date,nav_net\n2024-01-03,100\n2024-01-03,101\n", 3, "date", "stands twice"),
        ("date,nav_net,nav_gross\n2024-01-02,100,100\n2024-01-03,101,100.5\n", 3, "nav_gross", "swapped?"),
    ],
)
def test_a_fault_is_named_at_its_place(
    tmp_path: Path, text: str, line: int | None, path: str, words: str
) -> None:
    (found,) = faults(tmp_path, text)
    assert found[:2] == (line, path)
    assert words in found[2]


def test_all_values_are_checked_at_once(tmp_path: Path) -> None:
    found = faults(tmp_path, "date,nav_net,nav_gross\n2024-01-02,100,\n2024-01-03,-1,5\n2024-01-04,100,9\n")
    assert sorted((line, path) for line, path, _ in found) == [(2, "nav_gross"), (3, "nav_net")]


def test_a_gross_value_rounded_below_the_net_one_is_sound(tmp_path: Path) -> None:
    live = record(tmp_path, "date,nav_net,nav_gross\n2024-01-02,100,100\n2024-01-03,101,100.995\n")
    assert live.gross is not None


def test_records_are_found_by_profile(tmp_path: Path) -> None:
    record(tmp_path, SOUND)
    (tmp_path / "notes.txt").write_text("not a record")
    assert list(read_records(tmp_path, ("balanced", "conservative"))) == ["balanced"]


def test_the_faults_of_all_records_come_together(tmp_path: Path) -> None:
    (tmp_path / "balanced.csv").write_text("date,nav_net\n2024-01-02,100\n2024-01-03,-1\n")
    (tmp_path / "conservativ.csv").write_text(SOUND)
    (tmp_path / "zzz.csv").write_text(SOUND)
    with pytest.raises(Unusable) as caught:
        read_records(tmp_path, ("conservative", "balanced"))
    messages = [fault.message for fault in caught.value.faults]
    assert "is not positive" in messages[0]
    assert messages[1:] == [
        "belongs to no profile: did you mean conservative?",
        "belongs to no profile: the profiles are balanced, conservative",
    ]


def test_a_folder_that_is_not_there_is_refused_in_words(tmp_path: Path) -> None:
    with pytest.raises(Unusable, match="can't be read as a folder of records: no such file"):
        read_records(tmp_path / "none", ("balanced",))


def test_a_finding_is_known_from_its_own_day_on(tmp_path: Path) -> None:
    live = record(tmp_path, "date,nav_net\n2024-01-02,100\n2024-01-17,101\n2024-01-18,101\n")
    for day, count in (("2024-01-16", 0), ("2024-01-17", 1), ("2024-01-18", 1)):
        cut = live.until(np.datetime64(day))
        assert cut is not None and len(cut.findings) == count


def test_faults_in_the_middle_of_a_file_name_their_own_row(tmp_path: Path) -> None:
    rows = ["2024-01-02,100", "2024-01-03,101", "2024-01-04,10.2", "2024-01-05,103", "2024-01-08,104"]
    found = faults(tmp_path, "\n".join(["date,nav_net", *rows]))
    assert [(line, message.split(";")[0]) for line, _, message in found] == [
        (4, "moves from 101 to 10.2 on 2024-01-04"),
        (5, "moves from 10.2 to 103 on 2024-01-05"),
    ]
    rows[1], rows[2] = "2024-01-04,101", "2024-01-03,102"
    assert faults(tmp_path, "\n".join(["date,nav_net", *rows])) == [
        (4, "date", "2024-01-03 comes after 2024-01-04; sort the rows")
    ]


def test_small_values_and_moves_up_to_a_half_are_sound(tmp_path: Path) -> None:
    live = record(tmp_path, "date,nav_net\n2024-01-02,1\n2024-01-03,0.5\n2024-01-04,1\n")
    assert live.net.nav.values.tolist() == [1, 0.5, 1]
    found = faults(tmp_path, "date,nav_net\n2024-01-02,1\n2024-01-03,0.49\n2024-01-04,0.99\n")
    assert [line for line, _, _ in found] == [3, 4]

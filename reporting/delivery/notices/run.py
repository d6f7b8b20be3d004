"""A run over a book: one letter for each notice that is due and was not issued, and what stopped others."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from reporting.delivery.files import inside, write
from reporting.delivery.notices.compliance import write_report
from reporting.delivery.notices.known import Known
from reporting.delivery.notices.letters import Printed, letter_of, printed
from reporting.delivery.notices.watch import Watch
from reporting.delivery.register.pseudonym import pseudonym
from reporting.delivery.text import Json
from reporting.domain.errors import Refusal
from reporting.inputs.clients.book import Book


@dataclass(frozen=True, slots=True)
class Told:
    """A run: letters issued now, how many notices had been issued before, clients looked at, and faults, a
    line each that begins with the client's pseudonym; `reports` are the files of the compliance report."""

    watch: Watch
    issued: tuple[Printed, ...]
    before: int
    clients: int
    faults: tuple[str, ...]
    reports: tuple[str, ...]

    @property
    def json(self) -> dict[str, Json]:
        """The run as JSON; clients by their pseudonyms."""
        return {
            "date": self.watch.day.isoformat(),
            "clients": self.clients,
            "issued": [_shape(self.watch, each) for each in self.issued],
            "issued_before": self.before,
            "failed": list(self.faults),
            "reports": list(self.reports),
        }

    @property
    def text(self) -> str:
        """A line for each letter, and the counts."""
        lines = [_line(self.watch, each) for each in self.issued]
        lines.append(
            f"{self.watch.day}: {self.clients} clients, {len(self.issued)} notices issued, "
            f"{self.before} issued before, {len(self.faults)} faults"
        )
        return "\n".join(lines) + "\n"


def run(watch: Watch, book: Book, key: bytes, output: Path, known: Known) -> Told:
    """Look at every client in the order of ids; a faulty one stops no other.

    The files of a letter are on the disk before its row is entered: whatever ends the run, no notice is
    lost, and none is issued twice.
    """
    issued: list[Printed] = []
    before, faults, clients = 0, [], 0
    for id in book.ids():
        reference = pseudonym(key, id)
        clients += 1
        try:
            record = book.record(id)
            for notice in watch.due(record):
                letter = letter_of(watch, record, reference, notice)
                if known.already(reference, notice.period.label, letter.percent):
                    before += 1
                    continue
                done = printed(watch, letter)
                for place, content in done.files.items():
                    write(inside(output, *PurePosixPath(place).parts), content, private=True)
                known.enter(done.row)
                issued.append(done)
        except Refusal as refusal:
            faults += [f"{reference}: {fault}" for fault in refusal.faults]
    failed = len({fault.partition(":")[0] for fault in faults})
    files, wrong = write_report(watch, issued, failed, output)
    return Told(watch, tuple(issued), before, clients, (*faults, *wrong), files)


def _shape(watch: Watch, each: Printed) -> dict[str, Json]:
    notice = each.letter.notice
    return {
        "client": each.letter.reference,
        "period": notice.period.label,
        "threshold": each.letter.percent,
        "day": notice.day.isoformat(),
        "due": notice.due.isoformat(),
        "late": notice.due < watch.day,
        "file": each.row.file,
        "sha256": each.row.sha256,
    }


def _line(watch: Watch, each: Printed) -> str:
    notice = each.letter.notice
    late = ", late" if notice.due < watch.day else ""
    return f"{each.row.file}: {each.letter.percent} % on {notice.day}, due {notice.due}{late}"

"""The compliance report on the letters of a day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import count
from pathlib import Path

from reporting.clients.period import Cycle, period_of
from reporting.delivery.client_compliance import Made, client_report, report_names
from reporting.delivery.files import inside, not_writable, write
from reporting.delivery.notices.letters import Printed
from reporting.delivery.notices.watch import Watch
from reporting.domain.disclosure import DocumentKind


def write_report(
    watch: Watch, issued: Sequence[Printed], failed: int, output: Path
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Write the report: its files by their paths below the output folder, and a line for each check that it
    fails itself; nothing where no letter was written. That of an earlier run on the same day stays."""
    if not issued:
        return (), ()
    period = period_of(Cycle.QUARTERLY, watch.day)
    clients = {"issued": len({each.letter.reference for each in issued}), "failed": failed}
    with _own_name(inside(output, period.label), f"notices-{watch.day}") as run:
        files, wrong = client_report(watch.plan, run, period, watch.day, clients, map(_made, issued))
        for name, body in files.items():
            write(inside(output, period.label, name), body, private=True)
    return tuple(f"{period.label}/{name}" for name in files), wrong


@contextmanager
def _own_name(folder: Path, name: str) -> Iterator[str]:
    """The name with the first number that no report bears and no other process is about to use: a hidden
    folder claims it while the report is made."""
    for number in count(1):
        run = name if number == 1 else f"{name}-{number}"
        claim = folder / f".{run}"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            claim.mkdir()
        except FileExistsError:
            continue
        except OSError as error:
            raise not_writable(folder, error) from None
        try:
            if not any((folder / file).exists() for file in report_names(run)):
                yield run
                return
        finally:
            claim.rmdir()


def _made(each: Printed) -> Made:
    return Made(
        client=each.letter.reference,
        kind=DocumentKind.NOTICE,
        language=each.row.language,
        pages=each.pages,
        sha256=each.row.sha256,
        published=True,
        signs=each.verdicts,
        read=lambda: (each.pdf, each.twin),
    )

"""The compliance report on the letters of a day."""

from __future__ import annotations

from collections.abc import Sequence

from reporting.clients.period import Cycle, period_of
from reporting.delivery.client_compliance import Made, client_report
from reporting.delivery.notices.letters import Printed
from reporting.delivery.notices.watch import Watch
from reporting.domain.disclosure import DocumentKind


def notice_report(
    watch: Watch, issued: Sequence[Printed], failed: int
) -> tuple[dict[str, bytes], tuple[str, ...]]:
    """The files of the report by their paths below the output folder, and a line for each check that it fails
    itself; nothing where no letter was written."""
    if not issued:
        return {}, ()
    period = period_of(Cycle.QUARTERLY, watch.day)
    clients = {"issued": len({each.letter.reference for each in issued}), "failed": failed}
    run = f"notices-{watch.day}"
    files, wrong = client_report(watch.plan, run, period, watch.day, clients, map(_made, issued))
    return {f"{period.label}/{name}": body for name, body in files.items()}, wrong


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

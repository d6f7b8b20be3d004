"""The documents of one profile: a pure function of its task."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from reporting.delivery.inputs import inputs_of
from reporting.delivery.plan import Outcome, Task
from reporting.delivery.previous import Previous
from reporting.delivery.printing import printed
from reporting.delivery.status import status_of, with_legal_basis
from reporting.disclosures.context import Context
from reporting.disclosures.costs import Estimated, estimated_rates
from reporting.disclosures.ex_ante import ex_ante
from reporting.disclosures.ex_post import ex_post
from reporting.disclosures.lineage import traced
from reporting.disclosures.spoken import spoken
from reporting.domain.decision import Allocation
from reporting.domain.disclosure import Disclosure, DocumentKind
from reporting.domain.errors import refuse
from reporting.domain.market import Market
from reporting.strategy.backtest import Backtest, backtest
from reporting.strategy.comparators import benchmark_tickers
from reporting.strategy.current import current_allocation

LONGEST_SILENCE = timedelta(days=7)
"""A profile whose last session lies further before the end of the quarter has no prices for its end."""


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What the documents of one profile are written from. Only an ex-post document sees the backtest.

    `written` are the documents before it: the ex-post document compares costs incurred with the estimates
    of the `previous` document, else with those of the ex-ante one of the same run.
    """

    context: Context
    allocation: Allocation
    backtest: Backtest
    paths: int
    written: tuple[Disclosure, ...] = ()
    previous: Previous | None = None

    @property
    def estimated(self) -> Estimated | None:
        """The yearly cost rates that a document before this one states."""
        if self.previous is not None:
            return self.previous.estimated
        stated = ((each, estimated_rates(each.figures())) for each in self.written)
        return next((Estimated(rates, each.document_id, each.as_of) for each, rates in stated if rates), None)


Author = Callable[[Material], Disclosure]

AUTHORS: dict[DocumentKind, Author] = {
    DocumentKind.EX_ANTE: lambda m: ex_ante(m.context, m.allocation, m.paths),
    DocumentKind.EX_POST: lambda m: ex_post(m.context, m.backtest, m.estimated),
}
"""Who writes which document, in this order; a new kind is a new row."""


def make(task: Task, authors: dict[DocumentKind, Author] | None = None) -> Outcome:
    """Write and print every document of the task's profile. Raises Refused and Unusable."""
    market = market_of(task)
    written = _written(task, market, authors)
    documents = tuple(
        replace(printed(each, document), language=each.language, place="" if each is task else each.language)
        for each in (task, *(replace(task, language=other, others=()) for other in task.others))
        for document in _finished(each, market, written)
        if document.kind in task.kinds
    )
    counts = Counter(finding.severity.value for finding in market.findings)
    return Outcome(task.profile.id, written[0].as_of, documents, tuple(sorted(counts.items())))


def compose(
    task: Task, market: Market, authors: dict[DocumentKind, Author] | None = None
) -> tuple[Disclosure, ...]:
    """Every document of the task's profile, with the origin of its figures, before it is printed."""
    return _finished(task, market, _written(task, market, authors))


def _written(
    task: Task, market: Market, authors: dict[DocumentKind, Author] | None
) -> tuple[Disclosure, ...]:
    """The documents as their authors leave them: the same for every language."""
    material = gather(task, market)
    written: list[Disclosure] = []
    for author in (authors or AUTHORS).values():
        document = author(replace(material, written=tuple(written)))
        written.append(with_legal_basis(document, task.subject.house))
    return tuple(written)


def _finished(task: Task, market: Market, written: tuple[Disclosure, ...]) -> tuple[Disclosure, ...]:
    """The documents in the task's language with the origin of their figures."""
    inputs, firm = inputs_of(task, market), task.subject.house.firm
    return tuple(traced(spoken(each, task.language, firm), inputs, task.annex) for each in written)


def market_of(task: Task) -> Market:
    """The profile's market up to the end of the quarter, with benchmark and risk-class proxies.

    Raises Refused where the prices do not reach the end of the quarter.
    """
    subject, end = task.subject, np.datetime64(task.quarter.last)
    market = subject.market(_extra(task))
    row = market.index_of(end)
    if row < 0 or end - market.sessions[row] > np.timedelta64(LONGEST_SILENCE):
        last = market.sessions[max(row, 0)]
        message = f"no session near the end of {task.quarter}: the nearest is {last}; choose another period"
        raise refuse(task.profile.id, message)
    return market.until(end)


def gather(task: Task, market: Market) -> Material:
    """Decisions, backtest and current allocation of the task's profile on its market."""
    profile, house = task.profile, task.subject.house
    if profile.leverage_allowed:
        message = "leverage is allowed, which is for research only; documents need leverage: forbidden"
        raise refuse(profile.id, message)
    last = market.sessions[-1]
    as_of = last.astype("datetime64[D]").item()
    rules = task.subject.rules(last)
    done = backtest(rules, market)
    quarter = task.quarter
    live = None if task.live is None else task.live.until(last)

    status, reasons = status_of(profile, house, market.synthetic)
    period = (str(quarter), (quarter.first, quarter.last), as_of, task.language)
    context = Context(profile, rules, house, market, *period, status, reasons, live, task.subject.data.fx)
    return Material(context, current_allocation(done, as_of), done, task.paths, previous=task.previous)


def _extra(task: Task) -> tuple[str, ...]:
    """Tickers beyond the profile's own: its benchmark, and the proxies that the prices hold."""
    house, known = task.subject.house, task.subject.data.prices.tickers
    proxies = [house.instruments[ticker].proxy for ticker in task.profile.tickers]
    found = [name for name in proxies if name in known and name not in task.profile.tickers]
    return tuple(dict.fromkeys((*benchmark_tickers(task.profile), *found)))

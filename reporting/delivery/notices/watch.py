"""Every mandate of a book at the end of a day: its value, its losses, the notices that are due."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import numpy as np

from reporting.clients.duty import cycle_of
from reporting.clients.ledger import ledger
from reporting.clients.notices import Notice, notices
from reporting.clients.period import period_of
from reporting.clients.quotes import quotes
from reporting.clients.valuation import Valuation, valuation
from reporting.delivery.plan import Plan, Task
from reporting.delivery.subject import Subject
from reporting.domain.business_days import BusinessCalendar
from reporting.domain.client import ClientRecord
from reporting.domain.errors import refuse
from reporting.domain.house import House
from reporting.domain.market import Market


@dataclass(frozen=True, eq=False)
class Watch:
    """The markets of all profiles up to a day, the firm's business days."""

    day: date
    plan: Plan
    tasks: Mapping[str, Task]
    markets: Mapping[str, Market]
    calendar: BusinessCalendar

    @property
    def house(self) -> House:
        """The firm's files."""
        return self.plan.house

    def due(self, record: ClientRecord) -> tuple[Notice, ...]:
        """The notices of the reporting period of the day, in the order of time; those of the period before
        too that fell due in this one. None for a client without a mandate, or before its first booking.

        Raises Refused and Unusable for a book, prices or exchange rates that do not allow an answer.
        """
        book = ledger(record)
        if book is None or book.first > self.day:
            return ()
        account = book.account
        if account.profile not in self.tasks:
            message = f"the profile {account.profile or '–'} of the mandate is none of the firm's; add it"
            raise refuse("accounts", message, "profile")
        last = min(self.day, account.closed or self.day)
        leverage = self.tasks[account.profile].profile.leverage_allowed
        cycle = cycle_of(record, leverage, last)
        valued = self._valued(record, last)
        first = period_of(cycle, self.day).first
        return tuple(each for each in notices(valued, cycle, last, self.calendar) if each.due >= first)

    def _valued(self, record: ClientRecord, last: date) -> Valuation:
        """The account on every day to the last, at the prices of its own profile before those of others."""
        book = ledger(record)
        assert book is not None
        own = self.markets[book.account.profile]
        every = (own, *(market for market in self.markets.values() if market is not own))
        first = np.datetime64(book.first, "D")
        found = quotes(every, book.account.currency, self.plan.data.fx, book.tickers, first)
        return valuation(book, found, last)


def watch(plan: Plan, day: date) -> Watch:
    """What is known at the end of a day. Raises Unusable for a firm without a business calendar."""
    calendar = plan.house.firm.business_calendar
    if calendar is None:
        message = "states no business calendar, by which notices fall due; add business_calendar: TARGET"
        raise refuse("firm.yaml", message, "business_calendar")
    tasks = {task.profile.id: task for task in plan.tasks}
    markets = {id: _until(task.subject, day) for id, task in sorted(tasks.items())}
    return Watch(day, plan, tasks, markets, calendar.value)


def _until(subject: Subject, day: date) -> Market:
    """The profile's market as it was known at the end of a day. Raises Refused where it begins later."""
    market = subject.market()
    moment = np.datetime64(day, "D")
    if market.index_of(moment) < 0:
        first = market.sessions[0]
        raise refuse(subject.profile.id, f"its prices begin on {first}, after {day}; choose a later day")
    return market.until(moment)

"""Which notices were issued already: the register remembers, so that none is written twice."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from reporting.delivery.register.documents import Issue
from reporting.delivery.register.issuing import issue
from reporting.delivery.register.store import Register
from reporting.domain.errors import refuse


class Known(Protocol):
    """What was told to whom; `threshold` is in percent."""

    def already(self, client: str, period: str, threshold: int) -> bool:
        """Whether the client, by its pseudonym, has had the notice."""

    def enter(self, made: Issue) -> None:
        """Remember a notice that was written."""


def type_of(threshold: int) -> str:
    """The type under which the register knows notices of a threshold: `notice-10`."""
    return f"notice-{threshold}"


@dataclass(slots=True)
class Registered:
    """The register's own memory; the rows of a period are read once."""

    register: Register
    _issued: dict[str, set[tuple[str, str]]] = field(default_factory=dict)

    def already(self, client: str, period: str, threshold: int) -> bool:
        """Whether a row of any language bears it."""
        if period not in self._issued:
            with self.register.writing() as rows:  # which makes the register where there is none yet
                told = (row.details for row in rows.issues_of(period))
                self._issued[period] = {(each.client, each.type) for each in told if each}
        return (client, type_of(threshold)) in self._issued[period]

    def enter(self, made: Issue) -> None:
        """Add a row. Raises Refused where another process was faster with another letter."""
        if issue(self.register, [made], ()).refused:
            raise refuse(made.client, f"{made.document} was issued meanwhile with other content")
        self._issued.setdefault(made.period, set()).add((made.client, made.type))

"""How a path went through a named stretch of history (docs/method.md section 10)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from reporting.domain.series import NavPath
from reporting.measures.drawdown import deepest_drawdown
from reporting.measures.periods import return_between
from reporting.measures.sample import NotAvailable, Result


@dataclass(frozen=True, slots=True)
class EpisodeFigures:
    """Total return and deepest fall inside the stretch, decimals, or why there is none."""

    total_return: Result
    max_drawdown: Result


def episode(nav: NavPath, start: date, end: date) -> EpisodeFigures:
    """Figures from the close of `start` to the close of `end`.

    Not available where the path begins later, or ends before the stretch does.
    """
    if nav.dates[-1] < np.datetime64(end):
        return missing(NotAvailable("ends_earlier"))
    change = return_between(nav, start, end)
    if isinstance(change, NotAvailable):
        return missing(change)
    inside = nav.between(np.datetime64(start), np.datetime64(end))
    return EpisodeFigures(change, deepest_drawdown(inside).depth)


def missing(reason: NotAvailable) -> EpisodeFigures:
    """No figures, for one reason."""
    return EpisodeFigures(reason, reason)

"""The five-year sample of a record that the PRIIPs formulas take (docs/method.md sections 8, 9)."""

from __future__ import annotations

import numpy as np

from reporting.domain.calendar import points
from reporting.domain.series import Floats, NavPath
from reporting.domain.units import Frequency
from reporting.measures.moments import SAMPLE_YEARS
from reporting.measures.periods import months_before
from reporting.measures.sample import NotAvailable

COUNTS = {Frequency.WEEKLY: 260, Frequency.MONTHLY: 60}
"""Returns of five years; a daily sample goes by the calendar, because sessions a year differ."""


def five_year_log_returns(nav: NavPath, frequency: Frequency) -> Floats | NotAvailable:
    """Log returns (M0,) of the last five years between completed points of a declared frequency.

    Not available for a shorter record: N = ceil(M0/5 x T) counts on five whole years.
    """
    rows = points(nav.dates, frequency)
    logs = np.log(nav.values[rows])
    if frequency in COUNTS:
        count = COUNTS[frequency]
        return np.diff(logs[-count - 1 :]) if len(logs) > count else NotAvailable("under_five_years")
    end = nav.dates[-1].astype("datetime64[D]").item()
    start = np.datetime64(months_before(end, 12 * SAMPLE_YEARS))
    first = int(np.searchsorted(nav.dates, start, side="right")) - 1
    return np.diff(logs[first:]) if first >= 0 else NotAvailable("under_five_years")

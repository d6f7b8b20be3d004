"""Exchange rates and cash rates as they were known on each session (docs/method.md section 1)."""

from __future__ import annotations

import numpy as np

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.domain.market import RateTable
from reporting.domain.series import Dates, Floats

FX_DAYS = 5
CASH_DAYS = 7
EURO = "EUR"


def known(table: RateTable, name: str, sessions: Dates, days: int) -> Floats:
    """The last value on or before each session, shape (S,); NaN where it is older than `days` or absent."""
    values = table.values[:, table.names.index(name)]
    filled = ~np.isnan(values)
    dates, values = table.dates[filled], values[filled]
    rows = np.searchsorted(dates, sessions, side="right") - 1
    found = np.full(len(sessions), np.nan)
    some = rows >= 0
    fresh = sessions[some] - dates[rows[some]] <= np.timedelta64(days, "D")
    found[some] = np.where(fresh, values[rows[some]], np.nan)
    return found


def converted(
    closes: Floats, sessions: Dates, currencies: tuple[str, ...], base: str, fx: RateTable | None
) -> Floats:
    """Prices (S, n) in the base currency: price / (own currency per euro) × (base currency per euro).

    Raises Unusable where a price has no rate of the day or of the 5 calendar days before.
    """
    foreign = [column for column, currency in enumerate(currencies) if currency != base]
    if not foreign:
        return closes
    needed = {currencies[column] for column in foreign} | {base}
    per_euro = _per_euro(needed - {EURO}, sessions, fx)
    per_euro[EURO] = np.ones(len(sessions))
    result = closes.copy()
    faults = []
    for column in foreign:
        result[:, column] = closes[:, column] * per_euro[base] / per_euro[currencies[column]]
    for currency in sorted(needed - {EURO}):
        users = [column for column in foreign if currency in (currencies[column], base)]
        priced = ~np.isnan(closes[:, users]).all(axis=1)
        lost = sessions[priced & np.isnan(per_euro[currency])]
        if len(lost) and fx is not None:
            faults.append(_hole(fx, currency, lost, FX_DAYS, "an exchange rate"))
    if faults:
        raise Unusable(faults)
    return result


def exchange_rate(fx: RateTable | None, currency: str, base: str, day: np.datetime64) -> float | None:
    """What one unit of a currency costs in the base currency on a day, from its rate of the day or of the
    5 calendar days before; None where no rate is known."""
    per_euro = []
    for name in (base, currency):
        if name == EURO:
            per_euro.append(1.0)
        elif fx is None or name not in fx.names:
            return None
        else:
            per_euro.append(float(known(fx, name, np.array([day], dtype="datetime64[D]"), FX_DAYS)[0]))
    rate = per_euro[0] / per_euro[1]
    return None if np.isnan(rate) else rate


def _per_euro(currencies: set[str], sessions: Dates, fx: RateTable | None) -> dict[str, Floats]:
    if fx is None:
        names = ", ".join(sorted(currencies))
        raise unusable(
            "--fx", f"prices must be converted; give a file of exchange rates per euro for {names}"
        )
    absent = sorted(currencies - set(fx.names))
    if absent:
        raise Unusable(
            [Fault(fx.source, f"has no column {name} (units per euro); add it", name) for name in absent]
        )
    return {name: known(fx, name, sessions, FX_DAYS) for name in currencies}


def cash_rate(sessions: Dates, currency: str, table: RateTable | None) -> Floats:
    """Annual decimal rate known on each session, shape (S,); NaN throughout without a table.

    Raises Unusable where a given table knows none of the last 7 days.
    """
    if table is None:
        return np.full(len(sessions), np.nan)
    if currency not in table.names:
        raise unusable(
            table.source, f"has no overnight rate in {currency}; add a column of that name", currency
        )
    rates = known(table, currency, sessions, CASH_DAYS)
    lost = sessions[np.isnan(rates)]
    if len(lost):
        raise Unusable([_hole(table, currency, lost, CASH_DAYS, "an overnight rate")])
    return rates


def _hole(table: RateTable, name: str, lost: Dates, days: int, what: str) -> Fault:
    more = f" and {len(lost) - 1} more sessions up to {lost[-1]}" if len(lost) > 1 else ""
    message = f"lacks {what} in {name} of at most {days} days for {lost[0]}{more}; complete the series"
    return Fault(table.source, message, name)

"""One profile's market from tables of prices and rates (docs/method.md section 1).

Only the profile's own ETFs decide what a session is, so no other column of the price file, and no
order of its columns, changes anything.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

import numpy as np
from numpy.typing import NDArray

from reporting.domain.errors import Fault, Refused, Unusable, unusable
from reporting.domain.house import House
from reporting.domain.market import Finding, Market, PriceTable, RateTable, Severity
from reporting.domain.profile import MissingPrice, Profile
from reporting.domain.series import Dates, Floats
from reporting.inputs.conversion import cash_rate, converted
from reporting.inputs.quality import (
    PATH_CHECKS,
    ROW_CHECKS,
    Prices,
    date_findings,
    findings_of,
    runs,
    sentence,
)
from reporting.inputs.tables import cut_off

HOLD_SESSIONS = 5
SHOWN = 3

Mask = NDArray[np.bool_]


def assemble_market(
    profile: Profile,
    house: House,
    prices: PriceTable,
    fx: RateTable | None,
    cash_rates: RateTable | None,
    extra: tuple[str, ...] = (),
) -> Market:
    """The profile's ETFs and the `extra` tickers on the profile's sessions, in its base currency.

    closes (S, n) in profile order, NaN before the first price and after `last_date`, never between.
    `cash_rate` is NaN throughout without `cash_rates`. Raises Unusable for what is not there (a
    ticker, an exchange rate within 5 days, a cash rate within 7) and Refused with all findings that
    block.
    """
    tickers = profile.tickers + tuple(name for name in dict.fromkeys(extra) if name not in profile.tickers)
    _require(tickers, profile, house, prices)
    table = _Selection.of(prices, tickers, house)
    disorder = date_findings(prices.dates)
    read = [finding for finding in prices.findings if finding.ticker in ("", *tickers)]
    findings = list(dict.fromkeys([*read, *disorder])) + findings_of(table.prices(house), ROW_CHECKS)
    if disorder:
        _refuse_blocks(prices, findings)

    table = table.on(table.sessions(len(profile.tickers)))
    if not len(table.dates):
        raise unusable(prices.source, f"holds no price of any ETF of profile {profile.id}")
    findings += findings_of(table.prices(house), PATH_CHECKS)
    hold = [profile.missing_price is MissingPrice.HOLD or name not in profile.tickers for name in tickers]
    closes, missing = _filled(table, hold)
    findings += missing
    _refuse_blocks(prices, findings)

    used_fx = fx if any(_currency(house, name) != profile.base_currency for name in tickers) else None
    currencies = tuple(_currency(house, name) for name in tickers)
    closes = converted(closes, table.dates, currencies, profile.base_currency, fx)
    tables = [("prices", prices), ("fx", used_fx), ("cash_rates", cash_rates)]
    given = [(role, source) for role, source in tables if source is not None]
    for _, source in given[1:]:
        findings += source.findings
    width = len(profile.tickers)
    return Market(
        currency=profile.base_currency,
        sessions=table.dates,
        tickers=profile.tickers,
        closes=np.ascontiguousarray(closes[:, :width]),
        cash_rate=cash_rate(table.dates, profile.base_currency, cash_rates),
        others={name: closes[:, tickers.index(name)].copy() for name in extra},
        findings=tuple(sorted(findings, key=_by_day)),
        sources=tuple((role, f"{source.source} (SHA-256 {source.sha256[:12]})") for role, source in given),
        synthetic=any(source.synthetic for _, source in given),
    )


@dataclass(frozen=True, slots=True, eq=False)
class _Selection:
    """Prices of the wanted tickers: dates (S,), closes (S, n), `listed` (S, n) within their lives."""

    dates: Dates
    tickers: tuple[str, ...]
    closes: Floats
    listed: Mask

    @classmethod
    def of(cls, prices: PriceTable, tickers: tuple[str, ...], house: House) -> _Selection:
        """An ETF is listed from its first price to its last date, without one to the end of the table."""
        closes = prices.closes[:, [prices.tickers.index(name) for name in tickers]]
        last_dates = [house.instruments[name].last_date for name in tickers]
        alive = np.column_stack(
            [
                np.ones(len(prices.dates), dtype=bool)
                if last is None
                else prices.dates <= np.datetime64(last)
                for last in last_dates
            ]
        )
        closes = np.where(alive, closes, np.nan)
        listed = np.logical_or.accumulate(~np.isnan(closes), axis=0) & alive
        return cls(prices.dates, tickers, closes, listed)

    def sessions(self, width: int) -> Mask:
        """Rows on which at least half of the first `width` tickers that are listed have a price."""
        listed = self.listed[:, :width].sum(axis=1)
        priced = (~np.isnan(self.closes[:, :width])).sum(axis=1)
        rows: Mask = (listed > 0) & (2 * priced >= listed)
        return rows

    def on(self, rows: Mask) -> _Selection:
        return _Selection(self.dates[rows], self.tickers, self.closes[rows], self.listed[rows])

    def prices(self, house: House) -> Prices:
        cash_like = frozenset(name for name in self.tickers if house.instruments[name].cash_like)
        return Prices(self.dates, self.tickers, self.closes, cash_like)


def _require(tickers: tuple[str, ...], profile: Profile, house: House, prices: PriceTable) -> None:
    """Every ticker has prices and house data."""
    faults = []
    for name in tickers:
        if name not in prices.tickers:
            close = get_close_matches(name, prices.tickers, n=1)
            hint = f"; did you mean {close[0]}?" if close else ""
            message = f"has no prices of {name}, which profile {profile.id} uses{hint}"
            faults.append(Fault(prices.source, message, name))
        if name not in house.instruments:
            message = f"does not hold {name}, which profile {profile.id} uses; add it"
            faults.append(Fault("instruments.yaml", message, name))
    if faults:
        raise Unusable(faults)


def _filled(table: _Selection, hold: list[bool]) -> tuple[Floats, list[Finding]]:
    """Holes inside a life: held for up to 5 sessions where allowed, else findings that block."""
    closes = table.closes.copy()
    findings = []
    holes = table.listed & np.isnan(closes)
    for column, name in enumerate(table.tickers):
        for start, length in runs(holes[:, column]):
            held = hold[column] and length <= HOLD_SESSIONS
            if held:
                closes[start : start + length, column] = closes[start - 1, column]
            code, severity = ("held", Severity.WARN) if held else ("missing", Severity.BLOCK)
            findings.append(Finding(code, severity, name, table.dates[start].item(), str(length)))
        if not table.listed[:, column].any():
            findings.append(Finding("unlisted", Severity.WARN, name))
    return closes, findings


def _refuse_blocks(prices: PriceTable, findings: list[Finding]) -> None:
    """Raises what blocks, grouped by ETF and kind: the first three of a kind and a count of the rest."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in sorted(findings, key=_by_day):
        if finding.severity is Severity.BLOCK:
            groups.setdefault((finding.ticker, finding.code), []).append(finding)
    faults = []
    for (name, _), group in groups.items():
        rest = group[SHOWN:]
        faults += [Fault(prices.source, sentence(finding), name) for finding in group[:SHOWN]]
        if rest:
            faults.append(Fault(prices.source, f"and {len(rest)} more like it, up to {rest[-1].day}", name))
    if faults:
        raise Refused(cut_off(prices.source, faults))


def _currency(house: House, ticker: str) -> str:
    return house.instruments[ticker].currency.value


def _by_day(finding: Finding) -> tuple[str, str, str]:
    return (str(finding.day or ""), finding.ticker, finding.code)

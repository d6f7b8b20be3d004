"""The demo market that ships with the package: synthetic, fixed, read as any file of a user is.

`generate.py` makes the files; documents made from them are specimens.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from reporting.domain.market import PriceTable, RateTable
from reporting.inputs.prices import read_prices
from reporting.inputs.rates import read_cash_rates, read_fx

FOLDER = Path(__file__).parent
SOURCE = "synthetic demo market"


def demo_prices() -> PriceTable:
    """Twelve US funds (USD), their UCITS counterparts (EUR) and WORLD (USD), 2006-01-03 to 2026-10-30."""
    return replace(read_prices(FOLDER / "prices.csv"), source=f"{SOURCE}, prices", synthetic=True)


def demo_fx() -> RateTable:
    """US dollars per euro on the same sessions."""
    return replace(read_fx(FOLDER / "fx.csv"), source=f"{SOURCE}, exchange rate", synthetic=True)


def demo_cash_rates() -> RateTable:
    """Overnight rates in EUR and USD, annual decimals, actual/365, on the same sessions."""
    return replace(read_cash_rates(FOLDER / "rates.csv"), source=f"{SOURCE}, overnight rates", synthetic=True)

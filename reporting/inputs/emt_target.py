"""The target market that an EMT file states for a product: fields 01000 to 05080.

Y, N and Neutral are the target market, the negative one, and neither. An empty cell is not stated.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import fields

from reporting.domain.target_market import Fit, TargetMarket
from reporting.inputs.emt_file import Cells, EmtTable
from reporting.inputs.tables import printable

REPORTED, REFERENCE = "00006", "01000"
FITS = {
    "retail": "01010",
    "professional": "01020",
    "basic": "02010",
    "informed": "02020",
    "advanced": "02030",
    "no_loss": "03010",
    "limited_loss": "03020",
    "full_loss": "03040",
}
CLASSES = ("04010", "04020")
"""Risk tolerance by the PRIIPs and, where that is empty, by the UCITS method."""
PERIOD = "05080"
WORDS = {"Y": Fit.TARGET, "N": Fit.EXCLUDED, "NEUTRAL": Fit.NEUTRAL, "P": Fit.NEUTRAL, "E": Fit.NEUTRAL}
"""P and E of 01020 mean some professional clients only, and which a client is, nobody states."""
TERMS = {"V": 0.0, "S": 1.0, "M": 3.0, "L": 5.0}
"""Least years of the terms very short, short, medium and long; H, to maturity, states none."""

Complain = Callable[[str, str], None]


def stated_target(
    table: EmtTable, cells: Cells, complain: Complain
) -> tuple[TargetMarket | None, dt.date | None]:
    """The target market of a row with its reference date; None where the section is not reported or empty.

    `complain` gets the code and the sentence of each cell that cannot be read.
    """
    if table.cell(cells, REPORTED).upper() == "N":
        return None, None
    found = TargetMarket(
        **{name: _fit(table, cells, code, complain) for name, code in FITS.items()},
        risk_tolerance=_risk_class(table, cells, complain),
        minimum_years=_years(table, cells, complain),
    )
    if all(getattr(found, field.name) is None for field in fields(found)):
        return None, None
    return found, _day(table, cells, complain)


def _fit(table: EmtTable, cells: Cells, code: str, complain: Complain) -> Fit | None:
    text = table.cell(cells, code).strip()
    if text and text.upper() not in WORDS:
        complain(code, f"{printable(text)} is none of Y, N and Neutral; correct it")
    return WORDS.get(text.upper())


def _risk_class(table: EmtTable, cells: Cells, complain: Complain) -> int | None:
    for code in CLASSES:
        text = table.cell(cells, code).strip()
        if re.fullmatch(r"[1-7](\.0+)?", text, re.ASCII):
            return int(text[0])
        if text:
            complain(code, f"{printable(text)} is no risk class from 1 to 7; correct it")
    return None


def _years(table: EmtTable, cells: Cells, complain: Complain) -> float | None:
    text = table.cell(cells, PERIOD).strip().replace(",", "." if table.comma else ",")
    if text.upper() in (*TERMS, "H", ""):
        return TERMS.get(text.upper())
    if re.fullmatch(r"\d{1,2}(\.\d+)?", text, re.ASCII):
        return float(text)
    complain(
        PERIOD, f"{printable(text)} is neither a number of years nor one of V, S, M, L and H; correct it"
    )
    return None


def _day(table: EmtTable, cells: Cells, complain: Complain) -> dt.date | None:
    text = table.cell(cells, REFERENCE).strip()
    try:
        return dt.date.fromisoformat(text[:10]) if text else None
    except ValueError:
        complain(REFERENCE, f"{printable(text)} is no date; write it as 2026-12-31")
        return None

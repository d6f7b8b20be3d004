"""References to the law as short as a column is narrow; the lead of the matrix says what the names mean."""

from __future__ import annotations

import re

from reporting.disclosures.words import text
from reporting.domain.disclosure import Value, Verbatim

OWN = "own control"
SHORT = (
    (r"(DR|Delegated Regulation \(EU\)) 2017/565,? ", ""),
    (r"DR 2017/653,? ", "PRIIPs RTS "),
    (r"Directive 2014/65/EU ", "MiFID II "),
    (r"Regulation \(EU\) No 1286/2014 ", "PRIIPs "),
    (r"Directive \(EU\) ", "Dir. "),
    (r"Arts? (?=\d)", ""),
    (r"recital (?=\d)", "rec. "),
    (r" and ", ", "),
    (r", as amended", "*"),
    (r" \(\w{3}[^)]*\)", ""),
)
"""What is left out or said in fewer signs, in every language alike."""


def cited(basis: str) -> Value:
    """A reference without its longest words; the house's own controls are named as such."""
    if basis == OWN:
        return text("cr.own_control")
    for pattern, short in SHORT:
        basis = re.sub(pattern, short, basis)
    return Verbatim(basis)

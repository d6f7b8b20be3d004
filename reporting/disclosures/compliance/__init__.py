"""The compliance report of a period: which obligation is met where, and what a person must still do."""

from reporting.disclosures.compliance.document import compliance
from reporting.disclosures.compliance.facts import Checked, Described, Facts

__all__ = ["Checked", "Facts", "Described", "compliance"]

"""The compliance report of a period: which obligation is met where, and what a person must still do."""

from reporting.disclosures.compliance.clients import client_compliance
from reporting.disclosures.compliance.counted import ClientFacts, Example, Kind
from reporting.disclosures.compliance.document import compliance
from reporting.disclosures.compliance.facts import Checked, Described, Facts

__all__ = [
    "Checked",
    "ClientFacts",
    "Described",
    "Example",
    "Facts",
    "Kind",
    "client_compliance",
    "compliance",
]

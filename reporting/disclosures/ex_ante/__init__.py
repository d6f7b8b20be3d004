"""The ex-ante scenario disclosure: what could happen, what it costs, what is held today and why."""

from reporting.disclosures.ex_ante.document import document_of, estimate_of, ex_ante, outlook

__all__ = ["document_of", "estimate_of", "ex_ante", "outlook"]

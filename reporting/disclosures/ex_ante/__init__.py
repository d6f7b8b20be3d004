"""The ex-ante scenario disclosure: what could happen, what it costs, what is held today and why."""

from reporting.disclosures.ex_ante.document import ex_ante

__all__ = ["ex_ante"]

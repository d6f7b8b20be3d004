"""The one clock of the program. It is read when a row is added to the register, and for nothing else."""

from __future__ import annotations

from datetime import UTC, datetime


def utc_now() -> str:
    """The time now, to the second, such as 2026-10-01T09:30:00Z."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")  # noqa: TID251  # it enters no document

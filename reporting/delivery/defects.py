"""Errors that are ours, in one sentence."""

from __future__ import annotations

import os

DEBUG = "REPORTING_DEBUG"


def debugging() -> bool:
    """Whether a defect shall show its traceback."""
    return os.environ.get(DEBUG) == "1"


def defect(error: Exception) -> str:
    """What a user reads about an error that nobody foresaw."""
    what = " ".join(f"{type(error).__name__}: {error}".split())[:300]
    return f"this is a defect of the program, not of the input ({what}); set {DEBUG}=1 for details"

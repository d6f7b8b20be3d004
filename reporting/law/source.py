"""Reads the law's data files, which are part of the package."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

import yaml


def load(name: str) -> dict[str, Any]:
    """The entries of `data/<name>.yaml` by id."""
    text = files("reporting.law").joinpath("data", f"{name}.yaml").read_text(encoding="utf-8")
    entries: dict[str, Any] = yaml.safe_load(text)
    return entries

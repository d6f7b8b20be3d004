"""Documents of the shipped profiles as a build writes them, from few paths and few seeds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from typing import Any

import pytest

from reporting.delivery.data import load_data
from reporting.delivery.job import compose, market_of
from reporting.delivery.period import parse_quarter
from reporting.delivery.plan import Task
from reporting.delivery.subject import find_subject
from reporting.disclosures.ex_post import chance
from reporting.domain.disclosure import Disclosure, DocumentKind
from reporting.rendering.twin import twin

PERIOD = "2026Q3"


@contextmanager
def few_seeds() -> Iterator[None]:
    """Three other seeds in place of two hundred: the rest of the document does not see the difference."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(chance, "SEEDS", ("1", "2", "3"))
        yield


@cache
def documents(profile: str) -> dict[DocumentKind, Disclosure]:
    """Both documents of a shipped profile with everything that a build adds to them."""
    task = Task(find_subject(profile, None, load_data()), parse_quarter(PERIOD), "en", 60)
    with few_seeds():
        return {each.kind: each for each in compose(task, market_of(task))}


@cache
def twin_of(profile: str, kind: DocumentKind) -> bytes:
    """The twin as it lies beside the PDF."""
    return twin(documents(profile)[kind])


def figures_of(profile: str, kind: DocumentKind) -> dict[str, Any]:
    """The figures of a twin."""
    found: dict[str, Any] = json.loads(twin_of(profile, kind))["figures"]
    return found

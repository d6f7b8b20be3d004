"""The cover of a pack says what the pack is about, by what has become of the account."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from reporting.disclosures.clients.pack import pack
from reporting.domain.disclosure import DocumentKind
from tests.clients.assessment.cases import DAY, record
from tests.disclosures.clients.advised import context, say, told

MANDATE = "balanced-ucits"


@pytest.mark.parametrize(
    ("changes", "closed", "about"),
    [
        ({}, None, "what we manage for you, why it suits you"),
        ({"income": None}, None, "why we cannot confirm at present that it suits you"),
        ({"income": None}, DAY + timedelta(days=1), "why we cannot confirm at present that it suits you"),
        ({"income": None}, DAY, "what it held and what it cost until it was closed"),
    ],
)
def test_the_subtitle_follows_the_account(
    changes: dict[str, str | None], closed: date | None, about: str
) -> None:
    advice = told(changes, mandate=MANDATE, closed=closed).chapter
    chapters = (advice, replace(advice, kind=DocumentKind.STATEMENT))
    made = pack(context(record(changes, mandate=MANDATE, closed=closed)), chapters, None)
    assert about in say(made.whole.subtitle)

"""What documents share: above all, that a class outside the band keeps a document from clients."""

from __future__ import annotations

from dataclasses import replace

import pytest

from reporting.disclosures.risk import risk_class_of
from reporting.disclosures.standing import standing
from reporting.domain.disclosure import Status, Text
from reporting.domain.profile import RiskBand
from reporting.measures.sample import NotAvailable
from tests.disclosures.composed import allocation, subject


@pytest.mark.parametrize(
    ("band", "found", "reason"),
    [
        (RiskBand(3, 5), Status.FINAL, None),
        (RiskBand(1, 2), Status.DRAFT, "draft.outside_band"),
        (RiskBand(6, 7), Status.DRAFT, "draft.outside_band"),
    ],
)
def test_a_class_outside_the_band_blocks_the_client_copy(
    band: RiskBand, found: Status, reason: str | None
) -> None:
    import numpy as np

    context, _ = subject("balanced")
    target = np.array([etf.weight for etf in allocation("balanced").decision.etfs])
    risk = risk_class_of(context, target)
    final = replace(
        context, status=Status.FINAL, reasons=(), profile=replace(context.profile, risk_band=band)
    )
    status, reasons = standing(final, risk)
    assert status is found
    assert reasons == (() if reason is None else (Text(reason),))


def test_a_missing_class_blocks_it_too_and_a_specimen_stays_one() -> None:
    context, _ = subject("balanced")
    final = replace(context, status=Status.FINAL, reasons=())
    assert standing(final, NotAvailable("needs_proxy", "ABC"))[0] is Status.DRAFT
    assert standing(context, NotAvailable("needs_proxy", "ABC"))[0] is Status.SPECIMEN

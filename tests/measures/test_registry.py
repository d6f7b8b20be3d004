"""The rows of the registry print no more than a record can tell."""

from __future__ import annotations

import pytest

from reporting.measures.registry import MEASURES, Measure


@pytest.mark.parametrize("row", MEASURES, ids=lambda row: row.id)
def test_all_is_printed_to_hundredths_but_a_share_of_months_to_tenths(row: Measure) -> None:
    """One month of a record of fifteen years is 0.6 %: a second decimal would tell nothing."""
    assert row.decimals == (1 if row.id == "positive_share" else 2)

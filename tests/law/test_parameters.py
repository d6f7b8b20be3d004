"""The law as dated data."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest

from reporting.domain.errors import Refused
from reporting.law.parameters import parameter, parameters, srri_upper_edge


def test_a_value_is_found_by_the_date_in_force() -> None:
    assert parameter("srri_edges", date(2010, 7, 1)).values == (0.005, 0.02, 0.05, 0.10, 0.15, 0.25)
    assert parameter("past_performance_years", np.datetime64("2021-12-31")).value == 5
    assert parameter("depreciation_step", date(2018, 1, 3)).value == 0.1


def test_before_a_rule_existed_the_request_is_refused_in_words() -> None:
    with pytest.raises(Refused, match="no value in force on 2010-06-30; known: 2010-07-01 to further notice"):
        parameter("srri_edges", date(2010, 6, 30))


def test_an_unknown_rule_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        parameter("no_such_rule", date(2021, 12, 31))


def test_upper_edge_of_a_class_is_where_the_next_begins() -> None:
    assert [srri_upper_edge(one, date(2021, 12, 31)) for one in range(1, 7)] == [
        0.005,
        0.02,
        0.05,
        0.1,
        0.15,
        0.25,
    ]


@pytest.mark.parametrize("id", sorted(parameters()))
def test_versions_follow_each_other_and_name_their_rule(id: str) -> None:
    versions = parameters()[id]
    for earlier, later in pairwise(versions):
        assert earlier.valid_to is not None
        assert earlier.valid_to + timedelta(days=1) == later.valid_from
    for version in versions:
        assert version.reference and version.note
        assert version.valid_to is None or version.valid_from <= version.valid_to


@pytest.mark.parametrize("id", [id for id in parameters() if id.endswith("_edges")])
def test_edges_ascend_and_separate_seven_classes(id: str) -> None:
    for version in parameters()[id]:
        assert len(version.values) == 6
        assert all(low < high for low, high in pairwise(version.values))

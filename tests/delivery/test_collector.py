"""The garbage collector is left as it was found."""

from __future__ import annotations

import gc

import pytest

from reporting.delivery.collector import SELDOM, give_back, resting


def test_the_collector_works_seldom_inside_and_as_before_after_a_failure() -> None:
    usual = gc.get_threshold()
    with pytest.raises(ValueError, match="broken"), resting():
        assert gc.get_threshold() == SELDOM
        raise ValueError("broken")
    assert gc.get_threshold() == usual


def test_inside_another_rest_the_end_of_the_inner_one_ends_nothing() -> None:
    with resting():
        with resting():
            pass
        assert gc.get_threshold() == SELDOM


def test_giving_memory_back_never_fails_whatever_the_c_library() -> None:
    give_back()

"""The garbage collector is left as it was found."""

from __future__ import annotations

import gc

import pytest

from reporting.delivery.collector import paused


def test_the_collector_rests_inside_and_goes_on_after_a_failure() -> None:
    with pytest.raises(ValueError, match="broken"), paused():
        assert not gc.isenabled()
        raise ValueError("broken")
    assert gc.isenabled()


def test_inside_another_pause_the_end_of_the_inner_one_wakes_nothing() -> None:
    with paused():
        with paused():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()

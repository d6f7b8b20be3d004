"""Chart arithmetic. Invariants: ticks enclose and are round, extremes survive, labels keep apart."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.rendering import layout

FINITE = st.floats(-1e6, 1e6).map(lambda value: round(value, 4))


@given(FINITE, st.floats(1e-3, 1e6))
def test_ticks_enclose_the_values_in_even_steps(low: float, span: float) -> None:
    values = layout.ticks(low, low + span)
    steps = [after - before for before, after in zip(values, values[1:], strict=False)]
    slack = 1e-7 * max(abs(low), span)
    assert values[0] <= low + slack and values[-1] >= low + span - slack
    assert 2 <= len(values) <= 8
    assert max(steps) - min(steps) <= slack


@given(st.floats(0.01, 1e6), st.floats(1.001, 1e4))
def test_logarithmic_ticks_are_positive_and_enclose_the_values(low: float, ratio: float) -> None:
    values = layout.log_ticks(low, low * ratio)
    assert 0 < values[0] <= low * (1 + 1e-6)
    assert values[-1] >= low * ratio * (1 - 1e-6)
    assert values == sorted(set(values))


@given(st.lists(st.floats(-100, 100), min_size=1, max_size=12))
def test_labels_keep_their_distance_their_order_and_their_bounds(wanted: list[float]) -> None:
    placed = layout.spread(wanted, 5, -100, 100)
    ordered = sorted(placed)
    assert all(after - before >= 5 - 1e-6 for before, after in zip(ordered, ordered[1:], strict=False))
    assert ordered[0] >= -100 - 1e-6 and ordered[-1] <= 100 + 1e-6
    for first, here in zip(wanted, placed, strict=True):
        for second, there in zip(wanted, placed, strict=True):
            assert first >= second or here < there


def test_labels_with_room_stay_where_they_are() -> None:
    assert layout.spread([30.0, 0.0, 60.0], 5, 0, 100) == [30.0, 0.0, 60.0]


def test_labels_without_room_share_what_there_is() -> None:
    assert layout.spread([1.0, 1.0, 1.0], 50, 0, 20) == pytest.approx([0, 10, 20])


@given(st.lists(FINITE, min_size=2, max_size=2000))
def test_thinning_keeps_ends_and_extremes_and_adds_nothing(values: list[float]) -> None:
    points = [(float(place), value) for place, value in enumerate(values)]
    kept = layout.thin(points, 20)
    assert kept[0] == points[0] and kept[-1] == points[-1]
    assert min(y for _, y in kept) == min(values) and max(y for _, y in kept) == max(values)
    assert kept == sorted(set(kept)) and set(kept) <= set(points)
    assert len(kept) <= 42


@given(st.integers(1, 5000), st.integers(2, 200))
def test_a_stride_has_both_ends(count: int, most: int) -> None:
    rows = layout.stride(count, most)
    assert rows[0] == 0 and rows[-1] == count - 1
    assert len(rows) == min(count, most) and rows == sorted(set(rows))


@given(st.dates(date(1990, 1, 1), date(2060, 1, 1)), st.integers(60, 25_000))
def test_dates_on_an_axis_are_beginnings_and_not_too_many(first: date, days: int) -> None:
    last = date.fromordinal(first.toordinal() + days)
    marks, years = layout.date_ticks(first, last)
    assert len(marks) <= 9 and all(first <= mark <= last for mark in marks)
    assert all(mark.day == 1 and (mark.month == 1 or not years) for mark in marks)


@pytest.mark.parametrize(
    ("values", "shift", "decimals"), [([0, 0.05], 2, 0), ([0, 0.025], 2, 1), ([1, 1.25], 0, 2)]
)
def test_ticks_show_the_decimals_that_they_need(values: list[float], shift: int, decimals: int) -> None:
    assert layout.tick_decimals(values, shift) == decimals


def test_words_are_wrapped_and_cut_visibly() -> None:
    assert layout.wrap("World equity", 8, 200) == ["World equity"]
    assert layout.wrap("World equity", 8, 30) == ["World", "equity"]
    assert layout.wrap("Unbreakablelabelofonelongword", 8, 40, 1)[0].endswith("…")

"""Many keys at once give what numpy's own generator gives for each."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from reporting.strategy.philox import first_outputs

WORD = st.integers(0, 2**64 - 1)


@given(st.lists(st.tuples(WORD, WORD), min_size=1, max_size=20))
def test_the_first_output_is_that_of_numpy(keys: list[tuple[int, int]]) -> None:
    low, high = np.array(keys, dtype=np.uint64).T
    expected = [int(np.random.Philox(key=k + (h << 64)).random_raw()) for k, h in keys]
    assert first_outputs(low, high).tolist() == expected


def test_words_of_zeros_and_ones_carry_as_they_should() -> None:
    ends = [0, 1, 2**32 - 1, 2**32, 2**63, 2**64 - 1]
    keys = [(low, high) for low in ends for high in ends]
    low, high = np.array(keys, dtype=np.uint64).T
    expected = [int(np.random.Philox(key=k + (h << 64)).random_raw()) for k, h in keys]
    assert first_outputs(low, high).tolist() == expected

"""The first output of numpy's Philox under many keys at once; numpy itself takes one key at a time.

Philox4x64-10 of Salmon, Moraes, Dror and Shaw, "Parallel random numbers: as easy as 1, 2, 3" (2011).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Words = npt.NDArray[np.uint64]

ROUNDS = 10
MULTIPLIERS = (np.uint64(0xD2E7470EE14C6C93), np.uint64(0xCA5A826395121157))
STEPS = (np.uint64(0x9E3779B97F4A7C15), np.uint64(0xBB67AE8584CAA73B))
HALF, LOW = np.uint64(32), np.uint64(0xFFFFFFFF)


def first_outputs(low: Words, high: Words) -> Words:
    """What `Philox(key).random_raw()` gives first, for keys of the words `low` and `high` (m,)."""
    zero = np.zeros_like(low)
    a, b, c, d = zero + np.uint64(1), zero, zero, zero  # numpy counts before it draws
    for _ in range(ROUNDS):
        (over_a, a), (over_c, c) = _product(MULTIPLIERS[0], a), _product(MULTIPLIERS[1], c)
        a, b, c, d = over_c ^ b ^ low, c, over_a ^ d ^ high, a
        low, high = low + STEPS[0], high + STEPS[1]
    return a


def _product(factor: np.uint64, values: Words) -> tuple[Words, Words]:
    """High and low word of the products (m,), from products of half words."""
    top, bottom = factor >> HALF, factor & LOW
    high, low = values >> HALF, values & LOW
    middle = top * low + (bottom * low >> HALF)
    other = (middle & LOW) + bottom * high
    return top * high + (middle >> HALF) + (other >> HALF), values * factor

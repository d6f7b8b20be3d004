"""Rounding as a reader does it: half-up on the written decimal, and parts that add up to their total."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Context, Decimal

# Enough digits for any finite double at any sensible number of decimals.
_HALF_UP = Context(prec=400, rounding=ROUND_HALF_UP)
_FLOOR = Context(prec=400, rounding=ROUND_FLOOR)


def rounded(value: float, decimals: int, shift: int = 0) -> Decimal:
    """`value` times 10**`shift`, rounded half-up to `decimals` (negative: tens, hundreds).

    Works on the shortest decimal that stands for the double, so 2.675 becomes 2.68 as a reader
    expects and not 2.67 as its binary neighbour would.
    """
    step = Decimal(1).scaleb(-decimals)
    return _HALF_UP.quantize(
        _HALF_UP.quantize(_exact(value, shift), step), Decimal(1).scaleb(-max(decimals, 0))
    )


def units(value: float, decimals: int, shift: int = 0) -> int:
    """`value` times 10**`shift` in units of its last printed decimal, half-up: 1.005 at 2 is 101."""
    return int(_HALF_UP.quantize(_exact(value, shift + decimals), Decimal(1)))


def apportioned(parts: Sequence[float], total: int, decimals: int, shift: int = 0) -> tuple[int, ...]:
    """`parts` in units of the last printed decimal, so that they add up to `total` units.

    Largest remainder: each part is cut towards minus infinity, the units left over go to the largest
    remainders, ties in order. Where `total` is the rounded sum of the parts, each of them lies less than
    a unit from its full value (docs/method.md section 11). Raises ValueError where `total` is so far from
    that sum that a part would move by more than a unit.
    """
    exact = [_exact(part, shift + decimals) for part in parts]
    cut = [int(_FLOOR.quantize(part, Decimal(1))) for part in exact]
    left = total - sum(cut)
    if not 0 <= left <= len(parts):
        raise ValueError(f"parts of about {sum(exact)} units cannot be printed as a total of {total}")
    largest = sorted(range(len(parts)), key=lambda i: cut[i] - exact[i])[:left]
    return tuple(whole + (place in largest) for place, whole in enumerate(cut))


def _exact(value: float, shift: int) -> Decimal:
    return _HALF_UP.scaleb(Decimal(repr(float(value))), Decimal(shift))

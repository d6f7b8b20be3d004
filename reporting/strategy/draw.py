"""The published draw of the total weight (docs/method.md section 4)."""

from __future__ import annotations

import hashlib

import numpy as np

from reporting.domain.profile import Profile
from reporting.domain.series import Dates, Floats

MASK = 2**64 - 1


def key_of(text: str) -> int:
    """The first 16 bytes, big-endian, of the SHA-256 of a UTF-8 text: the key of a Philox generator."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:16], "big")


class Draws:
    """First outputs of Philox under many keys: one generator, re-keyed, because making one is slow."""

    def __init__(self) -> None:
        self._philox = np.random.Philox(key=0)
        self._state = self._philox.state

    def unit(self, profile_id: str, version: str, day: str, seed: str) -> float:
        """U in [0, 1) for one date: 53 bits of the first output of Philox under the published key."""
        key = key_of(f"{profile_id}|{version}|{day}|{seed}")
        self._state["state"]["key"] = np.array([key & MASK, key >> 64], dtype=np.uint64)
        self._philox.state = self._state
        return float(int(self._philox.random_raw()) >> 11) * 2.0**-53


def draws(profile: Profile, days: Dates, seed: str | None = None) -> Floats:
    """The drawn total weight U of each date, shape of `days`, decimals inside the profile's band.

    `seed` replaces the profile's own (for the range over other seeds). A fixed total weight is
    returned as it is.
    """
    band = profile.total_weight
    if band.fixed is not None:
        return np.full(len(days), band.fixed)
    generator = Draws()
    chosen = band.seed if seed is None else seed
    units = [generator.unit(profile.id, profile.version, str(day), chosen) for day in days]
    return band.low + (band.high - band.low) * np.array(units)


def targets(profile: Profile, draw: Floats) -> Floats:
    """The target T of each draw: min(U, 1) unless the profile is a research one with leverage."""
    return draw if profile.leverage_allowed else np.minimum(draw, 1.0)

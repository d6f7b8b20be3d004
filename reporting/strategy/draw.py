"""The published draw of the total weight (docs/method.md section 4)."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable

import numpy as np

from reporting.domain.profile import Profile
from reporting.domain.series import Dates, Floats
from reporting.strategy.philox import first_outputs


def key_of(text: str) -> int:
    """The first 16 bytes, big-endian, of the SHA-256 of a UTF-8 text: the key of a Philox generator."""
    return int.from_bytes(hashlib.sha256(text.encode("utf-8")).digest()[:16], "big")


def units(texts: Iterable[str]) -> Floats:
    """U in [0, 1) for each published text (m,): 53 bits of the first output of Philox under its key."""
    digests = b"".join(hashlib.sha256(text.encode("utf-8")).digest()[:16] for text in texts)
    high, low = np.frombuffer(digests, dtype=">u8").reshape(-1, 2).T.astype(np.uint64)
    return (first_outputs(low, high) >> np.uint64(11)).astype(np.float64) * 2.0**-53


def draws(profile: Profile, days: Dates, seed: str | None = None) -> Floats:
    """The drawn total weight U of each date, shape of `days`, decimals inside the profile's band.

    `seed` replaces the profile's own (for the range over other seeds). A fixed total weight is
    returned as it is.
    """
    band = profile.total_weight
    if band.fixed is not None:
        return np.full(len(days), band.fixed)
    head, chosen = f"{profile.id}|{profile.version}", band.seed if seed is None else seed
    return band.low + (band.high - band.low) * units(f"{head}|{day}|{chosen}" for day in days.astype(str))


def targets(profile: Profile, draw: Floats) -> Floats:
    """The target T of each draw: min(U, 1) unless the profile is a research one with leverage."""
    return draw if profile.leverage_allowed else np.minimum(draw, 1.0)

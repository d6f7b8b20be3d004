"""The published draw, computed a second time from the words of docs/method.md section 4."""

from __future__ import annotations

import hashlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from reporting.domain.profile import TotalWeight
from reporting.strategy.draw import draws, key_of, targets
from tests.strategy import builders, reference


def unit_by_hand(text: str) -> float:
    digest = hashlib.sha256(text.encode("utf-8")).digest()
    key = int.from_bytes(digest[:16], "big")
    raw = int(np.random.Philox(key=key).random_raw())
    return (raw >> 11) / 2**53


@pytest.mark.parametrize(
    ("profile_id", "version", "day", "seed"),
    [
        ("balanced", "1", "2021-12-31", "20260101"),
        ("conservative", "1", "2021-12-31", "20260101"),
        ("aggressive", "2.0", "2008-10-10", "007"),
        ("whitepaper", "1", "2016-02-29", "a seed in words"),
    ],
)
def test_the_draw_can_be_repeated_with_a_hash_and_a_generator(
    profile_id: str, version: str, day: str, seed: str
) -> None:
    profile = builders.profile(id=profile_id, version=version, total_weight=TotalWeight(0.9, 1.1, seed))
    found = draws(profile, np.array([day], dtype="datetime64[D]"))[0]
    assert found == 0.9 + (1.1 - 0.9) * unit_by_hand(f"{profile_id}|{version}|{day}|{seed}")


def test_the_example_that_anyone_can_check() -> None:
    # sha256sum of "balanced|1|2021-12-31|20260101" begins with this key; numpy's Philox does the rest
    key = int(hashlib.sha256(b"balanced|1|2021-12-31|20260101").hexdigest()[:32], 16)
    assert key_of("balanced|1|2021-12-31|20260101") == key
    first = np.random.Generator(np.random.Philox(key=key)).random()  # numpy's own 53-bit uniform
    found = draws(builders.profile(), np.array(["2021-12-31"], dtype="datetime64[D]"))[0]
    assert found == 0.9 + (1.1 - 0.9) * first


def test_each_date_has_its_own_draw_whatever_stands_beside_it() -> None:
    days = builders.weekdays("2020-01-01", 50)
    profile = builders.profile()
    together = draws(profile, days)
    assert [draws(profile, days[k : k + 1])[0] for k in range(50)] == together.tolist()
    assert draws(profile, days[::-1]).tolist() == together[::-1].tolist()
    expected = [reference.draw(profile, day)[0] for day in builders.dates_of(days)]
    assert together.tolist() == expected


def test_another_seed_version_or_profile_draws_otherwise() -> None:
    day = builders.weekdays("2020-01-01", 20)
    base = builders.profile()
    others = [replace(base, id="other"), replace(base, version="2")]
    others.append(replace(base, total_weight=TotalWeight(0.9, 1.1, "20260102")))
    for other in others:
        assert not np.isin(draws(other, day), draws(base, day)).any()
    assert (draws(others[2], day) == draws(base, day, "20260102")).all()


@given(low=st.floats(0, 1), width=st.floats(0, 1), seed=st.text(max_size=8))
def test_every_draw_lies_in_its_band_and_no_target_above_one(low: float, width: float, seed: str) -> None:
    profile = builders.profile(total_weight=TotalWeight(low, low + width, seed))
    found = draws(profile, builders.weekdays("2021-03-01", 6))
    assert (found >= low).all() and (found <= low + width).all()
    assert (targets(profile, found) == np.minimum(found, 1.0)).all()


def test_draws_fill_the_band_evenly() -> None:
    found = (draws(builders.profile(), builders.weekdays("2000-01-03", 4000)) - 0.9) / 0.2
    # the mean of 4000 uniform draws has a standard error of 0.0046; each tenth holds 400 +- 19
    assert abs(found.mean() - 0.5) < 4 * 0.0046
    assert (np.abs(np.histogram(found, 10, (0, 1))[0] - 400) < 5 * 19).all()


def test_a_fixed_total_weight_is_not_drawn() -> None:
    profile = builders.profile(total_weight=TotalWeight(0.9, 1.1, "1", fixed=0.97))
    assert (draws(profile, builders.weekdays("2021-03-01", 6)) == 0.97).all()


def test_leverage_keeps_the_draw_above_one() -> None:
    band = TotalWeight(1.1, 1.2, "1")
    found = np.array([1.15])
    assert targets(builders.profile(total_weight=band), found)[0] == 1.0
    assert targets(builders.profile(total_weight=band, leverage_allowed=True), found)[0] == 1.15

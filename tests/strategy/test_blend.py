"""From four signals to a score, both ways, and what documents print of it."""

from __future__ import annotations

import numpy as np
import pytest

from reporting.domain.profile import BlendMode, SignalWeights
from reporting.strategy import blend
from tests.strategy import builders, reference

WHITE_PAPER = SignalWeights(0.3, 0.3, 0.2, 0.2)


def random_signals(count: int) -> np.ndarray:
    noise = np.random.Generator(np.random.Philox(key=5))
    return noise.uniform(-1, 1, (4, 3, count))


@pytest.mark.parametrize("mode", list(BlendMode))
def test_scores_equal_the_reference(mode: BlendMode) -> None:
    profile = builders.profile(blend=mode)
    four = random_signals(400)
    found = blend.scores(profile, four)
    expected = [[reference.score(profile, tuple(four[:, i, k])) for k in range(400)] for i in range(3)]
    # both round to 9 decimals; a value on the edge between two may fall to either side
    np.testing.assert_allclose(found, expected, rtol=0, atol=1.0000001e-9)
    assert (found == np.array(expected)).mean() > 0.999


def test_linear_by_hand() -> None:
    four = np.array([0.5, -1.0, 0.2, 1.0])[:, None, None]
    # 0.3 * 0.5 - 0.3 + 0.25 * 0.2 + 0.15
    assert blend.scores(builders.profile(), four)[0, 0] == 0.05


def test_diagram_by_hand() -> None:
    profile = builders.profile(blend=BlendMode.DIAGRAM, weights=WHITE_PAPER)
    four = np.array([0.5, -1.0, 0.2, 1.0])[:, None, None]
    # 0.5*0.3*0.5 - (0.3*0.3 + 0.7) + 0.2*0.5*0.2*0.2 + 0.1*0.2*1 + 0.9
    assert blend.scores(profile, four)[0, 0] == 0.209


def test_scores_have_nine_decimals() -> None:
    found = blend.scores(builders.profile(), random_signals(200))
    assert np.abs(found * 1e9 - np.round(found * 1e9)).max() < 1e-6


def test_the_printed_shares_of_the_diagram_are_15_81_2_2() -> None:
    profile = builders.profile(blend=BlendMode.DIAGRAM, weights=WHITE_PAPER)
    shares = blend.effective_shares(profile)
    assert np.round(100 * shares).tolist() == [15, 81, 2, 2]
    assert shares.sum() == pytest.approx(1.0, abs=1e-15)
    assert blend.effective_shares(builders.profile()) == pytest.approx([0.30, 0.30, 0.25, 0.15], abs=1e-15)


def test_the_diagram_ranks_etfs_by_its_effective_shares() -> None:
    profile = builders.profile(blend=BlendMode.DIAGRAM, weights=WHITE_PAPER)
    four = random_signals(200)
    printed = np.tensordot(blend.effective_shares(profile), four, 1)
    scores = blend.scores(profile, four)
    assert (np.argsort(printed, axis=0) == np.argsort(scores, axis=0)).all()

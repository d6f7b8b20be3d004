"""The decision: vertex enumeration twice over, the vectorised solver and HiGHS on thousands of programmes.

Tolerances of docs/method.md section 5. The exact ways (enumeration here and there, the vectorised
solver) agree in every weight within 1e-9. HiGHS has a tolerance of its own of 1e-7: its total and score
agree within 1e-7, its weights only where the second-best vertex is worse by more than 1e-6.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations, product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import linprog

from reporting.domain.series import Floats
from reporting.strategy import simplex, solver, vertices
from reporting.strategy.program import Constraints
from tests.strategy import reference
from tests.strategy.problems import FLAVOURS, Case, cases, solved

EXACT_WEIGHTS = 1e-9
HIGHS = 1e-7
CLEARLY_WORSE = 1e-6
COUNTS = {1: 60, 2: 200, 3: 300, 4: 200, 5: 50, 6: 12, 7: 4, 8: 2}


def expected(case: Case) -> Floats:
    return np.array(reference.best_vertex(case.problem))


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_solver_and_enumeration_equal_the_reference_in_every_weight(flavour: str) -> None:
    for n, count in COUNTS.items():
        for case in cases(flavour, n, count // 3 if flavour in ("grouped", "tight") and n > 3 else count):
            best = expected(case)
            exact = vertices.solve(case.scores, case.upper, *case.matrix)
            assert np.abs(solved(case) - best).max() <= EXACT_WEIGHTS, case
            assert np.abs(exact - best).max() <= EXACT_WEIGHTS, case


@pytest.mark.parametrize("flavour", FLAVOURS)
def test_the_solver_answers_every_programme_of_a_batch_as_if_alone(flavour: str) -> None:
    for n in (2, 4, 6):
        batch = [case for case in cases(flavour, n, 40) if not case.groups]
        for budget in {case.budget for case in batch}:
            same = [case for case in batch if case.budget == budget]
            names = ("scores", "upper", "volatility")
            columns = (np.column_stack([getattr(case, name) for case in same]) for name in names)
            together = solver.solve(same[0].constraints, *columns, np.array([c.target for c in same]))
            for k, case in enumerate(same):
                assert np.array_equal(together[:, k], solved(case))


@pytest.mark.parametrize("flavour", ["plain", "irregular", "tight"])
def test_what_is_clear_is_decided_without_enumeration(flavour: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """All vertices are enumerated only where another one comes close: else the fast ways would be none."""
    clear = [
        (case, best)
        for n in (2, 3, 4, 5)
        for case in cases(flavour, n, 25)
        if second_best_is_clearly_worse(case, best := expected(case)) and just_as_tight_as_needed(case, best)
    ]
    assert len(clear) > 60
    monkeypatch.setattr(vertices, "solve", lambda *programme: pytest.fail("enumerated"))
    for case, best in clear:
        assert np.abs(solved(case) - best).max() <= EXACT_WEIGHTS, case


def just_as_tight_as_needed(case: Case, best: Floats) -> bool:
    """Whether n rules meet in the vertex and no more: one more would be a tie of its own kind."""
    matrix, limits = case.matrix
    slack = np.concatenate([best, case.upper - best, limits - matrix @ best])
    return bool((slack < CLEARLY_WORSE).sum() == len(best))


def second_best_is_clearly_worse(case: Case, best: Floats) -> bool:
    """Whether every other vertex loses more than 1e-6 in total weight or, at the same total, in score."""
    for other in np.array(reference.vertices(case.problem)):
        if np.abs(other - best).max() < EXACT_WEIGHTS:
            continue
        lost_total = best.sum() - other.sum()
        if lost_total <= CLEARLY_WORSE and case.scores @ (best - other) <= CLEARLY_WORSE:
            return False
    return True


def totals_are_clear(case: Case, best: Floats) -> bool:
    """Whether no vertex loses between 1e-12 and 1e-6 of total weight.

    Where one does, a slack of 1e-9 in the total buys score in any amount that the near-equal
    volatilities allow, and no solver with a tolerance can agree on the score.
    """
    lost = best.sum() - np.array(reference.vertices(case.problem)).sum(axis=1)
    return bool(((lost <= 1e-12) | (lost > CLEARLY_WORSE)).all())


def two_steps_of_highs(case: Case) -> Floats:
    """Most weight, then best score: scipy's linprog as anyone would call it."""
    matrix, limits = case.matrix
    bounds = [(0.0, u) for u in case.upper]
    first = linprog(-np.ones(len(case.upper)), matrix, limits, bounds=bounds, method="highs")
    rows, ends = np.vstack([matrix, -np.ones(len(case.upper))]), np.append(limits, first.fun + 1e-9)
    second = linprog(-case.scores, rows, ends, bounds=bounds, method="highs")
    assert first.status == 0 and second.status == 0
    return np.asarray(second.x)


@pytest.mark.parametrize("flavour", [flavour for flavour in FLAVOURS if flavour != "tight"])
def test_highs_agrees_within_its_own_tolerance(flavour: str) -> None:
    compared = 0
    for n in (1, 2, 3, 4, 6):
        for case in cases(flavour, n, 12):
            best = solved(case)
            clear = second_best_is_clearly_worse(case, best)
            compared += clear
            for other in (simplex.solve(case.scores, case.upper, *case.matrix), two_steps_of_highs(case)):
                assert abs(other.sum() - best.sum()) <= HIGHS, case
                if totals_are_clear(case, best):
                    assert abs(case.scores @ (other - best)) <= HIGHS, case
                if clear:
                    assert np.abs(other - best).max() <= HIGHS, case
    assert compared >= 6, "the weights themselves were compared too"


def test_the_simplex_keeps_the_order_of_the_profile_in_exact_ties() -> None:
    case = Case(np.full(3, 0.2), np.full(3, 0.5), np.full(3, 0.1), 0.8)
    assert solved(case).tolist() == [0.5, pytest.approx(0.3, abs=1e-15), 0.0]
    assert simplex.solve(case.scores, case.upper, *case.matrix) == pytest.approx(solved(case), abs=HIGHS)


def test_sizes_beyond_enumeration_go_to_highs_and_stay_feasible() -> None:
    n = 24
    noise = np.random.Generator(np.random.Philox(key=4))
    upper, volatility = np.full(n, 0.2), noise.uniform(0.05, 0.3, n)
    case = Case(noise.uniform(-1, 1, n), upper, volatility, 0.95, 0.1, ((tuple(range(6)), 0.3),))
    assert vertices.candidates(n, 3) > vertices.LARGEST
    weights, plain = solved(case), two_steps_of_highs(case)
    assert weights.sum() == pytest.approx(plain.sum(), abs=HIGHS)
    assert case.scores @ weights == pytest.approx(case.scores @ plain, abs=HIGHS)
    matrix, limits = case.matrix
    assert (matrix @ weights <= limits + HIGHS).all() and (weights >= 0).all() and (weights <= upper).all()
    assert ((weights == 0) | (weights == upper)).sum() >= n - 3, "a vertex: three rows free three weights"


@pytest.mark.parametrize(("n", "rows"), [(1, 1), (3, 1), (3, 2), (4, 3), (2, 5)])
def test_candidates_are_counted_as_they_are_enumerated(n: int, rows: int) -> None:
    """Free weights, as many tight rows, and every other weight at one of its two bounds."""
    every = [
        (free, tight, corner)
        for count in range(n + 1)
        for free in combinations(range(n), count)
        for tight in combinations(range(rows), count)
        for corner in product((0, 1), repeat=n - count)
    ]
    assert vertices.candidates(n, rows) == len(every)


def test_weights_within_the_tolerance_of_a_bound_are_put_on_it() -> None:
    near = np.array([0.2 - 5e-9, 5e-9, 0.1, 0.2 - 2e-8, 2e-8])
    assert simplex._cleaned(near, np.full(5, 0.2)).tolist() == [0.2, 0.0, 0.1, 0.2 - 2e-8, 2e-8]


def test_a_programme_that_highs_cannot_solve_is_an_error() -> None:
    with pytest.raises(ArithmeticError, match="no optimum"):
        simplex.solve(np.zeros(2), np.ones(2), np.ones((1, 2)), np.array([-1.0]))


@pytest.mark.parametrize("flavour", ["plain", "irregular", "grouped"])
def test_another_order_of_the_etfs_only_moves_the_weights_with_them(flavour: str) -> None:
    for n in (2, 3, 5):
        noise = np.random.Generator(np.random.Philox(key=n))
        for case in cases(flavour, n, 40):
            if not second_best_is_clearly_worse(case, solved(case)):
                continue  # among ties the order decides, by design
            order = noise.permutation(n)
            place = np.argsort(order)
            moved = replace(
                case,
                scores=case.scores[order],
                upper=case.upper[order],
                volatility=case.volatility[order],
                groups=tuple((tuple(sorted(int(place[i]) for i in m)), cap) for m, cap in case.groups),
            )
            assert np.abs(solved(moved) - solved(case)[order]).max() <= EXACT_WEIGHTS


def test_in_a_tie_the_first_of_the_profile_is_filled_first() -> None:
    case = Case(np.array([0.1, 0.1, 0.1]), np.full(3, 0.5), np.array([0.2, 0.1, 0.3]), 0.9)
    assert solved(case) == pytest.approx([0.5, 0.4, 0.0], abs=1e-15)


@pytest.mark.parametrize(("lead", "first"), [(9e-10, 0.5), (1.1e-9, 0.4)])
def test_total_scores_are_compared_at_1e_10(lead: float, first: float) -> None:
    # 0.1 moves between the two, so the better fill leads by lead / 10: just below, then above 1e-10
    case = Case(np.array([0.1, 0.1 + lead]), np.full(2, 0.5), np.full(2, 0.1), 0.9)
    assert solved(case)[0] == pytest.approx(first, abs=1e-15)


@pytest.mark.parametrize("groups", [(), (((0, 1), 0.6),)], ids=["caps", "groups"])
@pytest.mark.parametrize(("lead", "first"), [(1e-6, 1e-4), (3e-6, 5e-5)])
def test_a_short_way_to_the_next_vertex_makes_a_tie(
    groups: tuple[tuple[tuple[int, ...], float], ...], lead: float, first: float
) -> None:
    """5e-5 more fit into the first: times the lead of the second less than 1e-10 is lost, then more."""
    case = Case(np.array([0.1, 0.1 + lead]), np.array([1e-4, 0.5]), np.full(2, 0.1), 0.50005, groups=groups)
    assert solved(case) == pytest.approx([first, 0.50005 - first], abs=1e-12)


def test_caps_alone_are_a_greedy_fill() -> None:
    case = Case(np.array([0.1, 0.7, -0.3, 0.4]), np.array([0.5, 0.25, 0.5, 0.5]), np.full(4, 0.1), 1.0)
    assert solved(case) == pytest.approx([0.25, 0.25, 0.0, 0.5], abs=1e-15)


def test_all_is_invested_even_at_negative_scores() -> None:
    case = Case(np.array([-0.9, -0.1]), np.full(2, 0.5), np.full(2, 0.1), 0.95)
    assert solved(case) == pytest.approx([0.45, 0.5], abs=1e-15)


def test_one_risk_row_is_a_mix_of_two_fills() -> None:
    # w1 + w2 = 1 and 0.3 w1 + 0.1 w2 = 0.15: w1 = 1/4
    case = Case(np.array([0.9, 0.1]), np.ones(2), np.array([0.3, 0.1]), 1.0, 0.15)
    assert solved(case) == pytest.approx([0.25, 0.75], abs=1e-12)


def test_a_budget_too_small_for_the_target_takes_the_calmest() -> None:
    # 0.1 * 0.5 is spent on the calm one, the remaining 0.02 buys 0.1 of the other; score plays no part
    case = Case(np.array([0.9, -0.9]), np.full(2, 0.5), np.array([0.2, 0.1]), 1.0, 0.07)
    assert solved(case) == pytest.approx([0.1, 0.5], abs=1e-12)


@pytest.mark.parametrize(
    "case",
    [
        Case(np.array([0.5, 0.1]), np.zeros(2), np.array([0.1, 0.2]), 1.0, 0.1),
        Case(np.array([0.5, 0.1]), np.full(2, 0.5), np.array([0.1, 0.2]), 0.0, 0.1),
        Case(np.array([0.5, 0.1]), np.full(2, 0.5), np.array([0.1, 0.2]), 1.0, 0.0),
    ],
    ids=["nothing available", "no total", "no budget"],
)
def test_where_nothing_may_be_held_all_is_cash(case: Case) -> None:
    assert solved(case).tolist() == [0.0, 0.0]


def test_a_target_above_all_caps_fills_every_cap() -> None:
    case = Case(np.array([0.5, 0.1]), np.array([0.25, 0.5]), np.array([0.1, 0.2]), 1.0)
    assert solved(case).tolist() == [0.25, 0.5]


def test_unavailable_etfs_may_have_no_volatility() -> None:
    case = Case(np.array([0.0, 0.4, 0.2]), np.array([0.0, 0.5, 0.5]), np.array([np.nan, 0.2, 0.1]), 0.9, 0.1)
    same = replace(case, volatility=np.array([0.1, 0.2, 0.1]))
    assert np.array_equal(solved(case), solved(same))


finite = st.floats(-1, 1, allow_nan=False).map(lambda x: round(x, 9))


@st.composite
def programmes(draw: st.DrawFn) -> Case:
    n = draw(st.integers(1, 5))
    vector = {"min_size": n, "max_size": n}
    bounds = st.one_of(st.sampled_from([0.0, 0.25, 0.5]), st.floats(1e-6, 1))
    risks = st.one_of(st.sampled_from([0.1, 0.2]), st.floats(1e-4, 0.8))
    return Case(
        np.array(draw(st.lists(finite, **vector))),
        np.array(draw(st.lists(bounds, **vector))),
        np.array(draw(st.lists(risks, **vector))),
        draw(st.one_of(st.sampled_from([0.5, 1.0]), st.floats(0, 1.2))),
        draw(st.one_of(st.just(np.inf), st.sampled_from([0.05, 0.1]), st.floats(0, 0.5))),
    )


@given(programmes())
def test_every_answer_keeps_every_rule_and_no_vertex_is_better(case: Case) -> None:
    weights = solved(case)
    assert reference.feasible(case.problem, [float(w) for w in weights], slack=1e-11)
    assert np.abs(weights - expected(case)).max() <= EXACT_WEIGHTS


@given(programmes(), st.floats(1.0, 1.5))
def test_a_larger_total_never_invests_less(case: Case, factor: float) -> None:
    assert solved(replace(case, target=case.target * factor)).sum() >= solved(case).sum() - 1e-12


def test_the_empty_batch_is_solved() -> None:
    rules = Constraints(1.0, 1.0, (), (), 0.1, skip_negative=False)
    empty = np.zeros((1, 0))
    assert solver.solve(rules, empty, empty, empty, np.zeros(0)).shape == (1, 0)

"""Which tests watch over which module, the most important modules first.

A mutant is shown these files only: a module that needs the tests of others to be watched is not tested.
"""

REFERENCE = "test_solver::test_solver_and_enumeration_equal_the_reference_in_every_weight"
CLEAR = "test_solver::test_what_is_clear_is_decided_without_enumeration"
SOLVER = (
    f"{REFERENCE}[near-ties]",
    f"{REFERENCE}[irregular]",
    f"{CLEAR}[plain]",
    f"{CLEAR}[tight]",
    "test_solver::test_candidates_are_counted_as_they_are_enumerated",
    "test_solver::test_one_risk_row_is_a_mix_of_two_fills",
    "test_solver::test_a_budget_too_small_for_the_target_takes_the_calmest",
    "test_solver::test_total_scores_are_compared_at_1e_10",
    "test_solver::test_unavailable_etfs_may_have_no_volatility",
)
"""The whole file takes half a minute: too long for each of hundreds of mutants."""

STRATEGY = {
    "solver": SOLVER,
    "grouped": (
        "test_solver::test_a_short_way_to_the_next_vertex_makes_a_tie",
        f"{CLEAR}[tight]",
        f"{REFERENCE}[grouped]",
    ),
    "vertices": SOLVER,
    "simplex": (
        "test_solver::test_the_simplex_keeps_the_order_of_the_profile_in_exact_ties",
        "test_solver::test_sizes_beyond_enumeration_go_to_highs_and_stay_feasible",
        "test_solver::test_a_programme_that_highs_cannot_solve_is_an_error",
        "test_solver::test_weights_within_the_tolerance_of_a_bound_are_put_on_it",
    ),
    "program": ("test_program", "test_explain"),
    "signals": ("test_signals",),
    "blend": ("test_blend",),
    "draw": ("test_draw",),
    "philox": ("test_philox",),
    "windows": ("test_windows",),
    "execution": ("test_execution",),
    "decide": ("test_signals", "test_windows", "test_backtest"),
    "backtest": ("test_backtest", "test_comparators"),
    "current": ("test_explain", "test_backtest"),
    "explain": ("test_explain",),
    "comparators": ("test_comparators",),
}
MEASURES = {
    "returns": ("test_closed_forms", "test_nav"),
    "risk": ("test_risk", "test_closed_forms", "test_peers"),
    "ratios": ("test_closed_forms", "test_peers"),
    "drawdown": ("test_drawdown", "test_closed_forms"),
    "periods": ("test_periods",),
    "contribution": ("test_contribution",),
    "risk_class": ("test_risk_class",),
    "sri": ("test_sri", "test_profile_sri"),
    "moments": ("test_sri", "test_priips"),
    "stress": ("test_stress",),
    "shocks": ("test_shocks",),
    "scenarios/bootstrap": ("scenarios/test_bootstrap",),
    "scenarios/outcomes": ("scenarios/test_outcomes",),
    "scenarios/paths": ("scenarios/test_paths",),
    "scenarios/simulation": ("scenarios/test_simulation",),
    "costs/categories": ("costs/test_charges", "costs/test_projection", "costs/test_reconciliation"),
    "costs/charges": ("costs/test_charges",),
    "costs/incurred": ("costs/test_incurred",),
    "costs/projection": ("costs/test_projection",),
    "costs/reconciliation": ("costs/test_reconciliation",),
    "regimes": ("test_regimes",),
    "records": ("test_records",),
    "priips": ("test_priips",),
    "priips_2017": ("test_priips",),
    "priips_windows": ("test_priips",),
    "five_years": ("test_profile_sri",),
    "backfill": ("test_backfill",),
    "nav": ("test_nav",),
    "episodes": ("test_episodes",),
    "rolling": ("test_rolling",),
    "sample": ("test_closed_forms", "test_nav", "test_table"),
    "sensitivity": ("test_sensitivity",),
    "table": ("test_table",),
    "weekly": ("test_weekly",),
    "roots": ("test_roots",),
    "registry": ("test_registry", "test_table", "test_nav", "test_closed_forms"),
}


def _files(room: str, rows: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        f"{room}/{module}.py": tuple(_path(room, *test.split("::")) for test in tests)
        for module, tests in rows.items()
    }


def _path(room: str, file: str, *node: str) -> str:
    return "::".join((f"tests/{room}/{file}.py", *node))


TARGETS = _files("strategy", STRATEGY) | _files("measures", MEASURES)
"""Module below `reporting/` -> test files, or single tests of one, in the order in which they are run."""

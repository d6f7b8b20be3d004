"""Which tests watch over which module, the most important modules first.

A mutant is shown these files only: a module that needs the tests of others to be watched is not tested.
"""

STRATEGY = {
    "solver": ("test_solver",),
    "vertices": ("test_solver",),
    "simplex": ("test_solver",),
    "program": ("test_program", "test_explain"),
    "signals": ("test_signals",),
    "blend": ("test_blend",),
    "draw": ("test_draw",),
    "windows": ("test_windows",),
    "execution": ("test_execution",),
    "decide": ("test_signals", "test_windows", "test_backtest"),
    "backtest": ("test_backtest",),
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
    "costs/categories": ("costs/test_charges", "costs/test_incurred", "costs/test_reconciliation"),
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
    "registry": ("test_table", "test_nav", "test_closed_forms"),
}


def _files(room: str, rows: dict[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    return {
        f"{room}/{module}.py": tuple(f"tests/{room}/{test}.py" for test in tests)
        for module, tests in rows.items()
    }


TARGETS = _files("strategy", STRATEGY) | _files("measures", MEASURES)
"""Module below `reporting/` -> test files, in the order in which they are run."""

"""Figures computed from series: performance, risk classes, scenarios, shocks, regimes."""

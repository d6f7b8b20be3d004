"""Results as JSON: the shapes that other tools rely on. Numbers keep full precision; None has a reason."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from reporting.delivery.subject import AllocationRun, BacktestRun
from reporting.delivery.text import Json, number
from reporting.delivery.wording import missing, notes, reason
from reporting.domain.decision import Decision, EtfDecision
from reporting.domain.market import Finding
from reporting.inputs.returns import ReturnTable
from reporting.measures.sample import NotAvailable, Result
from reporting.rendering.words import Words
from reporting.strategy.backtest import Backtest
from reporting.strategy.current import decisions_of


def allocation(run: AllocationRun, words: Words) -> dict[str, Json]:
    """The decision, the date that was asked for, and the notes."""
    shape = decision(run.decision, words)
    return {
        **shape,
        "requested_as_of": run.requested.isoformat(),
        "notes": notes(words, run.notes),
        "findings": findings(run.findings),
    }


def decision(made: Decision, words: Words) -> dict[str, Json]:
    """One decision. Weights, caps and cash are decimals of the portfolio, volatilities decimals a year."""
    total = made.total_weight
    return {
        "profile": made.profile,
        "as_of": made.as_of.isoformat(),
        "execution_date": made.execution_date.isoformat() if made.execution_date else None,
        "total_weight": {
            "draw": number(total.draw),
            "target": number(total.target),
            "invested": number(total.invested),
        },
        "cash": number(made.cash),
        "etfs": [_etf(etf, words) for etf in made.etfs],
        "binding": [
            {
                "rule": rule.rule,
                "shadow_price": number(rule.shadow_price),
            }
            for rule in made.binding
        ],
    }


def _etf(etf: EtfDecision, words: Words) -> Json:
    signals = etf.signals
    return {
        "ticker": etf.ticker,
        "signals": {
            "relative_strength": number(signals.relative_strength),
            "trend": number(signals.trend),
            "mean_reversion": number(signals.mean_reversion),
            "calendar": number(signals.calendar),
        },
        "score": number(etf.score),
        "volatility": number(etf.volatility),
        "upper_bound": number(etf.upper_bound),
        "weight": number(etf.weight),
        "reason": reason(words, etf),
        "reason_code": etf.reason.value,
    }


def backtest(run: BacktestRun, words: Words) -> dict[str, Json]:
    """A backtest: NAV (100 at the start), decisions, rebalances, measures; notes beside them."""
    done = run.backtest
    values, lacking = measures(run.measures, words)
    return {
        "profile": done.rules.profile.id,
        "currency": done.rules.profile.base_currency,
        "nature": "simulated_past",
        "nav": [[day, value] for day, value in nav(done)],
        "decisions": [decision(made, words) for made in decisions_of(done)],
        "rebalances": rebalances(done),
        "measures": values,
        "not_available": lacking,
        "notes": notes(words, run.notes),
        "findings": findings(run.findings),
    }


def findings(noticed: Iterable[Finding]) -> list[Json]:
    """What the checks noticed in the data."""
    return [
        {
            "code": each.code,
            "severity": each.severity.value,
            "ticker": each.ticker or None,
            "date": each.day.isoformat() if each.day else None,
            "detail": each.detail,
        }
        for each in noticed
    ]


def nav(done: Backtest) -> list[tuple[str, float | None]]:
    """Date and value of each point."""
    return [(str(day), number(value)) for day, value in zip(done.nav.dates, done.nav.values, strict=True)]


def rebalances(done: Backtest) -> list[dict[str, Json]]:
    """Every execution: turnover as a decimal of the NAV, cost in the NAV's unit, whether it was skipped."""
    record = done.record
    return [
        {
            "date": str(done.sessions[row]),
            "turnover": number(record.turnover[row, 0]),
            "cost": number(record.costs[row, 0]),
            "skipped": bool(record.skipped[row, 0]),
        }
        for row in np.unique(done.executions[done.executions >= 0])
    ]


def measures(results: Mapping[str, Result], words: Words) -> tuple[dict[str, Json], dict[str, Json]]:
    """Values by id, None where there is none, and the reasons of those by id."""
    values: dict[str, Json] = {}
    lacking: dict[str, Json] = {}
    for id, result in results.items():
        if isinstance(result, NotAvailable):
            values[id] = None
            lacking[id] = {"reason": missing(words, result), "reason_code": result.reason}
        else:
            values[id] = number(result)
    return values, lacking


def measured(
    table: ReturnTable, results: Mapping[str, Mapping[str, Result]], words: Words
) -> dict[str, Json]:
    """The measures of a table of returns by column, what is missing by column, and what was noticed."""
    series: dict[str, Json] = {}
    lacking: dict[str, Json] = {}
    for column, found in results.items():
        series[column], reasons = measures(found, words)
        if reasons:
            lacking[column] = reasons
    return {
        "frequency": table.frequency.value,
        "benchmark": table.benchmark or None,
        "risk_free": table.risk_free or None,
        "series": series,
        "not_available": lacking,
        "findings": findings(table.findings),
    }

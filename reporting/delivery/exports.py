"""The NAV path and the decisions of a backtest as files, CSV or JSON by their names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from reporting.delivery import shapes, text
from reporting.delivery.wording import reason
from reporting.domain.decision import Decision
from reporting.domain.errors import unusable
from reporting.rendering.words import Words
from reporting.strategy.backtest import Backtest
from reporting.strategy.current import decisions_of

DECISION_COLUMNS = (
    "profile",
    "as_of",
    "execution_date",
    "draw",
    "target",
    "invested",
    "cash",
    "ticker",
    "relative_strength",
    "trend",
    "mean_reversion",
    "calendar",
    "score",
    "volatility",
    "upper_bound",
    "weight",
    "reason_code",
    "reason",
    "binding",
)


def require_suffix(option: str, path: Path | None, *suffixes: str) -> None:
    """Raises Unusable for a file name whose kind cannot be written."""
    if path is not None and path.suffix.lower() not in suffixes:
        raise unusable(option, f"{path.as_posix()}: end the file's name in {' or '.join(suffixes)}")


def nav_csv(done: Backtest) -> bytes:
    """Date and value (100 at the start) of each point."""
    return text.table(("date", "nav"), shapes.nav(done))


def decisions_file(done: Backtest, suffix: str, words: Words) -> bytes:
    """Every decision: as JSON in the shape of `allocate --json`, or as CSV with a row for each ETF."""
    made = decisions_of(done)
    if suffix.lower() == ".json":
        return text.pretty([shapes.decision(each, words) for each in made])
    return text.table(DECISION_COLUMNS, (row for each in made for row in _rows(each, words)))


def _rows(made: Decision, words: Words) -> Iterator[tuple[text.Cell, ...]]:
    total = made.total_weight
    executed = made.execution_date.isoformat() if made.execution_date else None
    head = (
        made.profile,
        made.as_of.isoformat(),
        executed,
        total.draw,
        total.target,
        total.invested,
        made.cash,
    )
    binding = " ".join(rule.rule for rule in made.binding)
    for etf in made.etfs:
        four = etf.signals
        yield (
            *head,
            etf.ticker,
            four.relative_strength,
            four.trend,
            four.mean_reversion,
            four.calendar,
            etf.score,
            etf.volatility,
            etf.upper_bound,
            etf.weight,
            etf.reason.value,
            reason(words, etf),
            binding,
        )

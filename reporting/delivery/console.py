"""Results as tables for people: text as wide as the terminal, ready to print."""

from __future__ import annotations

import io
import shutil
import sys
from collections.abc import Mapping

from rich.console import Console
from rich.table import Table

from reporting.delivery.subject import AllocationRun, BacktestRun
from reporting.delivery.wording import reason
from reporting.domain.units import Unit
from reporting.measures.registry import BY_ID
from reporting.measures.sample import NotAvailable, Result
from reporting.rendering.words import Words

PIPE_WIDTH = 120


def _console() -> Console:
    """Takes down what is printed; no markup is read in texts."""
    width = shutil.get_terminal_size().columns if sys.stdout.isatty() else PIPE_WIDTH
    return Console(
        file=io.StringIO(), width=width, markup=False, highlight=False, emoji=False, color_system=None
    )


def _text(console: Console) -> str:
    assert isinstance(console.file, io.StringIO)
    return "\n".join(line.rstrip() for line in console.file.getvalue().splitlines()) + "\n"


def allocation(run: AllocationRun, words: Words) -> str:
    """Weights, signals and reasons of one decision."""
    made, out, percent = run.decision, _console(), words.formatter.percent
    out.print(
        f"{made.profile}: decision of {made.as_of}, executed {made.execution_date or 'not yet (pending)'}"
    )
    total = made.total_weight
    parts = (
        ("drawn", total.draw),
        ("target", total.target),
        ("invested", total.invested),
        ("cash", made.cash),
    )
    out.print(", ".join(f"{name} {percent(value, 2)}" for name, value in parts))
    table = Table(show_edge=False, pad_edge=False)
    table.add_column("ETF")
    for head in ("weight", "limit", "score", "strength", "trend", "reversion", "calendar", "volatility"):
        table.add_column(head, justify="right", no_wrap=True)
    table.add_column("why")
    for etf in made.etfs:
        four = etf.signals
        signals = (etf.score, four.relative_strength, four.trend, four.mean_reversion, four.calendar)
        table.add_row(
            etf.ticker,
            percent(etf.weight, 2),
            percent(etf.upper_bound, 2),
            *(words.formatter.number(value, 3) for value in signals),
            "-" if etf.volatility is None else percent(etf.volatility, 1),
            reason(words, etf),
        )
    out.print(table)
    out.print("binding: " + (", ".join(rule.rule for rule in made.binding) or "nothing"))
    return _text(out)


def backtest(run: BacktestRun, words: Words) -> str:
    """What a backtest came to. It is simulated past performance, and says so."""
    done, out = run.backtest, _console()
    start, end = done.nav.dates[0], done.nav.dates[-1]
    out.print(f"{done.rules.profile.id}: simulated past performance, {start} to {end}, after costs and fees")
    out.print(f"{len(done.executions)} decisions, {int((done.executions >= 0).sum())} executed")
    return _text(out) + measures({"value": run.measures}, words)


def measures(results: Mapping[str, Mapping[str, Result]], words: Words) -> str:
    """One row for each measure, one column for each series."""
    table = Table(show_edge=False, pad_edge=False)
    table.add_column("measure", no_wrap=True)
    for name in results:
        table.add_column(_printable(name), justify="right")
    for id in BY_ID:
        table.add_row(id, *(_value(id, found[id], words) for found in results.values()))
    out = _console()
    out.print(table)
    return _text(out)


def _value(id: str, result: Result, words: Words) -> str:
    if isinstance(result, NotAvailable):
        return f"- ({result.reason.replace('_', ' ')})"
    row = BY_ID[id]
    share = row.unit in (Unit.PERCENT, Unit.PERCENT_PER_YEAR)
    print_as = words.formatter.percent if share else words.formatter.number
    return print_as(result, row.decimals)


def _printable(text: str) -> str:
    """A foreign name without signs that could steer a terminal."""
    return "".join(sign if sign.isprintable() else "?" for sign in text)

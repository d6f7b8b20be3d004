"""`reporting allocate | backtest | measure`: the engine and the measures by themselves."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reporting.cli.handler import emit, say
from reporting.cli.options import AsJson, Fx, House, Prices, ProfileName, Rates, day
from reporting.domain.units import Frequency


def allocate(
    profile: ProfileName,
    as_of: Annotated[str, typer.Option(metavar="DATE", help="The date of the decision, as 2021-12-31.")],
    prices: Prices = None,
    fx: Fx = None,
    rates: Rates = None,
    house: House = None,
    json: AsJson = False,
) -> None:
    """Show the decision of one date and why each weight is what it is."""
    moment = day("--as-of", as_of)
    assert moment is not None
    from reporting.delivery import console, shapes, text, wording
    from reporting.delivery.data import load_data
    from reporting.delivery.subject import find_subject, run_allocation

    words = wording.speaker()
    run = run_allocation(find_subject(profile, house, load_data(prices, fx, rates)), moment)
    say([*wording.notes(words, run.notes), *wording.warnings(words, run.findings)])
    emit(text.line(shapes.allocation(run, words)) if json else console.allocation(run, words))


def backtest(
    profile: ProfileName,
    prices: Prices = None,
    start: Annotated[
        str | None, typer.Option("--from", metavar="DATE", help="No decision before this date.")
    ] = None,
    end: Annotated[
        str | None, typer.Option("--to", metavar="DATE", help="No session after this date.")
    ] = None,
    nav: Annotated[Path | None, typer.Option(metavar="FILE", help="Write the values as CSV.")] = None,
    decisions: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write every decision, .csv or .json.")
    ] = None,
    fx: Fx = None,
    rates: Rates = None,
    house: House = None,
    json: AsJson = False,
) -> None:
    """Run the rules of a profile on past prices (simulated past performance)."""
    first, last = day("--from", start), day("--to", end)
    from reporting.delivery import console, exports, files, shapes, text, wording
    from reporting.delivery.data import load_data
    from reporting.delivery.subject import find_subject, run_backtest

    exports.require_suffix("--nav", nav, ".csv")
    exports.require_suffix("--decisions", decisions, ".csv", ".json")
    words = wording.speaker()
    run = run_backtest(find_subject(profile, house, load_data(prices, fx, rates)), first, last)
    if nav:
        files.write(nav, exports.nav_csv(run.backtest))
    if decisions:
        files.write(decisions, exports.decisions_file(run.backtest, decisions.suffix, words))
    say([*wording.notes(words, run.notes), *wording.warnings(words, run.findings)])
    emit(text.line(shapes.backtest(run, words)) if json else console.backtest(run, words))


def measure(
    returns: Annotated[
        Path, typer.Argument(metavar="RETURNS.csv", help="Dates and a column of returns per series.")
    ],
    frequency: Annotated[Frequency, typer.Option(help="How often the series has a return.")],
    benchmark: Annotated[str, typer.Option(metavar="COLUMN", help="The column to compare with.")] = "",
    risk_free: Annotated[
        str, typer.Option(metavar="COLUMN", help="The column of risk-free returns per period.")
    ] = "",
    json: AsJson = False,
) -> None:
    """Measure return and risk of each series in a CSV file of returns."""
    from reporting.delivery import console, shapes, text, wording
    from reporting.inputs.returns import read_returns
    from reporting.measures.table import measure_table

    words = wording.speaker()
    table = read_returns(returns, frequency, benchmark, risk_free)
    results = measure_table(table)
    say(wording.warnings(words, table.findings))
    emit(text.line(shapes.measured(table, results, words)) if json else console.measures(results, words))

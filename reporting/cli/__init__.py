"""The command line: validate | build | check | assess | allocate | backtest | measure | explain | verify |
register.

A thin face: each command reads its arguments, calls `reporting.delivery` and prints. What is heavy is
imported inside the commands, so that help and version come at once.
"""

from __future__ import annotations

import signal
import sys
from pathlib import Path
from typing import Annotated

import typer

from reporting import __version__
from reporting.cli.handler import REFUSED, UNUSABLE, Commands, emit, say
from reporting.cli.notices import notices
from reporting.cli.options import (
    AsJson,
    Clients,
    Emt,
    Fx,
    House,
    Languages,
    Previous,
    Prices,
    ProfileName,
    Rates,
    Records,
    Templates,
    day,
)
from reporting.cli.packs import packs
from reporting.cli.register import app as register_app
from reporting.domain.errors import unusable
from reporting.domain.units import Frequency

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="MiFID II disclosures from model profiles. Exit codes: 0 done, 1 refused, 2 unusable input.",
)

app.command()(packs)
app.add_typer(register_app, name="register")
app.command()(notices)


def main() -> None:
    """Entry point of the command `reporting`; a request to terminate ends it as Ctrl-C does."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(128 + number))
    app()


def _print_version(wanted: bool) -> None:
    if wanted:
        emit(f"reporting {__version__}\n")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """What stands before the command."""


@app.command()
def validate(
    paths: Annotated[
        list[Path] | None,
        typer.Argument(metavar="[PATH]...", help="Files and folders; the shipped ones if none."),
    ] = None,
) -> None:
    """Check profiles and house files: every fault with its place."""
    from reporting.inputs.profiles import validate as find_faults

    faults = find_faults(paths or [])
    say(str(fault) for fault in faults)
    if faults:
        raise typer.Exit(UNUSABLE)
    emit("no faults\n")


@app.command()
def build(
    profiles: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of profiles; the shipped ones if left out.")
    ] = None,
    house: House = None,
    prices: Prices = None,
    fx: Fx = None,
    rates: Rates = None,
    emt: Emt = None,
    records: Records = None,
    previous: Previous = None,
    clients: Annotated[Path | None, typer.Option(metavar="DIR", help="Not available yet.")] = None,
    period: Annotated[
        str | None, typer.Option(metavar="QUARTER", help="As 2021Q4; else the last complete one in the data.")
    ] = None,
    output: Annotated[Path, typer.Option(metavar="DIR", help="Where the documents go.")] = Path("output"),
    profile: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this profile; may be given several times.")
    ] = None,
    language: Languages = None,
    jobs: Annotated[int | None, typer.Option(metavar="N", help="Processes; else one for each core.")] = None,
    annex: Annotated[
        bool, typer.Option("--annex", help="Add a list of all figures by id: for compliance, not clients.")
    ] = False,
    templates: Templates = None,
    json: AsJson = False,
) -> None:
    """Make the two documents of every profile, their twins and the manifest."""
    if clients is not None:
        raise unusable("--clients", "documents for clients are not available yet; leave the option out")
    if jobs is not None and jobs < 1:
        raise unusable("--jobs", f"{jobs} is no number of processes; give 1 or more")
    from reporting.delivery import plan as plans
    from reporting.delivery import text, wording
    from reporting.delivery.build import build as run_build
    from reporting.delivery.data import load_data
    from reporting.delivery.pool import in_processes
    from reporting.delivery.progress import progress

    plan = plans.make_plan(
        load_data(prices, fx, rates),
        profiles=profiles,
        house=house,
        period=period,
        chosen=profile or (),
        language=language or "en",
        annex=annex,
        templates=templates,
        emt=emt or (),
        records=records,
        previous=previous,
    )
    say(wording.notes(wording.speaker(), plan.notes))
    with progress(len(plan.tasks)) as report:
        done = run_build(plan, output, in_processes(jobs or plans.cores()), report)
    say(line for outcome in done.refused for line in outcome.refusal)
    say(done.rejections)
    say(
        f"{done.folder.as_posix()}/{name}: of an earlier build, not in the manifest" for name in done.unlisted
    )
    emit(text.line({"folder": done.folder.as_posix(), **done.manifest}) if json else done.listing)
    if done.refused or done.rejections:
        raise typer.Exit(REFUSED)


@app.command()
def check(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE.pdf...", help="Documents; the twin beside each is read too.")
    ],
    json: AsJson = False,
) -> None:
    """Check finished documents: obligations, legibility, conformance."""
    from reporting.delivery import text
    from reporting.delivery.checking import check_files

    done = check_files(files)
    emit(text.line(done.json) if json else done.text)
    say(str(fault) for fault in done.faults)
    if done.faults or done.barred:
        raise typer.Exit(UNUSABLE if done.faults else REFUSED)


@app.command()
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


@app.command()
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


@app.command()
def assess(
    client: Annotated[str, typer.Argument(metavar="CLIENT", help="The client's id in the book.")],
    clients: Clients = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="The day of the assessment; else the quarter's last.")
    ] = None,
    profile: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this profile; may be given several times.")
    ] = None,
    house: House = None,
    prices: Prices = None,
    fx: Fx = None,
    rates: Rates = None,
    emt: Emt = None,
    jobs: Annotated[int | None, typer.Option(metavar="N", help="Processes; else one for each core.")] = None,
    json: AsJson = False,
) -> None:
    """Assess which profile suits a client, and why: facts, rules, verdicts."""
    moment = day("--as-of", as_of)
    if jobs is not None and jobs < 1:
        raise unusable("--jobs", f"{jobs} is no number of processes; give 1 or more")
    from reporting.delivery import assessed, text
    from reporting.delivery import plan as plans
    from reporting.delivery.assessing import run_assessment
    from reporting.delivery.data import load_data
    from reporting.delivery.period import last_complete
    from reporting.inputs.clients import demo_book, open_book

    book = open_book(clients) if clients else demo_book()
    record = book.record(client)
    plan = plans.make_plan(
        load_data(prices, fx, rates),
        house=house,
        period=str(last_complete(moment)) if moment else None,
        chosen=profile or (),
        emt=emt or (),
    )
    at = moment or plan.quarter.last
    found = run_assessment(record, plan, at, house, jobs or plans.cores(), lambda id: say([id]))
    emit(text.line(assessed.shape(found)) if json else assessed.report(found))
    if found.refused:
        raise typer.Exit(REFUSED)


@app.command()
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


@app.command()
def explain(
    file: Annotated[Path, typer.Argument(metavar="FILE.json", help="The twin that lies beside a PDF.")],
    figure: Annotated[
        str, typer.Argument(metavar="FIGURE_ID", help="One figure, or a pattern such as 'scenario.*'.")
    ] = "*",
    json: AsJson = False,
) -> None:
    """Show where a printed number comes from, down to the inputs; without FIGURE_ID list all of them."""
    from reporting.delivery import derivation, text, wording
    from reporting.delivery import explain as lineage

    if lineage.is_pattern(figure):
        found = lineage.listing(file, figure)
        emit(text.line({"figures": found}) if json else derivation.overview(found))
        return
    told = lineage.explain(file, figure)
    emit(text.line(lineage.shape(told)) if json else derivation.derivation(told, wording.speaker()))
    if told.failed:
        say(f"{file}: {id}: its parts do not give its value; this twin was changed" for id in told.failed)
        raise typer.Exit(REFUSED)


@app.command()
def verify(
    file: Annotated[Path, typer.Argument(metavar="FILE.pdf", help="A document as it was built.")],
    prices: Prices = None,
    fx: Fx = None,
    rates: Rates = None,
    house: House = None,
    profiles: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder that holds its profile, to be compared too.")
    ] = None,
    templates: Templates = None,
    emt: Emt = None,
    records: Records = None,
    previous: Previous = None,
    extract: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Write the files that the PDF carries.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Make a PDF again from the inputs that it names: identical, or the first difference."""
    from reporting.delivery import text, verification
    from reporting.delivery.athand import Places
    from reporting.delivery.pool import in_processes
    from reporting.delivery.verify import verify as run_verify

    given = tuple(emt or ())
    places = Places(prices, fx, rates, house, profiles, templates, given, records, previous)
    done = run_verify(file, places, in_processes(1), extract)
    emit(text.line(verification.shape(done)) if json else verification.report(done))
    if done.difference:
        raise typer.Exit(REFUSED)

"""`reporting packs`: the packs of all clients of a book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reporting.cli.handler import REFUSED, emit, say
from reporting.cli.options import (
    AsJson,
    Clients,
    Emt,
    Fx,
    House,
    Key,
    Output,
    Prices,
    Rates,
    RegisterPlace,
    Templates,
)
from reporting.domain.errors import unusable

if TYPE_CHECKING:
    from reporting.delivery.packs.crews import Crew
    from reporting.delivery.packs.maker import Recipe


def packs(
    period: Annotated[
        str | None, typer.Option(metavar="QUARTER", help="As 2026Q3; else the last complete one in the data.")
    ] = None,
    clients: Clients = None,
    profiles: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Folder of profiles; the shipped ones if left out.")
    ] = None,
    house: House = None,
    prices: Prices = None,
    fx: Fx = None,
    rates: Rates = None,
    emt: Emt = None,
    templates: Templates = None,
    output: Output = Path("output"),
    register: RegisterPlace = None,
    key: Key = None,
    separate: Annotated[
        bool, typer.Option("--separate", help="Add each document of a pack as a file of its own.")
    ] = False,
    resume: Annotated[bool, typer.Option("--resume", help="Go on with a run that was interrupted.")] = False,
    reason: Annotated[
        str, typer.Option(metavar="TEXT", help="Why issued documents are replaced by corrected ones.")
    ] = "",
    jobs: Annotated[int | None, typer.Option(metavar="N", help="Processes; else one for each core.")] = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Have a Dask cluster do the work: tcp://host:8786."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Make the pack of every client, enter it in the register, and report on all of them."""
    if jobs is not None and jobs < 1:
        raise unusable("--jobs", f"{jobs} is no number of processes; give 1 or more")
    from reporting.delivery import text, wording
    from reporting.delivery.packs.opening import open_recipe
    from reporting.delivery.packs.progress import progress
    from reporting.delivery.packs.report import NAME, summary
    from reporting.delivery.packs.run import run
    from reporting.delivery.register.clock import utc_now
    from reporting.delivery.register.engine import find_place
    from reporting.delivery.register.issuing import check_reason
    from reporting.delivery.register.store import Register

    check_reason(reason)
    issued = Register(find_place(register, output), utc_now)
    recipe = open_recipe(
        issued,
        output,
        period=period,
        clients=clients,
        profiles=profiles,
        house=house,
        prices=prices,
        fx=fx,
        rates=rates,
        emt=emt or (),
        templates=templates,
        key=key,
        separate=separate,
    )
    say(wording.notes(wording.speaker(), recipe.plan.notes))
    say(str(fault) for fault in recipe.book.strays())

    def hire(run: str, recipe: Recipe, facts: Path) -> Crew:
        return _crew(run, recipe, facts, jobs, scheduler)

    done = run(recipe, output, issued, hire, progress, resume, reason)
    say(done.unserved)
    say(summary(done.report))
    emit(text.line(done.report) if json else f"{(done.folder / NAME).as_posix()}\n")
    if done.unserved:
        raise typer.Exit(REFUSED)


def _crew(run: str, recipe: Recipe, facts: Path, jobs: int | None, scheduler: str | None) -> Crew:
    if scheduler is None:
        from reporting.delivery.packs.crews import Processes
        from reporting.delivery.plan import cores

        return Processes(run, recipe, facts, jobs or cores())
    try:
        from reporting.delivery.packs.cluster import Cluster
    except ImportError:
        raise unusable("--scheduler", "needs Dask: install the package with its extra [cluster]") from None
    return Cluster(run, recipe, facts, scheduler)

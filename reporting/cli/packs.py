"""`reporting packs`: the packs of all clients of a book."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reporting.cli.handler import REFUSED, emit, say, stoppable
from reporting.cli.options import (
    AsJson,
    Clients,
    Emt,
    Fx,
    House,
    Jobs,
    Key,
    Output,
    Prices,
    Profiles,
    Rates,
    RegisterPlace,
    Templates,
    processes,
)
from reporting.domain.errors import unusable

if TYPE_CHECKING:
    from reporting.delivery.packs.crews import Crew
    from reporting.delivery.packs.maker import Recipe
    from reporting.delivery.packs.recipe import ClientRecipe
    from reporting.delivery.packs.run import Finished
    from reporting.delivery.register.store import Register


@stoppable("the same command with --resume goes on from here")
def packs(
    period: Annotated[
        str | None, typer.Option(metavar="QUARTER", help="As 2026Q3; else the last complete one in the data.")
    ] = None,
    clients: Clients = None,
    profiles: Profiles = None,
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
    jobs: Jobs = None,
    scheduler: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Have a Dask cluster do the work: tcp://host:8786."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Make the pack of every client, enter it in the register, and report on all of them."""
    workers = processes(jobs)
    from reporting.delivery import text
    from reporting.delivery.data import load_data
    from reporting.delivery.packs.opening import open_recipe

    issued = registered(register, output, reason)
    recipe = open_recipe(
        issued,
        output,
        load_data(prices, fx, rates),
        period=period,
        clients=clients,
        profiles=profiles,
        house=house,
        emt=emt or (),
        templates=templates,
        key=key,
        separate=separate,
    )
    done = serve(recipe, output, issued, workers, scheduler, resume, reason)
    emit(text.line(done.report) if json else f"{done.file.as_posix()}\n")
    if done.unserved:
        raise typer.Exit(REFUSED)


def registered(register: str | None, output: Path, reason: str = "") -> Register:
    """The register of a run, whose documents are corrected for a reason, if one is given. Raises Unusable."""
    from reporting.delivery.register.clock import utc_now
    from reporting.delivery.register.engine import find_place
    from reporting.delivery.register.issuing import check_reason
    from reporting.delivery.register.store import Register

    check_reason(reason)
    return Register(find_place(register, output), utc_now)


def serve(
    recipe: ClientRecipe,
    output: Path,
    issued: Register,
    workers: int,
    scheduler: str | None = None,
    resume: bool = False,
    reason: str = "",
) -> Finished:
    """Make the packs of a recipe, and say what became of the clients. Raises as `delivery.packs.run`."""
    from reporting.delivery import wording
    from reporting.delivery.packs.progress import progress
    from reporting.delivery.packs.report import summary
    from reporting.delivery.packs.run import run

    say(wording.notes(wording.speaker(), recipe.plan.notes))
    say(str(fault) for fault in recipe.book.strays())

    def hire(run: str, recipe: Recipe, facts: Path) -> Crew:
        return _crew(run, recipe, facts, workers, scheduler)

    done = run(recipe, output, issued, hire, progress, resume, reason)
    say(done.unserved)
    say(summary(done.report))
    return done


def _crew(run: str, recipe: Recipe, facts: Path, workers: int, scheduler: str | None) -> Crew:
    if scheduler is None:
        from reporting.delivery.packs.crews import Processes

        return Processes(run, recipe, facts, workers)
    try:
        from reporting.delivery.packs.cluster import Cluster
    except ImportError:
        raise unusable("--scheduler", "needs Dask: install the package with its extra [cluster]") from None
    return Cluster(run, recipe, facts, scheduler)

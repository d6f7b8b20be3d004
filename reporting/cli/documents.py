"""`reporting validate | build | check`: what a compliance team runs each quarter."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reporting.cli.handler import REFUSED, UNUSABLE, emit, say, stoppable
from reporting.cli.options import (
    AsJson,
    Emt,
    Fx,
    House,
    Jobs,
    Languages,
    Output,
    Previous,
    Prices,
    Profiles,
    Rates,
    Records,
    Templates,
    processes,
)
from reporting.cli.packs import registered, serve

if TYPE_CHECKING:
    from reporting.delivery.packs.recipe import ClientRecipe
    from reporting.delivery.register.store import Register


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


@stoppable("run the same command again")
def build(
    profiles: Profiles = None,
    house: House = None,
    prices: Prices = None,
    fx: Fx = None,
    rates: Rates = None,
    emt: Emt = None,
    records: Records = None,
    previous: Previous = None,
    clients: Annotated[
        str | None, typer.Option(metavar="DIR|URL", help="Make the packs of this client book too.")
    ] = None,
    period: Annotated[
        str | None, typer.Option(metavar="QUARTER", help="As 2021Q4; else the last complete one in the data.")
    ] = None,
    output: Output = Path("output"),
    profile: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Only this profile; may be given several times.")
    ] = None,
    language: Languages = None,
    jobs: Jobs = None,
    annex: Annotated[
        bool, typer.Option("--annex", help="Add a list of all figures by id: for compliance, not clients.")
    ] = False,
    templates: Templates = None,
    json: AsJson = False,
) -> None:
    """Make the two documents of every profile, their twins and the manifest; the packs of a book too."""
    workers = processes(jobs)
    from reporting.delivery import text, wording
    from reporting.delivery.build import build as run_build
    from reporting.delivery.data import load_data
    from reporting.delivery.plan import make_plan
    from reporting.delivery.pool import in_processes
    from reporting.delivery.progress import progress

    data = load_data(prices, fx, rates)
    plan = make_plan(
        data,
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
    batch: tuple[ClientRecipe, Path, Register] | None = None
    if clients is not None:
        from reporting.delivery.packs.opening import open_recipe

        issued = registered(None, output)
        recipe = open_recipe(
            issued,
            output,
            data,
            period=period,
            clients=clients,
            profiles=profiles,
            house=house,
            emt=emt or (),
            templates=templates,
        )
        batch = (recipe, output, issued)
    say(wording.notes(wording.speaker(), plan.notes))
    with progress(len(plan.tasks)) as report:
        done = run_build(plan, output, in_processes(workers), report)
    say(line for outcome in done.refused for line in outcome.refusal)
    say(done.rejections)
    say(
        f"{done.folder.as_posix()}/{name}: of an earlier build, not in the manifest" for name in done.unlisted
    )
    served = serve(*batch, workers) if batch else None
    told = {"folder": done.folder.as_posix(), **done.manifest, **({"packs": served.report} if served else {})}
    listing = done.listing + (f"{served.file.as_posix()}\n" if served else "")
    emit(text.line(told) if json else listing)
    if done.refused or done.rejections or (served and served.unserved):
        raise typer.Exit(REFUSED)


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

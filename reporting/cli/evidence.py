"""`reporting explain | verify`: from a printed number and a finished PDF back to the inputs."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reporting.cli.handler import REFUSED, emit, say
from reporting.cli.options import AsJson, Emt, Fx, House, Previous, Prices, Rates, Records, Templates


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
    clients: Annotated[
        str | None, typer.Option(metavar="DIR|URL", help="The client book, for a document of a client.")
    ] = None,
    key: Annotated[
        Path | None, typer.Option(metavar="FILE", help="The key of the pseudonyms, with --clients.")
    ] = None,
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
    places = Places(prices, fx, rates, house, profiles, templates, given, records, previous, clients, key)
    done = run_verify(file, places, in_processes(1), extract)
    emit(text.line(verification.shape(done)) if json else verification.report(done))
    if done.difference:
        raise typer.Exit(REFUSED)

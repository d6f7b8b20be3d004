"""`reporting assess`: one client of a book."""

from __future__ import annotations

from typing import Annotated

import typer

from reporting.cli.handler import REFUSED, emit, say
from reporting.cli.options import AsJson, Clients, Emt, Fx, House, Jobs, Prices, Rates, day, processes


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
    jobs: Jobs = None,
    json: AsJson = False,
) -> None:
    """Assess which profile suits a client, and why: facts, rules, verdicts."""
    moment = day("--as-of", as_of)
    workers = processes(jobs)
    from reporting.delivery import assessed, text
    from reporting.delivery import plan as plans
    from reporting.delivery.assessing import run_assessment
    from reporting.delivery.data import load_data
    from reporting.delivery.period import last_complete
    from reporting.inputs.clients import demo_book, open_book

    book = open_book(clients) if clients else demo_book()
    plan = plans.make_plan(
        load_data(prices, fx, rates),
        house=house,
        period=str(last_complete(moment)) if moment else None,
        chosen=profile or (),
        emt=emt or (),
    )
    at = moment or plan.quarter.last
    found = run_assessment(book, client, plan, at, house, workers, lambda id: say([id]))
    emit(text.line(assessed.shape(found)) if json else assessed.report(found))
    if found.refused:
        raise typer.Exit(REFUSED)

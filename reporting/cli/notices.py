"""`reporting notices`: the letters about losses that are due by a day."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from reporting.cli.handler import REFUSED, emit, say, stoppable
from reporting.cli.options import (
    AsJson,
    Clients,
    Emt,
    Fx,
    House,
    Key,
    Output,
    Prices,
    Profiles,
    Rates,
    RegisterPlace,
    day,
)
from reporting.cli.packs import registered


@stoppable("run the same command again, no notice is issued twice")
def notices(
    date: Annotated[str, typer.Option(metavar="DATE", help="The day of the valuation, as 2021-12-31.")],
    clients: Clients = None,
    profiles: Profiles = None,
    house: House = None,
    prices: Prices = None,
    fx: Fx = None,
    rates: Rates = None,
    emt: Emt = None,
    register: RegisterPlace = None,
    key: Key = None,
    output: Output = Path("output"),
    json: AsJson = False,
) -> None:
    """Write a letter for each loss of 10 % or a further 10 % that is due, each once."""
    moment = day("--date", date)
    assert moment is not None
    from reporting.delivery import plan as plans
    from reporting.delivery import text, wording
    from reporting.delivery.data import load_data
    from reporting.delivery.notices.known import Registered
    from reporting.delivery.notices.run import run
    from reporting.delivery.notices.watch import watch
    from reporting.delivery.register.keys import key_of
    from reporting.inputs.clients import demo_book, open_book

    book = open_book(clients) if clients else demo_book()
    plan = plans.make_plan(load_data(prices, fx, rates), profiles=profiles, house=house, emt=emt or ())
    issued = registered(register, output)
    secret = key_of(issued, output, key, create=True)
    say(wording.notes(wording.speaker(), plan.notes))
    done = run(watch(plan, moment), book, secret, output, Registered(issued))
    say(done.faults)
    emit(text.line(done.json) if json else done.text)
    if done.faults:
        raise typer.Exit(REFUSED)

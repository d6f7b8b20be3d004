"""`reporting register verify | list | show | export | hold | release | purge`: the issued documents."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from reporting.cli.handler import REFUSED, Commands, emit, say
from reporting.cli.options import AsJson, Key, Output, RegisterPlace, day
from reporting.domain.errors import unusable

if TYPE_CHECKING:
    from reporting.delivery.register.store import Register

app = typer.Typer(
    cls=Commands, add_completion=False, rich_markup_mode=None, help="The register of issued documents."
)

Client = Annotated[
    str | None, typer.Option(metavar="CLIENT", help="Only this client: its id in the book or its pseudonym.")
]
Named = Annotated[
    str, typer.Argument(metavar="CLIENT", help="The client: its id in the book or its pseudonym.")
]
Reason = Annotated[str, typer.Option(metavar="TEXT", help="Why, in one line that stands in the register.")]


@app.command()
def verify(
    register: RegisterPlace = None,
    output: Annotated[
        Path | None, typer.Option(metavar="DIR", help="Compare the files in this output folder too.")
    ] = None,
    head: Annotated[
        str | None, typer.Option(metavar="HASH", help="The hash of a row as it was noted elsewhere.")
    ] = None,
    json: AsJson = False,
) -> None:
    """Follow the chain of all rows: whatever was changed is named by row and column."""
    from reporting.delivery import text
    from reporting.delivery.register.telling import verdict, verdict_json
    from reporting.delivery.register.verifying import verify as run

    done = run(_open(register, output or Path("output")), output, head)
    emit(text.line(verdict_json(done)) if json else verdict(done))
    say(str(damage) for damage in done.damages)
    if done.damages:
        raise typer.Exit(REFUSED)


@app.command(name="list")
def list_rows(
    register: RegisterPlace = None,
    client: Client = None,
    period: Annotated[str | None, typer.Option(metavar="PERIOD", help="Only this period.")] = None,
    type: Annotated[str | None, typer.Option(metavar="TYPE", help="Only this type of document.")] = None,
    output: Output = Path("output"),
    key: Key = None,
    json: AsJson = False,
) -> None:
    """List the rows, all of them or those that fit every option given."""
    from reporting.delivery import text
    from reporting.delivery.register import telling

    found = _open(register, output)
    named = _pseudonym(found, client, key, output) if client else None
    rows, replaced = telling.found(found, named, period, type)
    shown = [telling.shape(row, replaced) for row in rows]
    emit(text.line({"rows": shown}) if json else telling.listing(rows, replaced))


@app.command()
def show(
    row: Annotated[int, typer.Argument(metavar="ROW", help="The sequence of the row.")],
    register: RegisterPlace = None,
    output: Output = Path("output"),
) -> None:
    """Show all that one row says, as JSON."""
    from reporting.delivery import text
    from reporting.delivery.register.telling import one

    emit(text.pretty(one(_open(register, output), row)).decode())


@app.command()
def export(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What to write, .csv or .json.")],
    register: RegisterPlace = None,
    output: Output = Path("output"),
) -> None:
    """Write all rows to a file; no cell of it starts a formula."""
    from reporting.delivery.exports import require_suffix
    from reporting.delivery.files import write
    from reporting.delivery.register import telling

    require_suffix("FILE", file, ".csv", ".json")
    found = telling.found(_open(register, output))
    made = telling.export_json(*found) if file.suffix.lower() == ".json" else telling.export_csv(*found)
    write(file, made, private=True)


@app.command()
def hold(
    client: Named,
    reason: Reason,
    register: RegisterPlace = None,
    output: Output = Path("output"),
    key: Key = None,
) -> None:
    """Put a client's rows under a legal hold: no purge takes them."""
    from reporting.delivery.register.retention import hold as run

    found = _open(register, output)
    emit(f"row {run(found, _pseudonym(found, client, key, output), reason)}\n")


@app.command()
def release(
    client: Named,
    reason: Reason,
    register: RegisterPlace = None,
    output: Output = Path("output"),
    key: Key = None,
) -> None:
    """End a legal hold."""
    from reporting.delivery.register.retention import release as run

    found = _open(register, output)
    emit(f"row {run(found, _pseudonym(found, client, key, output), reason)}\n")


@app.command()
def purge(
    register: RegisterPlace = None,
    output: Output = Path("output"),
    years: Annotated[
        int | None, typer.Option(metavar="N", help="Years after the relationship; else those of the law.")
    ] = None,
    as_of: Annotated[
        str | None, typer.Option(metavar="DATE", help="As if it were this day, today at the latest.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only tell what would be taken.")] = False,
) -> None:
    """Remove files and personal data of clients who left long ago; the chain still verifies."""
    from reporting.delivery.register.clock import utc_now
    from reporting.delivery.register.retention import purge as run
    from reporting.delivery.register.retention import retention_years

    today = date.fromisoformat(utc_now()[:10])
    chosen = day("--as-of", as_of) or today
    if chosen > today:
        raise unusable("--as-of", "this day has not come yet; nothing is purged ahead of time")
    done = run(_open(register, output), output, chosen, retention_years(years), dry_run)
    emit("".join(f"{client}: {count} rows\n" for client, count in done.rows.items()))
    say(f"{client}: kept, under a hold" for client in done.held)


def _open(register: str | None, output: Path) -> Register:
    from reporting.delivery.register.clock import utc_now
    from reporting.delivery.register.engine import find_place
    from reporting.delivery.register.store import Register

    return Register(find_place(register, output), utc_now)


def _pseudonym(register: Register, client: str, key: Path | None, output: Path) -> str:
    """The client's pseudonym, which may have been given itself."""
    from reporting.delivery.register.keys import key_of
    from reporting.delivery.register.pseudonym import PSEUDONYM, pseudonym

    if PSEUDONYM.fullmatch(client):
        return client
    return pseudonym(key_of(register, output, key), client)

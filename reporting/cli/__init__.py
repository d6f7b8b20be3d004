"""The command line: one module for each group of commands, in the order in which help lists them.

A thin face: each command reads its arguments, calls `reporting.delivery` and prints. What is heavy is
imported inside the commands, so that help and version come at once.
"""

from __future__ import annotations

import signal
import sys
from typing import Annotated

import typer

from reporting import __version__
from reporting.cli.assess import assess
from reporting.cli.documents import build, check, validate
from reporting.cli.engine import allocate, backtest, measure
from reporting.cli.evidence import explain, verify
from reporting.cli.handler import Commands, emit
from reporting.cli.notices import notices
from reporting.cli.packs import packs
from reporting.cli.register import app as register

COMMANDS = (validate, build, check, packs, notices, assess, allocate, backtest, measure, explain, verify)

app = typer.Typer(
    cls=Commands,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="MiFID II disclosures from model profiles. Exit codes: 0 done, 1 refused, 2 unusable input.",
)
for command in COMMANDS:
    app.command()(command)
app.add_typer(register, name="register")


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

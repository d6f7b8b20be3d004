"""How every command ends: results on standard output, faults in words, an exit code; never a traceback."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import wraps
from typing import Any, NoReturn, ParamSpec

import typer
from typer.core import TyperGroup

from reporting.delivery.defects import debugging, defect
from reporting.delivery.text import on_screen
from reporting.domain.errors import Refusal

P = ParamSpec("P")
DONE, REFUSED, UNUSABLE, INTERRUPTED = 0, 1, 2, 130


class Commands(TyperGroup):
    """The commands, run so that whatever happens becomes lines on standard error and an exit code."""

    def main(
        self,
        args: Sequence[str] | None = None,
        prog_name: str | None = None,
        complete_var: str | None = None,
        standalone_mode: bool = True,
        windows_expand_args: bool = True,
        **extra: Any,
    ) -> NoReturn:
        """Run and exit. Exit codes: 0 done, 1 refused or a defect, 2 unusable arguments or input."""
        try:
            code = super().main(
                args, prog_name or "reporting", complete_var, False, windows_expand_args, **extra
            )
            sys.stdout.flush()
        except BrokenPipeError:
            code = _pipe_closed()
        except (KeyboardInterrupt, typer.Abort):
            code = INTERRUPTED
        except Refusal as refusal:
            say(str(fault) for fault in refusal.faults)
            code = refusal.exit_code
        except typer.TyperException as error:
            code = _misuse(error)
        except Exception as error:  # what nobody foresaw: one sentence, and the exit code of a failure
            if debugging():
                raise
            say([f"reporting: {defect(error)}"])
            code = REFUSED
        sys.exit(code if isinstance(code, int) else DONE)


def stoppable(advice: str) -> Callable[[Callable[P, None]], Callable[P, None]]:
    """A command that says one sentence, with this advice, when Ctrl-C ends it."""

    def wrapped(command: Callable[P, None]) -> Callable[P, None]:
        @wraps(command)
        def run(*given: P.args, **named: P.kwargs) -> None:
            try:
                command(*given, **named)
            except KeyboardInterrupt:
                say([f"interrupted, and nothing half-written is left; {advice}"])
                raise

        return run

    return wrapped


def emit(text: str) -> None:
    """Results to standard output. A reader who has seen enough ends the command quietly."""
    try:
        sys.stdout.write(text)
        sys.stdout.flush()
    except BrokenPipeError:
        raise typer.Exit(_pipe_closed()) from None


def say(lines: Iterable[str]) -> None:
    """Messages to standard error, one a line, without signs that could steer a terminal."""
    for line in lines:
        with suppress(BrokenPipeError):  # nobody reads: the exit code still tells
            print(on_screen(line), file=sys.stderr)


def _misuse(error: typer.TyperException) -> int:
    """Arguments that cannot be used, with the help that shows the right ones."""
    context = getattr(error, "ctx", None)
    command = context.command_path if context else "reporting"
    message = " ".join(error.format_message().replace("Value error, ", "").split()).rstrip(".")
    say([f"{message}; see {command} --help"])
    return error.exit_code


def _pipe_closed() -> int:
    """Nothing more may be written to standard output, not even by the interpreter at its end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return INTERRUPTED

"""Arguments and options that commands share, with their help."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from reporting.domain.errors import unusable

ProfileName = Annotated[
    str, typer.Argument(metavar="PROFILE", help="A profile's YAML file, or the id of a shipped one.")
]
Prices = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="Prices, CSV or Parquet, wide or long; the demo market if left out."),
]
Fx = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Exchange rates: units of a currency per euro.")
]
Rates = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Cash rates by currency, annual decimals, actual/365.")
]
House = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="The firm's files; the folder house beside the profiles if left out."),
]
Emt = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="Product costs, FinDatEx EMT; may be given several times."),
]
Records = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Live records: <profile>.csv with date, nav_net, nav_gross."),
]
Previous = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="Earlier documents, whose cost estimates are compared with."),
]
Templates = Annotated[
    Path | None,
    typer.Option(metavar="DIR", help="The firm's own templates, in the file blocks.html.j2."),
]
Languages = Annotated[
    list[str] | None,
    typer.Option(
        metavar="xx",
        help="Language of the documents, en if left out; may be given several times, or all. Those of the "
        "first lie in the folder of the profile, those of another in a folder xx inside it.",
    ),
]
RegisterPlace = Annotated[
    str | None,
    typer.Option(
        metavar="FILE|URL",
        help="The register of issued documents: a SQLite file or postgresql://...; "
        "register.sqlite in the output folder if left out.",
    ),
]
Key = Annotated[
    Path | None,
    typer.Option(metavar="FILE", help="The key of the pseudonyms; beside the register if left out."),
]
Output = Annotated[Path, typer.Option(metavar="DIR", help="Where the documents go.")]
Clients = Annotated[
    str | None,
    typer.Option(
        metavar="DIR|URL",
        help="The client book: a folder, or sqlite:///... or postgresql://...; else the demo.",
    ),
]
Profiles = Annotated[
    Path | None, typer.Option(metavar="DIR", help="Folder of profiles; the shipped ones if left out.")
]
Jobs = Annotated[int | None, typer.Option(metavar="N", help="Processes; else one for each core.")]
AsJson = Annotated[bool, typer.Option("--json", help="Print one JSON object and nothing else.")]


def day(option: str, text: str | None) -> date | None:
    """A date given as 2021-12-31. Raises Unusable for anything else."""
    if text is None:
        return None
    try:
        # fromisoformat alone would take 20211231 and 2021-W52-5 too.
        if len(text) == 10 and text[4] == text[7] == "-":
            return date.fromisoformat(text)
    except ValueError:
        pass
    raise unusable(option, f"{text[:20]!r} is no date; write it as 2021-12-31")


def processes(jobs: int | None) -> int:
    """How many processes to use: as many as cores if nothing is said. Raises Unusable below one."""
    if jobs is not None and jobs < 1:
        raise unusable("--jobs", f"{jobs} is no number of processes; give 1 or more")
    from reporting.delivery.plan import cores

    return jobs or cores()

"""Writes a demo book: `python -m reporting.clients.demo --clients 1000 --output DIR --format parquet`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from reporting.clients.demo.generate import SEED, SINKS, Told, write_many, write_personas
from reporting.domain.errors import Refusal


def main() -> int:
    """Writes the book that the arguments ask for; 0 when it stands, else the code of the refusal."""
    parser = argparse.ArgumentParser(
        "python -m reporting.clients.demo", description="Writes a demo client book."
    )
    parser.add_argument("--output", type=Path, required=True, help="a new folder")
    parser.add_argument("--format", choices=sorted(SINKS), default="csv")
    parser.add_argument("--clients", type=int, help="how many derived clients; without it the 24 personas")
    parser.add_argument("--seed", type=int, default=SEED, help="of the amounts and languages that are drawn")
    given = parser.parse_args()
    try:
        if given.clients is None:
            write_personas(given.output, given.format)
        else:
            write_many(given.output, given.clients, given.format, given.seed, _told(given.clients))
    except Refusal as refusal:
        print(refusal, file=sys.stderr)
        return refusal.exit_code
    return 0


def _told(clients: int) -> Told:
    def told(done: int) -> None:
        print(f"{done:,} of {clients:,} clients", file=sys.stderr, flush=True)

    return told


if __name__ == "__main__":
    sys.exit(main())

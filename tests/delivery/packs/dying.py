"""A recipe that no worker survives: a process that is started for work ends when it imports this.

python -m tests.delivery.packs.dying OUTPUT
"""

import os
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.delivery.packs.running import run_here
from tests.delivery.packs.standin import StandIn

MARK = "TESTS_WORKERS_DIE"

if MARK in os.environ:
    os._exit(1)


@dataclass(frozen=True)
class Deadly(StandIn):
    """As heavy as a real recipe, which holds a market: more than a pipe takes at once."""

    ballast: bytes = bytes(1_000_000)


if __name__ == "__main__":
    os.environ[MARK] = "1"
    for line in run_here(Deadly(3), Path(sys.argv[1])).unserved:
        print(line)

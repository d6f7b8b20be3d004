"""`make bench`: speed and memory, as ratios taken in one run."""

import sys

from tests.bench.harness import main

sys.exit(main(sys.argv[1:]))

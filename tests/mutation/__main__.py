"""`make mutation`: run the mutants of the recorded sample and compare with the baseline."""

import sys

from tests.mutation.run import main

sys.exit(main(sys.argv[1:]))

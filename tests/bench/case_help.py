"""`reporting --help` answers at once: none of the heavy libraries is imported for it."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.harness import Row, case, python, seconds

HEAVY = ("matplotlib", "pandas", "scipy", "weasyprint")
HELP = f"""
import sys
sys.argv = ["reporting", "--help"]
try:
    from reporting.cli import main
    main()
except SystemExit:
    pass
print(len(set({HEAVY!r}) & set(sys.modules)))
"""


@case
def help_is_light() -> Iterator[Row]:
    """The command's help against the import of what it leaves alone."""
    loaded = int(python(HELP).split()[-1])
    yield Row("heavy libraries that --help imports", loaded, "libraries", at_most=0)
    ratio = seconds(lambda: python(HELP)) / seconds(lambda: python(f"import {', '.join(HEAVY)}"))
    yield Row("time of --help / time to import them", ratio, "", at_most=0.5)

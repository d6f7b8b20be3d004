"""A sandbox in which a firm's own macros come to an end: loops, calls and products have a limit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from jinja2 import nodes
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

STEPS = 1_000_000
"""Rounds of loops and calls of macros in one document."""
LONGEST = 1_000_000
"""Signs of a text, or items of a list, that a product may give."""
HIGHEST = 1_000
"""The largest exponent."""


class Bounded(ImmutableSandboxedEnvironment):
    """Counts what macros do that stand in the template `counted`, below its first `lines` lines.

    Raises SecurityError beyond a limit. `begin` sets the count back, before each document.
    """

    intercepted_binops = frozenset({"*", "**"})

    def __init__(self, counted: str, lines: int, **options: Any) -> None:
        super().__init__(**options)
        self._counted, self._lines, self._steps = counted, lines, 0

    def begin(self) -> None:
        """A new document."""
        self._steps = 0

    def step(self) -> str:
        """One round of a loop, or one call of a macro; prints nothing."""
        self._steps += 1
        if self._steps > STEPS:
            raise SecurityError(f"it takes more than {STEPS:,} rounds of loops and calls")
        return ""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """A product or a power, if it is not too large."""
        if operator == "**" and abs(right) > HIGHEST:
            raise SecurityError(f"an exponent is above {HIGHEST:,}")
        for part, times in ((left, right), (right, left)):
            if isinstance(part, Sequence) and isinstance(times, int) and len(part) * times > LONGEST:
                raise SecurityError(f"a product is longer than {LONGEST:,} signs")
        return super().call_binop(context, operator, left, right)

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """With a step at the beginning of each loop's round and each macro that is counted."""
        tree = super()._parse(source, name, filename)
        if name == self._counted:
            repeated: list[nodes.For | nodes.Macro] = [*tree.find_all(nodes.For), *tree.find_all(nodes.Macro)]
            for node in repeated:
                if node.lineno > self._lines:
                    node.body.insert(0, _step(node.lineno))
        return tree


def _step(line: int) -> nodes.Node:
    called = nodes.Call(nodes.EnvironmentAttribute("step"), [], [], None, None)
    return nodes.Output([called]).set_lineno(line)

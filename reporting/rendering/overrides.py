"""A firm's own templates: macros that stand in for shipped ones, checked before anything is printed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from jinja2 import DictLoader, StrictUndefined, TemplateSyntaxError, nodes

from reporting.domain.errors import Fault, Unusable, unusable
from reporting.inputs.plain_text import MAX_BYTES, decode, shorten
from reporting.inputs.resources import bundled, shown
from reporting.rendering.bounds import Bounded

FILE, SHIPPED = "blocks.html.j2", "shipped.html.j2"
"""The one file of a firm's folder, and the name under which it finds the shipped macros."""
_FORBIDDEN: dict[type[nodes.Node], str] = {
    nodes.Include: "no file can be included",
    nodes.Extends: "no template can be extended",
    nodes.Import: f"only {SHIPPED} can be imported, as shipped, at the top and with context",
    nodes.FromImport: f"only {SHIPPED} can be imported, as shipped, at the top and with context",
    nodes.Block: "a block cannot be named here; write a macro",
    nodes.EvalContextModifier: "escaping cannot be switched off",
}


def environment(own: str = "") -> Bounded:
    """Where templates run: everything escaped, nothing undefined, no chance, no way out, no endless loop.

    `own` are macros that replace the shipped ones of their names.
    """
    shipped = {name: _shipped(name) for name in ("document.html.j2", FILE)}
    sources = shipped | {SHIPPED: shipped[FILE], FILE: f"{shipped[FILE]}\n{own}"}
    made = Bounded(
        FILE,
        shipped[FILE].count("\n") + 1,
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    del made.globals["lipsum"], made.filters["random"], made.filters["safe"]
    return made


@cache
def _shipped(name: str) -> str:
    return (bundled("templates") / name).read_text(encoding="utf-8")


@cache
def overridable() -> dict[str, tuple[str, ...]]:
    """The names of the macros that a firm may define anew, with the names of their arguments."""
    return {macro.name: _arguments(macro) for macro in _macros(environment().parse(_shipped(FILE)))}


def read_overrides(folder: Path) -> str:
    """The macros in a firm's folder. Raises `Unusable` with the faults that can be seen before printing."""
    others = sorted(path.name for path in _listed(folder) if path.name != FILE)
    if others:
        message = f"{', '.join(map(shorten, others[:3]))}: only {FILE} can be here; remove the rest"
        raise unusable(shown(folder), message)
    path = folder / FILE
    try:
        with path.open("rb") as stream:
            text = decode(stream.read(MAX_BYTES + 1), shown(path))
    except OSError as error:
        reason = (error.strerror or "it is no file").lower()
        raise unusable(shown(path), f"cannot be read: {reason}") from None
    if faults := [Fault(shown(path), message, line=line) for line, message in _faults(text)]:
        raise Unusable(faults)
    return text


def _listed(folder: Path) -> list[Path]:
    try:
        return [path for path in folder.iterdir() if not path.name.startswith(".")]
    except (OSError, ValueError):
        raise unusable(shown(folder), "there is no such folder of templates") from None


def _faults(text: str) -> Iterator[tuple[int, str]]:
    try:
        tree = environment().parse(text)
        environment().compile(text)
    except TemplateSyntaxError as error:
        yield error.lineno, f"is no template: {error.message}"
        return
    except RecursionError:
        yield 1, "is nested too deeply; write it with fewer levels"
        return
    allowed = [each for each in tree.body if _imports_shipped(each)]
    for node in tree.find_all(tuple(_FORBIDDEN)):
        if node not in allowed:
            yield node.lineno, next(words for kind, words in _FORBIDDEN.items() if isinstance(node, kind))
    for each in tree.body:
        if isinstance(each, nodes.Macro):
            yield from _macro_faults(each)
        elif not isinstance(each, tuple(_FORBIDDEN)) and (line := _first_line(each)):
            yield line, "only macros can stand here; what is outside of them is never printed"


def _macro_faults(macro: nodes.Macro) -> Iterator[tuple[int, str]]:
    known = overridable()
    if macro.name not in known:
        yield macro.lineno, f"there is no block {shorten(macro.name)}; there are {', '.join(known)}"
    elif _arguments(macro) != known[macro.name]:
        yield macro.lineno, f"{macro.name} takes the arguments ({', '.join(known[macro.name])})"


def _macros(tree: nodes.Template) -> Iterator[nodes.Macro]:
    return (each for each in tree.body if isinstance(each, nodes.Macro))


def _arguments(macro: nodes.Macro) -> tuple[str, ...]:
    return tuple(each.name for each in macro.args)


def _imports_shipped(node: nodes.Node) -> bool:
    return (
        isinstance(node, nodes.Import)
        and isinstance(node.template, nodes.Const)
        and (node.template.value, node.target, node.with_context) == (SHIPPED, "shipped", True)
    )


def _first_line(node: nodes.Node) -> int:
    """The line on which something stands outside of macros; 0 for white space."""
    for each in node.nodes if isinstance(node, nodes.Output) else [node]:
        if not isinstance(each, nodes.TemplateData):
            return each.lineno
        if text := each.data.lstrip():
            return each.lineno + each.data[: -len(text)].count("\n")
    return 0

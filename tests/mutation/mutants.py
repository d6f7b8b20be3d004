"""Small mistakes that a programmer could make, one at a time, in the syntax tree of a module.

A mutant is named by the function it lies in and by the code before and after, not by its line, so that
its name outlives edits elsewhere in the file.
"""

from __future__ import annotations

import ast
import copy
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

COMPARISONS: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.Lt: ast.LtE,
    ast.LtE: ast.Lt,
    ast.Gt: ast.GtE,
    ast.GtE: ast.Gt,
    ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq,
    ast.Is: ast.IsNot,
    ast.IsNot: ast.Is,
    ast.In: ast.NotIn,
    ast.NotIn: ast.In,
}
OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.FloorDiv: ast.Mult,
    ast.Mod: ast.Mult,
    ast.Pow: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
PAIRS = (("minimum", "maximum"), ("min", "max"), ("any", "all"), ("floor", "ceil"), ("argmin", "argmax"))
NAMES = {a: b for pair in PAIRS for a, b in (pair, pair[::-1])}
SHORT = (ast.Constant, ast.operator, ast.cmpop, ast.Name, ast.Attribute, ast.Slice, ast.UnaryOp)
"""Nodes that say too little by themselves: the mutation shows what they stand in."""
DECLARED = ("annotation", "returns", "decorator_list", "type_params")
"""Fields of a syntax node that hold declarations, which no test can see at run time."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One change: where it is, the code before and after, and the whole changed module."""

    where: str
    line: int
    mutation: str
    source: str


@dataclass(frozen=True, slots=True)
class Place:
    """A node that can be changed, with its way from the root and its surroundings."""

    way: tuple[str | int, ...]
    where: str
    shown: tuple[str | int, ...]
    in_slice: bool


def mutants(source: str) -> list[Mutant]:
    """Every mutant of a module, in the order of the file; equal names are numbered."""
    tree = ast.parse(source)
    found: list[Mutant] = []
    seen: dict[tuple[str, str], int] = {}
    for place in _places(tree):
        for changed in _changes(_at(tree, place.way), place.in_slice):
            mutated = _replaced(tree, place.way, changed)
            before, after = _text(_at(tree, place.shown)), _text(_at(mutated, place.shown))
            mutation = f"{before} -> {after}"
            count = seen[place.where, mutation] = seen.get((place.where, mutation), 0) + 1
            mutation += f" ({count})" if count > 1 else ""
            line = _at(tree, place.way).lineno
            found.append(Mutant(place.where, line, mutation, ast.unparse(mutated) + "\n"))
    return found


def sample(every: list[Mutant], size: int) -> list[Mutant]:
    """A draw without a seed: the smallest digests of the names; a larger sample contains a smaller one."""
    names = [hashlib.sha256(f"{m.where}|{m.mutation}".encode()).digest() for m in every]
    chosen = sorted(range(len(every)), key=names.__getitem__)[:size]
    return [every[i] for i in sorted(chosen)]


def _places(tree: ast.Module) -> Iterator[Place]:
    """Nodes in order of the file, without declarations, docstrings and texts of messages."""

    def visit(node: ast.AST, way: tuple[str | int, ...], where: str, shown: tuple[str | int, ...], cut: bool):
        if isinstance(node, ast.FunctionDef | ast.ClassDef):
            where = f"{where}.{node.name}".lstrip(".")
        if isinstance(node, ast.JoinedStr | ast.Import | ast.ImportFrom):
            return
        if not isinstance(node, SHORT):
            shown = way
        yield Place(way, where or "module", shown, cut)
        cut = cut or (len(way) > 0 and way[-1] == "slice")
        for name, value in ast.iter_fields(node):
            if name in DECLARED or (isinstance(node, ast.AnnAssign) and name == "target"):
                continue
            inner = cut and not isinstance(node, ast.Subscript) or name == "slice"
            items = enumerate(value) if isinstance(value, list) else [(None, value)]
            for number, child in items:
                if isinstance(child, ast.AST):
                    step = (name,) if number is None else (name, number)
                    yield from visit(child, way + step, where, shown, inner)

    for place in visit(tree, (), "", (), False):
        if place.way:
            yield place


def _changes(node: ast.AST, in_slice: bool) -> Iterator[ast.AST]:
    """What a node can be mistaken for."""
    if isinstance(node, ast.Compare):
        for k, operator in enumerate(node.ops):
            if type(operator) in COMPARISONS:
                changed = copy.deepcopy(node)
                changed.ops[k] = COMPARISONS[type(operator)]()
                yield changed
    elif isinstance(node, ast.BinOp | ast.AugAssign):
        if type(node.op) in OPERATORS:
            changed_op = copy.deepcopy(node)
            changed_op.op = OPERATORS[type(node.op)]()
            yield changed_op
        if isinstance(node, ast.AugAssign):
            yield ast.Pass()
    elif isinstance(node, ast.BoolOp):
        changed_bool = copy.deepcopy(node)
        changed_bool.op = ast.Or() if isinstance(node.op, ast.And) else ast.And()
        yield changed_bool
    elif isinstance(node, ast.UnaryOp) and isinstance(node.op, ast.USub | ast.Not | ast.Invert):
        yield node.operand
    elif isinstance(node, ast.Constant):
        yield from _constants(node.value, in_slice)
    elif isinstance(node, ast.Attribute) and node.attr in NAMES:
        yield ast.Attribute(node.value, NAMES[node.attr], node.ctx)
    elif isinstance(node, ast.Name) and node.id in NAMES and isinstance(node.ctx, ast.Load):
        yield ast.Name(NAMES[node.id], node.ctx)
    elif isinstance(node, ast.Return) and node.value is not None and not _is_none(node.value):
        yield ast.Return(ast.Constant(None))
    elif isinstance(node, ast.Raise | ast.Continue | ast.Break):
        yield ast.Pass()
    elif isinstance(node, ast.Expr) and isinstance(node.value, ast.Call):
        yield ast.Pass()
    elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Subscript):
        yield ast.Pass()


def _constants(value: object, in_slice: bool) -> Iterator[ast.AST]:
    """A number that is one too large (in a slice also one too small), a truth turned round."""
    if isinstance(value, bool):
        yield ast.Constant(not value)
    elif isinstance(value, int | float):
        yield ast.Constant(value + 1)
        if in_slice and isinstance(value, int):
            yield ast.Constant(value - 1)


def _is_none(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and node.value is None


def _at(tree: ast.AST, way: tuple[str | int, ...]):
    """The node at the end of a way from the root."""
    node = tree
    for step in way:
        node = node[step] if isinstance(step, int) else getattr(node, step)
    return node


def _replaced(tree: ast.Module, way: tuple[str | int, ...], changed: ast.AST) -> ast.Module:
    """A copy of the tree with another node at the end of the way."""
    mutated = copy.deepcopy(tree)
    parent = _at(mutated, way[:-1])
    if isinstance(way[-1], int):
        parent[way[-1]] = changed
    else:
        setattr(parent, way[-1], changed)
    return ast.fix_missing_locations(mutated)


def _text(node: ast.AST) -> str:
    """The code of a node on one line, at most 100 characters."""
    text = " ".join(ast.unparse(node).split())
    return text if len(text) <= 100 else text[:97] + "..."

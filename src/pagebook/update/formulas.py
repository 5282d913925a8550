"""Formulas as the tables declare them: four operations, numbers, names, and the change in a year."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from pagebook.errors import ParameterError

__all__ = ["Formula", "Lookup", "formula"]

Lookup = Callable[[str, int], float | None]
"""From a name and a year to a value; None where there is none."""

_OPERATIONS: Mapping[type[ast.operator], Callable[[float, float], float]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
}


@dataclass(frozen=True)
class Formula:
    """A formula that was read and found sound.

    Attributes:
        text: As it was written.
        names: The names in it, in order of the alphabet.
        changes: Whether it looks at the year before.
    """

    text: str
    names: tuple[str, ...]
    changes: bool
    _tree: ast.expr

    def value(self, lookup: Lookup, year: int) -> float | None:
        """Return the value in a year; None where an input is missing or something is divided by zero."""
        return _value(self._tree, lookup, year)


def formula(text: str) -> Formula:
    """Read a formula such as `a / (b + c)` or `change(a)`.

    Raises:
        ParameterError: It is none, or has more than four operations, numbers, names and `change`.
    """
    try:
        tree = ast.parse(text, mode="eval").body
    except (SyntaxError, ValueError, RecursionError) as error:
        raise ParameterError(f"{text!r} is no formula: {error.args[0]}") from error
    _judge(tree, text)
    names = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)} - {"change"}
    changes = any(isinstance(node, ast.Call) for node in ast.walk(tree))
    return Formula(text, tuple(sorted(names)), changes, tree)


def _judge(node: ast.expr, text: str) -> None:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _OPERATIONS:
            _judge(left, text)
            _judge(right, text)
        case ast.Constant(value=int() | float()) | ast.Name():
            return
        case ast.Call(func=ast.Name(id="change"), args=[ast.Name()], keywords=[]):
            return
        case _:
            allowed = "numbers, names, + - * /, brackets and change(name)"
            raise ParameterError(f"{text!r} has {ast.unparse(node)!r}; a formula has {allowed}")


def _value(node: ast.expr, lookup: Lookup, year: int) -> float | None:
    match node:
        case ast.BinOp(left=left, op=op, right=right):
            first, second = _value(left, lookup, year), _value(right, lookup, year)
            if first is None or second is None or (second == 0 and isinstance(op, ast.Div)):
                return None
            return _OPERATIONS[type(op)](first, second)
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return lookup(name, year)
        case ast.Call(args=[ast.Name(id=name)]):
            now, before = lookup(name, year), lookup(name, year - 1)
            return None if now is None or not before else 100 * (now / before - 1)
    raise AssertionError(node)

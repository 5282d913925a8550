"""Formulas, in a line and on lines of their own."""

from __future__ import annotations

from typing import NoReturn

from docutils import nodes

from pagebook.publish.pdf.markup import call, content
from pagebook.publish.pdf.maths import MathsError, formula
from pagebook.publish.pdf.writing import Writing

__all__ = ["Formulas"]


class Formulas(Writing):
    """Visits formulas."""

    def visit_math(self, node: nodes.math) -> NoReturn:
        """Write a formula in a line."""
        self.add(self._equation(node, display=False))
        raise nodes.SkipNode

    def visit_math_block(self, node: nodes.math_block) -> NoReturn:
        """Write a formula on lines of its own, with its number if it has one."""
        number = f"({node['number']})" if node.get("number") else ""
        self.block(call("formula", content(self._equation(node, display=True)), number=number))
        raise nodes.SkipNode

    def _equation(self, node: nodes.Element, *, display: bool) -> str:
        try:
            told = formula(node.astext(), display=display)
        except MathsError as error:
            self.problem(node, f"the formula {node.astext()[:60]!r} cannot be set: {error}")
            return ""
        self.spelt(node, "".join(sign for sign in node.astext() if sign.isalnum()), "the formula")
        return call("math.equation", content(told.markup), block=display, alt=told.spoken)

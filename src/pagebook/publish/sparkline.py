"""Sparklines: a line as small as a word, drawn into the page itself, with the same told in words beside it.

A notebook says them as the directive `sparkline`: the argument tells what the line shows, the body has the
values from the first year to the last, a dash for a year without one.
"""

from __future__ import annotations

from html import escape
from typing import Any, ClassVar

from docutils import nodes
from docutils.parsers.rst import Directive
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

__all__ = ["SparklineNode", "add_sparklines", "path"]

_WIDTH, _HEIGHT, _MARGIN = 100, 24, 3
_MISSING = "-"


class SparklineNode(nodes.General, nodes.Element):
    """A sparkline; its child says in words what it shows, which all builders print."""


class SparklineDirective(Directive):
    """Reads the values; one that is no number is an error with its line."""

    required_arguments = 1
    final_argument_whitespace = True
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Return the node."""
        try:
            values = [
                None if word == _MISSING else float(word) for line in self.content for word in line.split()
            ]
        except ValueError as error:
            raise self.error(f"sparkline: {error}; write numbers and dashes") from error
        if sum(value is not None for value in values) < 2:
            raise self.error("sparkline: fewer than two values")
        told, messages = self.state.inline_text(self.arguments[0], self.lineno)
        return [SparklineNode("", nodes.inline("", "", *told), values=values), *messages]


def path(values: list[float | None]) -> tuple[str, tuple[float, float]]:
    """Return the line as the `d` of an SVG path, broken where values are missing, and where its end lies."""
    known = [value for value in values if value is not None]
    low, span = min(known), (max(known) - min(known)) or 1.0
    step = (_WIDTH - 2 * _MARGIN) / max(len(values) - 1, 1)
    parts, pen, end = [], "M", (0.0, 0.0)
    for number, value in enumerate(values):
        if value is None:
            pen = "M"
            continue
        x = _MARGIN + number * step
        y = _HEIGHT - _MARGIN - (value - low) / span * (_HEIGHT - 2 * _MARGIN)
        end = (round(x, 1), round(y, 1))
        parts.append(f"{pen}{end[0]:g} {end[1]:g}")
        pen = "L"
    return "".join(parts), end


def add_sparklines(app: Sphinx) -> None:
    """Tell Sphinx about the directive and its node."""
    app.add_directive("sparkline", SparklineDirective)
    words = (_keep_words, _keep_words)
    app.add_node(
        SparklineNode, html=(_visit_html, _depart_html), text=words, latex=words, man=words, texinfo=words
    )


def _visit_html(self: HTML5Translator, node: SparklineNode) -> None:
    line, (x, y) = path(node["values"])
    self.body.append(
        f'<div class="pb-spark"><svg viewBox="0 0 {_WIDTH} {_HEIGHT}" aria-hidden="true" focusable="false">'
        f'<path d="{escape(line)}"/><circle cx="{x:g}" cy="{y:g}" r="2.5"/></svg> '
    )


def _depart_html(self: HTML5Translator, node: SparklineNode) -> None:
    self.body.append("</div>\n")


def _keep_words(self: Any, node: SparklineNode) -> None:
    """Let the child speak."""

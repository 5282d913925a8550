"""Formulas as MathML, which browsers draw themselves: no MathJax, no script, no address of another host."""

from __future__ import annotations

from typing import NoReturn

from docutils import nodes
from docutils.utils.math.latex2mathml import tex2mathml
from sphinx.application import Sphinx
from sphinx.writers.html5 import HTML5Translator

__all__ = ["RENDERER", "add_maths"]

RENDERER = "mathml"
"""Name for `html_math_renderer` in the configuration."""


def add_maths(app: Sphinx) -> None:
    """Offer the renderer to Sphinx."""
    app.add_html_math_renderer(RENDERER, (_visit_inline, None), (_visit_block, None))


def _visit_inline(self: HTML5Translator, node: nodes.math) -> NoReturn:
    self.body.append(tex2mathml(node.astext()))
    raise nodes.SkipNode


def _visit_block(self: HTML5Translator, node: nodes.math_block) -> NoReturn:
    self.body.append(f'<div class="math pb-scroll">{tex2mathml(node.astext(), as_block=True)}</div>\n')
    raise nodes.SkipNode

"""The MyST-NB plugin that turns a chart in a notebook's output into a node of the document."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import TYPE_CHECKING, ClassVar

from docutils import nodes

from pagebook.errors import BuildError
from pagebook.figures.stored import EXPLORER, LEVERS, MIME
from pagebook.publish.chart import read_chart
from pagebook.publish.explorer import ExplorerNode
from pagebook.publish.levers import LeversNode
from pagebook.publish.node import ChartNode

if TYPE_CHECKING:
    # The package ships no types.
    from myst_nb.core.render import MimeData, NbElementRenderer  # type: ignore[import-untyped]

__all__ = ["ChartRenderer"]

_MOVED: dict[str, type[ExplorerNode | LeversNode]] = {EXPLORER: ExplorerNode, LEVERS: LeversNode}
"""What readers work on the page: its media type, and the node of it."""


class ChartRenderer:
    """Draws charts, explorers and levers, which every builder prefers to the plain text beside them."""

    mime_priority_overrides: ClassVar[Sequence[tuple[str, str, int | None]]] = [
        ("*", MIME, 1),
        ("*", EXPLORER, 1),
        ("*", LEVERS, 1),
        # Of the builder for paper MyST-NB knows nothing.
        ("typst", "text/markdown", 2),
        ("typst", "text/plain", 3),
    ]

    @staticmethod
    def handle_mime(renderer: NbElementRenderer, data: MimeData, inline: bool) -> list[nodes.Element] | None:
        """Return the figure for a chart, nothing for other outputs; a chart that is wrong is a warning."""
        if inline or data.mime_type not in (MIME, *_MOVED):
            return None
        content = _unfolded(data.content)
        if not isinstance(content, dict):
            return None
        environment = renderer.renderer.sphinx_env
        if environment is None:
            return None
        if data.mime_type in _MOVED:
            return [_MOVED[data.mime_type].of(content, environment.docname)]
        try:
            chart = read_chart(content)
        except BuildError as error:
            renderer.logger.warning(str(error), subtype="chart", line=data.line)
            return []
        node = ChartNode.of(chart, environment.docname)
        renderer.renderer.document.note_explicit_target(node, node)
        return [node]


def _unfolded(content: object) -> object:
    """Return what a figure stores, which `pagebook.publish.reading` folds into a text."""
    try:
        return json.loads(content) if isinstance(content, str) else content
    except ValueError:
        return None

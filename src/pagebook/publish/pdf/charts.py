"""Charts: the picture for paper, its title, number and caption; what it shows is told again in the annex."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from docutils import nodes

from pagebook.publish.assets import pictures_folder
from pagebook.publish.files import write_if_changed
from pagebook.publish.node import ChartNode
from pagebook.publish.pdf.annex import HEADING, Shown, annex, printed_words
from pagebook.publish.pdf.drawing import POINTS_PER_PX, keep
from pagebook.publish.pdf.glyphs import said
from pagebook.publish.pdf.markup import Raw, call, content, text
from pagebook.publish.pdf.writing import Writing

__all__ = ["Charts"]

# So many letters of running text fill the room that a large figure leaves when it goes to the foot of a page.
_TEXT_BEFORE_FLOAT = 900
_SIDES = {side: re.compile(rf'<svg [^>]*?\b{side}="([\d.]+)"') for side in ("width", "height")}


class Charts(Writing):
    """Visits charts."""

    def __init__(self, *told: Any) -> None:
        super().__init__(*told)
        self._shown: list[Shown] = []

    def visit_ChartNode(self, node: ChartNode) -> None:
        """Write a chart as a figure."""
        chart = node.chart
        if not chart.finding.strip():
            raise self.refuse(node, f"the figure {chart.name} has no alternative that says what it shows")
        picture = keep(chart.specification, pictures_folder(self.builder.app))
        drawing = picture.read_text("utf-8")
        address = f"charts/{picture.name}"
        write_if_changed(Path(self.builder.outdir) / address, drawing.encode("utf-8"))
        (label,) = node["ids"]
        words = f"{label}-words"
        for face in (chart.title, chart.caption, printed_words(chart)):
            self.spelt(node, face, f"the chart {chart.name}")
        self.spelt(node, said(drawing), f"the drawing of the chart {chart.name}")
        shown = Shown(chart, self.number(node, "figure"), *self.names([label, words]))
        self._shown.append(shown)
        self.block(
            call(
                "chart",
                f"/{address}",
                number=shown.number,
                title=chart.title,
                caption=chart.caption,
                finding=chart.finding,
                names=[shown.figure],
                words=shown.words,
                floats=_text_after(node) >= _TEXT_BEFORE_FLOAT,
                width=_printed(drawing, "width"),
                height=_printed(drawing, "height"),
            )
        )
        raise nodes.SkipNode

    def write_annex(self) -> None:
        """Write the findings and the numbers of all figures of the page, if it has some."""
        if not self._shown:
            return
        names = self.names(["words-and-numbers"])
        # Never so high that it would begin a page of its own.
        level = max(self.level + 2, 3)
        self.block(call("annex-begins"))
        self.block(call("section-heading", content(text(HEADING)), level=level, names=names))
        for block in annex(self._shown):
            self.block(block)


def _text_after(node: nodes.Element) -> int:
    """Return how many letters of running text stand after a figure, up to a heading, table or folded list."""
    letters = 0
    for following in node.findall(include_self=False, descend=False, siblings=True, ascend=True):
        if isinstance(following, nodes.section) or any(following.findall(_interrupts)):
            break
        letters += len(following.astext())
    return letters


def _interrupts(node: nodes.Node) -> bool:
    folded = isinstance(node, nodes.container) and node.get("design_component") == "dropdown"
    return folded or isinstance(node, nodes.title | nodes.table | ChartNode)


def _printed(drawing: str, side: str) -> Raw:
    """Return how wide or how high a drawing is on paper."""
    found = _SIDES[side].search(drawing)
    return Raw(f"{(float(found[1]) if found else 0.0) * POINTS_PER_PX:g}pt")

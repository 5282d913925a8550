"""Charts: the picture for paper, its title, number, caption and finding."""

from __future__ import annotations

from pathlib import Path

from docutils import nodes

from pagebook.publish.assets import pictures_folder
from pagebook.publish.files import write_if_changed
from pagebook.publish.node import ChartNode
from pagebook.publish.pdf.drawing import keep
from pagebook.publish.pdf.markup import call
from pagebook.publish.pdf.writing import Writing

__all__ = ["Charts"]


class Charts(Writing):
    """Visits charts."""

    def visit_ChartNode(self, node: ChartNode) -> None:
        """Write a chart as a figure."""
        chart = node.chart
        picture = keep(chart.specification, pictures_folder(self.builder.app))
        address = f"charts/{picture.name}"
        write_if_changed(Path(self.builder.outdir) / address, picture.read_bytes())
        (label,) = node["ids"]
        number = self.builder.env.toc_fignumbers[self.docname]["figure"][label][0]
        self.block(
            call(
                "chart",
                f"/{address}",
                number=f"Figure {number}.",
                title=chart.title,
                caption=chart.caption,
                finding=chart.finding,
                names=[self.name(label)],
            )
        )
        raise nodes.SkipNode

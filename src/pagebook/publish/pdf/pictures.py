"""Pictures and what is said with them."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path
from typing import NoReturn

from docutils import nodes

from pagebook.publish.files import write_if_changed
from pagebook.publish.pdf.markup import Raw, Value, call, content
from pagebook.publish.pdf.writing import Writing

__all__ = ["Pictures"]

_FORMS = frozenset({".png", ".jpg", ".jpeg", ".gif", ".svg"})
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*(px|pt|cm|mm|in|em|%|)")
# A pixel of the web is three quarters of a point.
_PX = 0.75
_SIDES = {"left": "left", "center": "center", "right": "right"}


class Pictures(Writing):
    """Visits pictures, with caption and legend."""

    def visit_image(self, node: nodes.image) -> NoReturn:
        """Write a picture; one without words for who does not see it is a problem."""
        address, alternative = self._file(node), str(node.get("alt", "")).strip()
        if not alternative:
            self.problem(node, f"the picture {node['uri']!r} has no alternative; say what it shows (alt)")
        named: dict[str, Value] = {
            side: self._length(node, side) for side in ("width", "height") if side in node
        }
        named["align"] = Raw(_SIDES.get(node.get("align", ""), "left"))
        inline = isinstance(node.parent, nodes.TextElement) and not isinstance(node.parent, nodes.reference)
        if address:
            self.add(call("drawing", address, alt=alternative, inline=inline, **named))
        raise nodes.SkipNode

    def _file(self, node: nodes.image) -> str:
        """Return where Typst finds the picture, or nothing after noting a problem."""
        uri = str(node["uri"])
        if "://" in uri or uri.startswith("data:"):
            self.problem(node, f"the picture {uri[:60]!r} is not a file of the book")
            return ""
        root = Path(self.builder.srcdir).resolve()
        path = (root / uri).resolve()
        inside = any(
            path.is_relative_to(Path(folder).resolve()) for folder in (root, self.builder.doctreedir)
        )
        if not inside or not path.is_file() or path.suffix.lower() not in _FORMS:
            self.problem(node, f"the picture {uri!r} is not there, or not one of {', '.join(sorted(_FORMS))}")
            return ""
        data = path.read_bytes()
        name = f"images/{hashlib.sha256(data).hexdigest()}{path.suffix.lower()}"
        write_if_changed(Path(self.builder.outdir) / name, data)
        return f"/{name}"

    def _length(self, node: nodes.image, side: str) -> Raw:
        told = _LENGTH.fullmatch(str(node[side]).strip())
        if told is None:
            self.problem(node, f"the picture's {side} {node[side]!r} is no length that the PDF knows")
            return Raw("auto")
        number, unit = float(told[1]), told[2] or "px"
        return Raw(f"{number * _PX:g}pt" if unit == "px" else f"{number:g}{unit}")

    visit_figure = Writing.begin

    def depart_figure(self, node: nodes.figure) -> None:
        """Write a figure with its number and caption."""
        inner = self.close()
        title, number = self.captions.pop(id(node), content("")), self.number(node, "figure")
        legend, names = self.legends.pop(id(node), content("")), self.names(node["ids"])
        self.block(call("picture", inner, number=number, title=title, legend=legend, names=names))

    visit_caption = Writing.begin

    def depart_caption(self, node: nodes.caption) -> None:
        """Keep a caption for what it belongs to."""
        self.captions[id(node.parent)] = self.close()

    visit_legend = Writing.begin

    def depart_legend(self, node: nodes.legend) -> None:
        """Keep what explains a picture."""
        self.legends[id(node.parent)] = self.close()

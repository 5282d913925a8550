"""Cards, grids, tabs, dropdowns, badges: the forms of Sphinx Design on paper, and containers of all kinds."""

from __future__ import annotations

from docutils import nodes

from pagebook.publish.node import ChartNode
from pagebook.publish.pdf.markup import call, content
from pagebook.publish.pdf.writing import Writing

__all__ = ["Design"]

# Forms of Sphinx Design, and of our own classes, by the function of the template that sets them.
_DESIGN = {
    "grid-row": "cards",
    "grid-item": "grid-cell",
    "card": "card",
    "card-title": "card-title",
}
_CLASSES = {"pb-status": "status"}
_TITLED = {"tab-item": "tab", "dropdown": "details"}
_ACROSS = "sd-row-cols-lg-"
# Letters that take about two fifths of a page in the type of a card.
_SHORT = 3000
_LISTING = "literal-block-wrapper"


class Design(Writing):
    """Visits the forms of Sphinx Design, and containers of all kinds."""

    visit_container = Writing.begin

    def depart_container(self, node: nodes.container) -> None:
        """Write it in its form; all tabs stand one after the other, and what can be folded is open."""
        component = node.get("design_component", "")
        inner = self.close()
        if component in _TITLED:
            # What the title is was kept when its heading was met.
            title = self.titles.pop(id(node), content(""))
            wide = any(node.findall(_needs_width))
            self.block(call(_TITLED[component], title, inner, wide=wide))
        elif _LISTING in node["classes"]:
            title, number = self.captions.pop(id(node), content("")), self.number(node, "code-block")
            self.block(call("listing", inner, number=number, title=title))
        else:
            classes = [*node["classes"], *(_cards(node) if component == "grid-row" else ())]
            whole = {"whole": True} if component == "grid-row" and _fits(node) else {}
            self.block(call(self._form(node, component), inner, classes=classes, **whole))

    def _form(self, node: nodes.container, component: str) -> str:
        own = [function for name, function in _CLASSES.items() if name in node["classes"]]
        return next(iter(own), _DESIGN.get(component, "group"))

    def visit_rubric(self, node: nodes.rubric) -> None:
        """Begin a heading that is not in the contents, or the title of what it stands in."""
        self.open()

    def depart_rubric(self, node: nodes.rubric) -> None:
        """Write it, or keep it for what it is the title of."""
        parent = node.parent
        first = isinstance(parent, nodes.Element) and parent.children[0] is node
        if first and parent.get("design_component") in _TITLED and parent.get("has_title", True):
            self.titles[id(parent)] = self.close()
        else:
            self.block_as("rubric")

    visit_sd_badge = Writing.begin

    def depart_sd_badge(self, node: nodes.Element) -> None:
        """Write a badge."""
        self.close_as("badge")

    def visit_sd_line_break(self, node: nodes.Element) -> None:
        """Write the space that stands for the break."""

    depart_sd_line_break = Writing.speak


def _needs_width(node: nodes.Node) -> bool:
    """Return whether something cannot stand in one of two columns."""
    card = isinstance(node, nodes.container) and node.get("design_component") == "card"
    return card or isinstance(node, nodes.table | ChartNode)


def _fits(row: nodes.container) -> bool:
    """Return whether each card of a row is so short that none need go on on another page."""
    across = next((int(name[len(_ACROSS) :]) for name in row["classes"] if name.startswith(_ACROSS)), 3)
    longest = max((len(cell.astext()) for cell in row.children), default=0)
    return longest * across <= _SHORT


def _cards(row: nodes.container) -> list[str]:
    """Return the kinds of cards that stand in a row, as the classes tell them that all of them have."""
    cards = [
        set(card["classes"])
        for card in row.findall(nodes.container)
        if card.get("design_component") == "card"
    ]
    return sorted(name for name in set.intersection(*cards) if name.startswith("pb-")) if cards else []

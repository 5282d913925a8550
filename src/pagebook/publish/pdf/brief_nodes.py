"""What a brief takes from a country's page: cells by their tags, sections by their names, lists cut short."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from docutils import nodes

__all__ = [
    "Entry",
    "Page",
    "addresses",
    "card_title",
    "cards",
    "entries",
    "headed",
    "items",
    "names",
    "paragraphs",
    "sources",
    "text_before",
]


# Forms of Sphinx Design whose paragraphs are no text of the page.
_ASIDE = frozenset({"card", "dropdown"})


@dataclass(frozen=True)
class Entry:
    """An item of a list that is grouped under years; the year is empty where none is stated."""

    year: str
    item: nodes.list_item


class Page:
    """A country's page, its parts found once.

    Args:
        doctree: The resolved page; nothing changes it.
    """

    def __init__(self, doctree: nodes.document) -> None:
        self.doctree = doctree
        self._sections: dict[str, nodes.section] = {}
        self._classes: dict[str, list[nodes.container]] = {}
        for part in doctree.findall(nodes.Element):
            if isinstance(part, nodes.section):
                self._sections |= dict.fromkeys(map(str, part["ids"]), part)
            elif isinstance(part, nodes.container):
                for name in part["classes"]:
                    self._classes.setdefault(name, []).append(part)

    @property
    def title(self) -> str:
        """The page's title."""
        return headed(next(iter(self._sections.values())))

    def section(self, name: str) -> nodes.section | None:
        """Return the section that has this anchor."""
        return self._sections.get(name)

    def of_class(self, name: str) -> list[nodes.container]:
        """Return the containers of a class."""
        return self._classes.get(name, [])

    def cell(self, tag: str) -> nodes.container | None:
        """Return the last cell with a tag: what comes before it with the same one introduces it."""
        return next(reversed(self.of_class(f"tag_{tag}")), None)

    def opening(self, tag: str) -> list[nodes.paragraph]:
        """Return the text of the first cell with a tag."""
        return paragraphs(next(iter(self.of_class(f"tag_{tag}")), None))


def headed(part: nodes.section) -> str:
    """Return the heading of a section."""
    return next(title.astext() for title in part.children if isinstance(title, nodes.title))


def cards(part: nodes.Element | None) -> list[nodes.container]:
    """Return the cards of a part."""
    if part is None:
        return []
    return [one for one in part.findall(nodes.container) if one.get("design_component") == "card"]


def card_title(card: nodes.container) -> nodes.container:
    """Return the title of a card."""
    found = card.findall(nodes.container)
    return next(one for one in found if one.get("design_component") == "card-title")


def paragraphs(part: nodes.Element | None) -> list[nodes.paragraph]:
    """Return the paragraphs of a part that are text of the page: not in lists, tables, cards or folded."""
    if part is None:
        return []
    return [one for one in part.findall(nodes.paragraph) if not _is_aside(one, part)]


def items(part: nodes.Element | None) -> list[nodes.list_item]:
    """Return the items of the lists of a part, without those of lists inside them."""
    if part is None:
        return []
    return [one for one in part.findall(nodes.list_item) if not _within(one, nodes.list_item, part)]


def entries(part: nodes.Element | None) -> list[Entry]:
    """Return the items of lists that stand under years, in the order of the page."""
    found, year = [], ""
    for one in part.findall() if part is not None else ():
        if _within(one, nodes.list_item, part):
            continue
        if isinstance(one, nodes.paragraph):
            year = one.astext() if one.astext().isdigit() else ""
        elif isinstance(one, nodes.list_item):
            found.append(Entry(year, one))
    return found


def text_before(chart: nodes.Element) -> list[nodes.paragraph]:
    """Return the paragraphs of the cell before that of a chart, in which the page tells what it shows."""
    own = _cell_of(chart)
    before = own.parent.children[: own.parent.index(own)] if own is not None else []
    nearest = before[-1] if before else None
    if not isinstance(nearest, nodes.container) or any(nearest.findall(type(chart))):
        return []
    return paragraphs(nearest)


def sources(part: nodes.Element | None) -> Iterator[tuple[str, list[nodes.list_item]]]:
    """Yield the kinds of sources that a page lists, each with its items."""
    for rubric in part.findall(nodes.rubric) if part is not None else ():
        # Its heading ends with how many there are, which a brief that shows some must not say.
        yield rubric.astext().rpartition(" (")[0], items(rubric.parent)


def addresses(part: nodes.Element) -> set[str]:
    """Return the addresses that a part links to."""
    return {str(link["refuri"]) for link in part.findall(nodes.reference) if "refuri" in link}


def names(part: nodes.Element, titles: Collection[str]) -> bool:
    """Return whether a part begins with one of these titles."""
    told = part.astext()
    return any(told.startswith(title) for title in titles)


def _is_aside(node: nodes.Node, root: nodes.Node) -> bool:
    above = node.parent
    while above is not None and above is not root:
        if isinstance(above, (nodes.list_item, nodes.table)) or above.get("design_component") in _ASIDE:
            return True
        above = above.parent
    return False


def _within(node: nodes.Node, kind: type[nodes.Node], root: nodes.Node | None) -> bool:
    above = node.parent
    while above is not None and above is not root:
        if isinstance(above, kind):
            return True
        above = above.parent
    return False


def _cell_of(node: nodes.Node) -> nodes.container | None:
    above: nodes.Node | None = node
    while above is not None and not (isinstance(above, nodes.container) and "cell" in above["classes"]):
        above = above.parent
    return above

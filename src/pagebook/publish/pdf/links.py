"""Links, notes and citations: what points to another place."""

from __future__ import annotations

from typing import NoReturn
from urllib.parse import unquote, urlsplit

from docutils import nodes
from sphinx import addnodes

from pagebook.publish.chart import safe_link
from pagebook.publish.pdf.addresses import shortened
from pagebook.publish.pdf.markup import Raw, Value, call, content
from pagebook.publish.pdf.writing import Writing

__all__ = ["Links"]


class Links(Writing):
    """Visits what points to another place."""

    visit_reference = Writing.begin
    # What Sphinx could not resolve it warned of; its words stay.
    visit_pending_xref = depart_pending_xref = Writing.speak

    def depart_reference(self, node: nodes.reference) -> None:
        """Write a link: to a place in the book, or to an address."""
        function, named = self._target(node)
        inner = self.close()
        if _covers_card(node) and function == "inner-link":
            self.add(call("page-link", **named))
        elif "sd-btn" in node["classes"] and function:
            self.add(call("button", Raw(f"[{call(function, inner, **named)}]")))
        else:
            self.add(call(function, inner, **named) if function else inner.code[1:-1])

    def _target(self, node: nodes.reference) -> tuple[str, dict[str, Value]]:
        """Return the function that writes a link with what it is told, or nothing after noting a problem."""
        address = _plain(str(node.get("refuri", "")))
        if "refid" in node:
            return "inner-link", {"name": self.linked(node, node["refid"])}
        if address.startswith("%"):
            docname, _, anchor = address[1:].partition("#")
            return "inner-link", {"name": self.linked(node, anchor, docname)}
        if safe_link(address) or _is_mail(address):
            told = self.notes.mention(address, node.astext())
            self.spelt(node, shortened(address) if told else "", "the address of a link")
            return "outer-link", {"url": address, **told}
        if address.startswith("#"):
            return "inner-link", {"name": self.linked(node, unquote(address[1:]))}
        self.problem(node, f"a link to {address!r}; addresses begin with http, https or mailto")
        return "", {}

    def write_notes(self) -> None:
        """Write the addresses that the page links to, if it has notes of them."""
        if told := self.notes.told:
            self.block(call("link-notes", note=self.notes.name, addresses=told))

    def visit_download_reference(self, node: addnodes.download_reference) -> NoReturn:
        """Refuse a download, which paper has not."""
        raise self.refuse(node, f"a download of {node.get('reftarget', '')!r}; link to its address instead")

    # A target that points elsewhere names nothing here; its own labels are written before what follows.
    visit_target = depart_target = Writing.speak

    def visit_footnote_reference(self, node: nodes.footnote_reference) -> NoReturn:
        """Write the note where it is referred to first, and a reference to it afterwards."""
        anchor = node["refid"]
        notes = {name: note for note in self.document.findall(nodes.footnote) for name in note["ids"]}
        if anchor in self.noted:
            self.add(call("footnote-again", name=self.name(anchor)))
        elif anchor in notes:
            self.noted.add(anchor)
            note = notes[anchor]
            self.add(call("footnote-here", self._told_in(note), names=self.names(note["ids"])))
        else:
            self.problem(node, f"a footnote {anchor!r} that is not on this page")
        raise nodes.SkipNode

    def _told_in(self, note: nodes.footnote) -> Raw:
        """Return what a note says; its first paragraph stands in the line of its number."""
        body = [child for child in note.children if not isinstance(child, nodes.label)]
        self.open()
        for child in body:
            if child is body[0] and isinstance(child, nodes.paragraph):
                self.add(self.inside(child).code[1:-1])
            else:
                child.walkabout(self)
        return self.close()

    def visit_footnote(self, node: nodes.footnote) -> NoReturn:
        """Write nothing: the note stands where it is referred to."""
        told = {note["refid"] for note in self.document.findall(nodes.footnote_reference)}
        if told.isdisjoint(node["ids"]):
            self.problem(node, f"a footnote that nothing refers to: {node.astext()[:60]!r}")
        raise nodes.SkipNode

    visit_citation = Writing.begin

    def depart_citation(self, node: nodes.citation) -> None:
        """Write an entry of the bibliography."""
        inner = self.close()
        self.block(call("citation", self.titles.pop(id(node), content("")), inner))

    visit_label = Writing.begin

    def depart_label(self, node: nodes.label) -> None:
        """Keep what an entry is cited by."""
        self.titles[id(node.parent)] = self.close()


def _plain(address: str) -> str:
    """Return an address without what MyST escapes for HTML before Sphinx does it again."""
    for sign, told in ((">", "&gt;"), ("<", "&lt;"), ('"', "&quot;"), ("&", "&amp;")):
        address = address.replace(told, sign)
    return address


def _covers_card(node: nodes.reference) -> bool:
    """Return whether a link is that of a whole card, which shows none of its words."""
    above = node.parent.parent
    return isinstance(above, nodes.container) and above.get("design_component") == "card"


def _is_mail(address: str) -> bool:
    """Return whether an address is one of mail, and nothing but that."""
    parts = urlsplit(address)
    name, _, host = parts.path.partition("@")
    plain = address.isprintable() and " " not in address
    return plain and parts.scheme.lower() == "mailto" and bool(name and host) and not parts.query

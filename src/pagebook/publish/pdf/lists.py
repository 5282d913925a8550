"""Lists of all kinds: bullets, numbers, terms, fields, options, lines."""

from __future__ import annotations

from docutils import nodes

from pagebook.publish.pdf.markup import Raw, call, content, text
from pagebook.publish.pdf.problems import marked
from pagebook.publish.pdf.writing import Writing, runs

__all__ = ["Lists"]

# What Typst calls the ways of numbering.
_NUMBERS = {"arabic": "1", "loweralpha": "a", "upperalpha": "A", "lowerroman": "i", "upperroman": "I"}


class Lists(Writing):
    """Visits lists; a list keeps its items until all are there, so that two lists never become one."""

    def visit_bullet_list(self, node: nodes.Element) -> None:
        """Begin a list."""
        self.items.append([])

    visit_enumerated_list = visit_definition_list = visit_field_list = visit_bullet_list
    visit_option_list = visit_bullet_list

    def depart_bullet_list(self, node: nodes.bullet_list) -> None:
        """Write a list."""
        named = {"lead": self.leads.pop(id(node))} if id(node) in self.leads else {}
        self.block(call("text-list" if runs(node) else "bullet-list", *self.items.pop(), **named))

    def depart_enumerated_list(self, node: nodes.enumerated_list) -> None:
        """Write a numbered list, which may begin with any number."""
        form = node.get("prefix", "") + _NUMBERS[node.get("enumtype", "arabic")] + node.get("suffix", ".")
        items = self.items.pop()
        self.block(call("number-list", *items, numbering=form, start=int(node.get("start", 1))))

    visit_list_item = Writing.begin

    def depart_list_item(self, node: nodes.list_item) -> None:
        """Keep an item for its list, below a comment that tells where it is from."""
        self.items[-1].append(Raw(f"{{\n{marked(self.place(node), node)}\n{self.close().code}\n}}"))

    def depart_definition_list(self, node: nodes.Element) -> None:
        """Write a list of terms; each item is a pair: the term, and what it means."""
        self.block(call("term-list", *self.items.pop()))

    depart_field_list = depart_option_list = depart_definition_list

    def visit_definition_list_item(self, node: nodes.Element) -> None:
        """Begin an item whose terms and meanings are told apart."""
        self.terms.append([])
        self.meanings.append([])

    visit_field = visit_option_list_item = visit_definition_list_item

    def depart_definition_list_item(self, node: nodes.Element) -> None:
        """Keep an item: its terms, and then what they mean."""
        meanings = "".join(meaning.code[1:-1] for meaning in self.meanings.pop())
        self.items[-1].append((self.terms.pop(), content(meanings)))

    depart_field = depart_option_list_item = depart_definition_list_item

    visit_definition = visit_field_body = visit_description = Writing.begin

    def depart_definition(self, node: nodes.Element) -> None:
        """Keep what a term means; it may have several meanings."""
        self.meanings[-1].append(self.close())

    depart_field_body = depart_description = depart_definition

    visit_term = visit_field_name = visit_option_group = Writing.begin

    def depart_term(self, node: nodes.Element) -> None:
        """Keep a term."""
        inner = self.close()
        self.terms[-1].append(content(call("term", inner, names=self.names(node["ids"]))))

    depart_field_name = depart_option_group = depart_term

    visit_option_string = depart_option_string = Writing.speak

    def visit_option(self, node: nodes.option) -> None:
        """Part an option from the one before it."""
        if node is not node.parent.children[0]:
            self.add(text(", "))

    depart_option = Writing.speak

    def visit_option_argument(self, node: nodes.option_argument) -> None:
        """Write what parts an option from its value."""
        self.add(text(node.get("delimiter", " ")))

    depart_option_argument = Writing.speak

    visit_glossary = depart_glossary = Writing.speak
    visit_hlist = depart_hlist = visit_hlistcol = depart_hlistcol = Writing.speak
    visit_acks = depart_acks = Writing.speak

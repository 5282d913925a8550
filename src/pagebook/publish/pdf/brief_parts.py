"""What a brief shows, in its order, and how much of each when there is little room."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, groupby, islice

from docutils import nodes
from sphinx.builders import Builder

from pagebook.analysis.words import in_words
from pagebook.publish.citation import Imprint, imprint
from pagebook.publish.node import ChartNode
from pagebook.publish.pdf import brief_nodes as found
from pagebook.publish.pdf.brief_charts import HALF_PX, WIDE_PX, chosen, shared_sentences
from pagebook.publish.pdf.brief_imprint import colophon, edition
from pagebook.publish.pdf.brief_writing import BriefTranslator
from pagebook.publish.pdf.markup import Value, call, literal, string
from pagebook.publish.pdf.problems import check

__all__ = ["MEASURES", "Brief", "Measure"]

_STANDING = "where-the-country-stands"


@dataclass(frozen=True)
class Measure:
    """How much of what a page tells its brief shows: the most of each.

    Attributes:
        charts: Figures on where the country stands.
        milestones: Milestones, the newest.
        results: Items of what a report tells of one outcome.
        others: Models, exchanges, points where sources disagree: of each.
        publications: Publications.
        gaps: Topics in which something is missing.
        sources: Sources of each kind, of those that the brief cites.
        paragraphs: Paragraphs of a text.
    """

    charts: int
    milestones: int
    results: int
    others: int
    publications: int
    gaps: int
    sources: int
    paragraphs: int


MEASURES = (
    Measure(8, 16, 6, 4, 8, 12, 60, 8),
    Measure(8, 9, 3, 2, 4, 10, 40, 8),
    Measure(7, 8, 3, 2, 3, 10, 40, 8),
    Measure(6, 8, 3, 2, 3, 10, 30, 8),
    Measure(6, 6, 2, 1, 2, 8, 20, 6),
    Measure(5, 5, 1, 1, 1, 6, 12, 4),
    Measure(5, 3, 1, 0, 0, 3, 4, 2),
)
"""From the most generous to the tightest."""


class Brief:
    """What a brief shows of a page, translated once for all forms that it can have.

    Args:
        builder: The builder that asks.
        docname: Name of the page.
        page: The page.
        measure: How much of it is shown.

    Raises:
        PrintError: Something of it cannot be printed.
    """

    def __init__(self, builder: Builder, docname: str, page: found.Page, measure: Measure) -> None:
        self.builder, self.docname, self.page, self.measure = builder, docname, page, measure
        self.book: Imprint = imprint(builder.app)
        self.charts = chosen(page.section(_STANDING), measure.charts)
        milestones = page.section("milestones")
        self.timeline = list(milestones.findall(ChartNode))[:1] if milestones is not None else []
        anchors = {str(name) for node in (*self.charts, *self.timeline) for name in node["ids"]}
        self.write = BriefTranslator(page.doctree, builder, docname, anchors, self.book.address)
        self._name = self.write.spelt(page.doctree, page.title)
        self._before = list(self._beginning())
        part = page.section(_STANDING)
        self._standing = list(self._standing_texts(part)) if part else []
        self._figures = list(self._chosen_figures(part)) if part else []
        self._table = list(self._scorecard(part)) if part else []
        self._after = list(self._ending())
        check([self.write.printed])

    def markup(self, *, tight: bool, table_first: bool) -> str:
        """Return the brief as Typst.

        Args:
            tight: Whether letters and gaps are a little smaller.
            table_first: Whether the table of headline indicators comes before the figures, not after them.
        """
        told = {
            "country": self._name,
            "book": self.book.title,
            "author": self.book.author,
            "edition": edition(self.book),
        }
        listed = ", ".join(f"{key}: {string(value)}" for key, value in told.items())
        # Figures are never torn apart; the table is, and where it stands decides how well they fit.
        parts = [self._table, self._figures] if table_first else [self._figures, self._table]
        lines = [
            '#import "/template/brief.typ": *',
            f"#show: brief.with(tight: {literal(tight)}, {listed})",
            *self._before,
            *self._part(_STANDING, chain(self._standing, *parts)),
            *self._after,
        ]
        return "\n".join(lines)

    def _beginning(self) -> Iterator[str]:
        yield from self._opening()
        yield from self._part("in-brief", self._summary())
        yield from self._part("what-page-did", self._programme())

    def _ending(self) -> Iterator[str]:
        yield from self._part("publications", self._list("needs-publications", self.measure.publications))
        yield from self._part("data-gaps", self._list("needs-gaps", self.measure.gaps))
        yield from self._part(
            "where-sources-disagree", self._list("needs-contradictions", self.measure.others)
        )
        yield from self._part("sources-and-notes", self._sources())
        yield call("colophon", **colophon(self.builder, self.docname, self._name))

    def _part(self, name: str, inner: Iterable[str]) -> Iterator[str]:
        part = self.page.section(name)
        written = list(inner)
        if part is not None and written:
            yield call("part-heading", self.write.spelt(part, found.headed(part)))
            yield from written

    def _opening(self) -> Iterator[str]:
        for status in self.page.of_class("pb-status"):
            yield call("status", self.write.inside(status))
        cards = self.page.of_class("pb-headline")
        yield call("numbers", [self._card(card) for card in cards])
        for engagements in self.page.of_class("tag_needs-engagements"):
            yield from self._bullets(found.items(engagements), self.measure.others)

    def _card(self, card: nodes.container) -> Value:
        title = found.card_title(card)
        told = self.write.part(*card.findall(nodes.paragraph))
        return [self.write.inside(title), len(title.astext()), told]

    def _summary(self) -> Iterator[str]:
        part = self.page.section("in-brief")
        told = found.paragraphs(part)
        yield call("summary", [self.write.part(one) for one in told[: self.measure.paragraphs]])

    def _programme(self) -> Iterator[str]:
        yield from self._texts(self.page.opening("needs-timeline"))
        for node in self.timeline:
            yield call("wide-chart", **self.write.figure(node, WIDE_PX))
        yield from self._sub("milestones", self._milestones())
        yield from self._sub("results-by-outcome", self._results())
        yield from self._sub("events-and-people", self._texts(self.page.opening("needs-events")))
        for name, tag in (("models-and-tools", "models"), ("exchange-with-other-countries", "exchanges")):
            yield from self._sub(name, self._list(f"needs-{tag}", self.measure.others))

    def _sub(self, name: str, inner: Iterator[str]) -> Iterator[str]:
        part = self.page.section(name)
        written = list(inner)
        if part is not None and written:
            yield call("sub-heading", self.write.spelt(part, found.headed(part)))
            yield from written

    def _milestones(self) -> Iterator[str]:
        every = found.entries(self.page.cell("needs-milestones"))
        dated = [entry for entry in every if entry.year]
        newest = (dated or every)[-self.measure.milestones :]
        for year, group in groupby(newest, key=lambda entry: entry.year):
            yield call("dated", year, [self.write.line(entry.item) for entry in group])
        yield from self._more(len(every) - len(newest))

    def _results(self) -> Iterator[str]:
        cards = found.cards(self.page.cell("needs-results"))
        if cards:
            yield call("results", [self._result(card) for card in cards])

    def _result(self, card: nodes.container) -> Value:
        title = found.card_title(card)
        told = found.paragraphs(card)
        listed = found.items(card)
        return {
            "title": self.write.inside(title),
            "state": self.write.inside(told[0]),
            "lead": self.write.part(*told[1:2]),
            "items": self.write.listed(listed, self.measure.results),
            "rest": self.write.part(*told[2:]),
        }

    def _standing_texts(self, part: nodes.section) -> Iterator[str]:
        yield from self._texts([one for one in part.children if isinstance(one, nodes.paragraph)])

    def _chosen_figures(self, part: nodes.section) -> Iterator[str]:
        every = sum(1 for _ in part.findall(ChartNode))
        if self.charts:
            shared = shared_sentences([node.chart.caption for node in self.charts])
            yield call("chosen", in_words(len(self.charts)), in_words(every), " ".join(shared))
            yield call("charts", [self.write.figure(node, HALF_PX, shared) for node in self.charts])

    def _scorecard(self, part: nodes.section) -> Iterator[str]:
        yield from self._texts(self.page.opening("needs-standing-scorecard-note"))
        # The first is that of the headline indicators; those of the sections below it would leave no room.
        for table in islice(part.findall(nodes.table), 1):
            yield call("table-room", self.write.part(table))

    def _list(self, tag: str, most: int) -> Iterator[str]:
        yield from self._bullets(found.items(self.page.cell(tag)), most)

    def _sources(self) -> Iterator[str]:
        cited, titles = self.write.cited, {s.title for node in self.charts for s in node.chart.sources}
        kinds = []
        for kind, items in found.sources(self.page.section("sources-and-notes")):
            used = [item for item in items if found.addresses(item) & cited or found.names(item, titles)]
            kinds.append([kind, self.write.listed(used, self.measure.sources, every=len(items))])
        if kinds:
            yield call("sources", kinds)

    def _bullets(self, items: Sequence[nodes.list_item], most: int) -> Iterator[str]:
        if items and most:
            yield call("items", self.write.listed(items, most))

    def _texts(self, told: Sequence[nodes.Node]) -> Iterator[str]:
        if told:
            yield self.write.part(*told[: self.measure.paragraphs]).code[1:-1]

    def _more(self, n: int) -> Iterator[str]:
        if n > 0:
            yield call("more", n)

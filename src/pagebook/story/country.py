"""The page of one partner country, as its notebook shows it, from the top to the bottom."""

from __future__ import annotations

from pagebook.analysis.words import in_words
from pagebook.data import Tables
from pagebook.figures import Figure, Prose, Table
from pagebook.figures.markdown import text
from pagebook.story.brief import Brief, Doubts
from pagebook.story.citing import Citing
from pagebook.story.closing import contradictions, gap_list, source_list
from pagebook.story.events import Events
from pagebook.story.facts import read_facts
from pagebook.story.goals import Goals
from pagebook.story.library import Library
from pagebook.story.milestones import Milestones
from pagebook.story.narrative import Narrative
from pagebook.story.opening import Opening, headlines
from pagebook.story.outcomes import Outcomes
from pagebook.story.outputs import Record, Words
from pagebook.story.reader import Gap, Reader
from pagebook.story.reported import Reported
from pagebook.story.standing import Standing
from pagebook.story.tools import Exchanges, Models

__all__ = ["CountryPage"]


# The parts under the heading of what PAGE did, which goes with the last of them.
_DEEDS = ("milestones", "results", "events", "models", "exchanges")


class CountryPage:
    """Everything that a country's page shows, section by section.

    Args:
        country: ISO 3166-1 alpha-3 code of a partner country.
        tables: The data package; by default that of the book that holds the working folder.

    Attributes:
        country: The code.
        standing: Where the country stands: the figures and sentences on its economy and environment.

    Raises:
        ParameterError: The code is not one of the partner countries; the message lists them.
        BookNotFoundError: The working folder is not inside a book.
    """

    def __init__(self, country: str, tables: Tables | None = None) -> None:
        self.country = country
        self._reader = Reader(tables or Tables.open(), country)
        self._facts = read_facts(self._reader)
        self._numbers = headlines(self._reader)
        shown = {item.source for item in self._numbers.values()}
        self._narrative = Narrative(self._reader.tables, country, str(self._facts.country["slug"]))
        cited = {*self._facts.citations(), *shown, *self._narrative.citations}
        self._citing = Citing(self._reader.tables, cited)
        self.standing = Standing(self._reader)
        self._make_sections()

    def _make_sections(self) -> None:
        rows = (self._facts, self._citing)
        self._opening = Opening(*rows, self._numbers)
        self._milestones, self._outcomes, self._events = Milestones(*rows), Outcomes(*rows), Events(*rows)
        self._models, self._exchanges, self._goals = Models(*rows), Exchanges(*rows), Goals(*rows)
        self._reported, self._library = Reported(*rows), Library(*rows)
        self._sections = (
            self._opening,
            self._narrative,
            self._milestones,
            self._outcomes,
            self._events,
            self._models,
            self._exchanges,
            self._goals,
            self.standing,
            self._reported,
            self._library,
        )

    @property
    def name(self) -> str:
        """The country's name, as titles have it."""
        return str(self._facts.country["name"])

    @property
    def words(self) -> Words:
        """The page's substitutions and which of its parts have something to show."""
        has = {key: shown for section in self._sections for key, shown in section.has().items()}
        has |= {"contradictions": not self._facts.contradictions.empty, "gaps": bool(self.gaps)}
        has |= {
            "did": any(has[key] for key in _DEEDS),
            "standing": any(shown for key, shown in has.items() if key.startswith("standing-")),
        }
        told = {
            "n_outcomes": in_words(len(self._facts.outcomes)),
            "name": text(self.name),
            "name_in_text": text(self._facts.country["name_in_text"]),
        }
        return Words(told, has)

    @property
    def gaps(self) -> list[Gap]:
        """What the page does not tell, in the order in which it comes to it."""
        return [gap for section in self._sections for gap in section.gaps()]

    @property
    def record(self) -> Record:
        """What the page read so far."""
        return Record(self._reader.tables.record())

    def status(self) -> Prose:
        """Return joined, status, lead agency and focal institution."""
        return self._opening.status()

    def headline_numbers(self) -> Prose:
        """Return the headline numbers as cards."""
        return self._opening.cards()

    def engagements(self) -> Prose:
        """Return the country's engagements, where there is more than the national one."""
        return self._opening.engagements()

    def narrative(self) -> Prose:
        """Return what an editor wrote about the country's way through PAGE, with its sources."""
        return self._narrative.prose(self._citing)

    def in_brief(self) -> Prose:
        """Return the summary; beside a narrative, only how sure the page is."""
        told = sum(row["kind"] in ("document", "web page") for row in self._citing.sources.values())
        doubts = Doubts(told, len(self._facts.contradictions), len(self.gaps))
        brief = Brief(self._facts, self._milestones.rows, self._events.people, self._numbers, doubts)
        return brief.beside_narrative() if self._narrative else brief.prose()

    def timeline(self) -> Figure | Prose:
        """Return the chart of milestones by year and type."""
        return self._milestones.chart()

    def milestones_summary(self) -> Prose:
        """Return how many milestones there are, when and of which types."""
        return self._milestones.summary()

    def milestones(self) -> Prose:
        """Return every milestone with its source."""
        return self._milestones.listing()

    def results(self) -> Prose:
        """Return the results by outcome."""
        return self._outcomes.cards()

    def events_summary(self) -> Prose:
        """Return what is known of events and people."""
        return self._events.summary()

    def people(self) -> Figure | Prose:
        """Return the chart of people by event."""
        return self._events.chart()

    def events(self) -> Prose:
        """Return every event with its source."""
        return self._events.listing()

    def models(self) -> Prose:
        """Return the models and tools."""
        return self._models.listing()

    def exchanges(self) -> Prose:
        """Return the exchanges with other countries."""
        return self._exchanges.listing()

    def goals_summary(self) -> Prose:
        """Return how the sources link the work to the Sustainable Development Goals."""
        return self._goals.summary()

    def goals(self) -> Prose:
        """Return the links to goals and targets."""
        return self._goals.cards()

    def suggestions(self) -> Prose:
        """Return this book's own classification by goals."""
        return self._goals.suggestions()

    def projections(self) -> Table:
        """Return reported projections, targets and plans."""
        return self._reported.projections()

    def projection_limits(self) -> Prose:
        """Return what the models behind the projections do, and what they cannot say."""
        return self._reported.limits()

    def observed(self) -> Table:
        """Return reported observations and estimates."""
        return self._reported.observed()

    def publications(self) -> Prose:
        """Return the publications."""
        return self._library.listing()

    def data_gaps(self) -> Prose:
        """Return what the page does not tell, and why."""
        return gap_list(self.gaps)

    def contradictions(self) -> Prose:
        """Return where sources disagree."""
        return contradictions(self._facts, self._citing)

    def sources(self) -> Prose:
        """Return all sources of the page, of its facts and of its statistics."""
        # Asking what it has makes the section look at all its series, whichever cells ran before.
        self.standing.has()
        return source_list(self._citing, self._reader.statistics)

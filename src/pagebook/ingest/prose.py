"""What prose tells without a date of its own: goals, figures, institutions, publications, achievements."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from pagebook.ingest.achieved import achievements_of
from pagebook.ingest.bodies import institutions_of, mentions_of
from pagebook.ingest.clauses import LONGEST
from pagebook.ingest.draft import Draft
from pagebook.ingest.sentences import sentences
from pagebook.ingest.statements import figures_of, goals_of
from pagebook.ingest.told import Told
from pagebook.ingest.works import publications_of

__all__ = ["read_prose"]


def read_prose(told: Told) -> Iterator[Draft]:
    """Yield the drafts of all undated things in a document of any kind."""
    # What no sentence is so long to be is no prose: tables of numbers, torn markup.
    passages = [one for one in told.passages if max(map(len, sentences(one.text)), default=0) <= LONGEST]
    told = replace(told, passages=passages)
    mentions = mentions_of(told)
    yield from achievements_of(told, mentions)
    yield from goals_of(told)
    yield from figures_of(told, mentions)
    yield from institutions_of(told, mentions)
    yield from publications_of(told, mentions)

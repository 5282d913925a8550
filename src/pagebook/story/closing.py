"""The end of a country page: what is missing, where sources disagree, and where everything is from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from pagebook.analysis.words import capitalise, chemistry, sentence
from pagebook.figures import Prose
from pagebook.figures.markdown import link, text
from pagebook.story.blocks import bullets, directive
from pagebook.story.citing import Citing
from pagebook.story.dating import event_date
from pagebook.story.facts import Facts
from pagebook.story.reader import Gap

__all__ = ["contradictions", "gap_list", "source_list"]

_KINDS = {
    "document": "Documents",
    "web page": "Web pages",
    "dataset": "Statistics",
    "literature": "Books, papers and manuals",
    "derived": "Computed for this book",
}


def gap_list(gaps: Sequence[Gap]) -> Prose:
    """Return the gaps by topic, in the order in which the page comes to them."""
    topics = dict.fromkeys(gap.topic for gap in gaps)
    lines = [
        f"**{text(topic)}:** " + "; ".join(text(_missing(gap)) for gap in gaps if gap.topic == topic) + "."
        for topic in topics
    ]
    return Prose(directive("container", "pb-gap", bullets(lines)))


def _missing(gap: Gap) -> str:
    """Return what is missing and why; the why alone where the topic already says what."""
    return gap.why if gap.what.lower() == gap.topic.lower() else f"{gap.what} ({gap.why})"


def contradictions(facts: Facts, citing: Citing) -> Prose:
    """Return what sources say differently, both sides with their sources, and what the book makes of it."""
    return Prose(bullets(_contradiction(row, citing) for row in facts.contradictions.to_dict("records")))


def source_list(citing: Citing, statistics: Sequence[dict[str, Any]]) -> Prose:
    """Return all sources of the page, each with its link and licence, folded by kind.

    Args:
        citing: Knows the sources of the programme's facts.
        statistics: Rows of the sources of the page's statistics.
    """
    known = {str(row["source"]): row for row in [*citing.sources.values(), *statistics]}
    blocks = []
    for kind, heading in _KINDS.items():
        rows = [row for _, row in sorted(known.items()) if row["kind"] == kind]
        if rows:
            title = f"{heading} ({len(rows)})"
            blocks.append(directive("dropdown", title, bullets(_source(row) for row in rows)))
    return Prose(directive("container", "pb-source-list", "\n\n".join(blocks)))


def _contradiction(row: dict[Any, Any], citing: Citing) -> str:
    sides = [
        f"{text(sentence(str(row[f'says_{side}'])))}{citing.note(row[f'sources_{side}'])}"
        for side in ("a", "b")
    ]
    handling = [] if pd.isna(row["handling"]) else [f"*In this book:* {text(sentence(str(row['handling'])))}"]
    return "\n  - ".join([f"**{text(capitalise(str(row['topic'])))}**", *sides, *handling])


def _source(row: dict[Any, Any]) -> str:
    title = link(chemistry(str(row["title"])), row["url"])
    details = ", ".join(str(row[key]) for key in ("publisher", "year") if row[key])
    licence = f" Licence: {text(row['licence'])}." if row["licence"] else ""
    edition = f" {text(sentence(str(row['version'])))}" if row["version"] else ""
    accessed = f" Accessed {event_date(row['accessed'], None, 'day')}." if row["accessed"] else ""
    return f"{title}. {text(details)}.{edition}{licence}{accessed}"

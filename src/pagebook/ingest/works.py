"""Drafts of the publications that a document names, each with its link where the document prints one."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pagebook.ingest.anchors import Link, find_links, link_kind
from pagebook.ingest.bodies import Mentions, sentence_at
from pagebook.ingest.draft import Draft
from pagebook.ingest.known import Mention
from pagebook.ingest.match import likeness
from pagebook.ingest.rows import Record, cell, records
from pagebook.ingest.sections import Passage
from pagebook.ingest.titles import Work, find_works
from pagebook.ingest.told import Told

__all__ = ["publications_of"]

_ALIKE = 0.75
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


def publications_of(told: Told, mentions: Mentions) -> Iterator[Draft]:
    """Yield a draft for each work that a document names, and for each page that it links to."""
    drafts: dict[tuple[str, str], Draft] = {}
    last: tuple[str, str] | None = None
    for passage, named in zip(told.passages, mentions, strict=True):
        for work in _works(passage, named):
            last = (passage.area, work.title.casefold())
            drafts.setdefault(last, _work(work, passage))
        for link in find_links(passage.raw):
            if link.of_work and last and last[0] == passage.area and not drafts[last].row["url"]:
                drafts[last] = _with_link(drafts[last], link)
            else:
                drafts.setdefault((passage.area, link.url), _link(link, passage))
    rows = records(told.tables, "publications")
    countries = {code: name for name, code in told.areas.names.items()}
    for draft in drafts.values():
        yield _compared(draft, rows, countries.get(draft.row["area"], ""))


def _works(passage: Passage, named: Sequence[Mention]) -> list[Work]:
    """Return the works of a passage that are no institutions."""
    bodies = [one.position for one in named]
    return [
        work
        for work in find_works(passage.text, passage.raw)
        if not any(begin <= work.position[0] and work.position[1] <= end for begin, end in bodies)
    ]


def _work(work: Work, passage: Passage) -> Draft:
    start = work.position[0]
    sentence = sentence_at(passage, start)
    years = _YEAR.findall(sentence.replace(work.title, ""))
    row = {"area": passage.area, "title": work.title, "kind": work.kind, "status": work.status, "url": ""}
    row["year"] = years[0] if len(set(years)) == 1 and work.status != "named" else ""
    doubts = ["its year is not clear"] * (not row["year"])
    return Draft("publications", row, passage.place_at(start), sentence, tuple(doubts))


def _link(link: Link, passage: Passage) -> Draft:
    row = {"area": passage.area, "title": link.label, "kind": link_kind(link.url), "status": "published"}
    row |= {"url": link.url, "language": link.language}
    row["language_basis"] = "stated" if link.language else ""
    doubts = ("title: in our own words",) if not link.label else ()
    return Draft("publications", row, passage.place, f"{link.label} {link.url}".strip(), doubts)


def _with_link(draft: Draft, link: Link) -> Draft:
    row = {**draft.row, "url": link.url}
    if link.language:
        row |= {"language": link.language, "language_basis": "stated"}
    return replace(draft, row=row)


def _compared(draft: Draft, rows: Sequence[Record], country: str) -> Draft:
    """Compare with the row of that address, or of that country with much the same title."""
    url, title, area = draft.row["url"], draft.row["title"], draft.row["area"]
    best: tuple[float, str] = (0.0, "")
    for row in rows:
        if url and cell(row["url"]) == url:
            best = max(best, (2.0, str(row["publication"])))
        elif title and row["area"] in (area, "GLOBAL"):
            other = str(row["title"])
            like = min(likeness(other, f"{title} {country}"), likeness(title, other))
            best = max(best, (like, str(row["publication"])))
    if best[0] < _ALIKE:
        return draft
    row = next(row for row in rows if row["publication"] == best[1])
    same = all(draft.row.get(name, "") in ("", cell(row[name])) for name in ("url", "year"))
    return replace(draft, state="same" if same else "different", match=best[1])

"""Works that a text names: reports, courses, films, plans and policies, by their titles; and links.

A title stands in quotes or in a link, beside a word that says what it is ("the report", "an e-course"), or
its own words say it ("National Green Jobs Plan"). Titles of sessions and events are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pagebook.ingest.anchors import ANCHORS
from pagebook.ingest.institutions import INSTITUTION_HEADS
from pagebook.ingest.markup import plain
from pagebook.ingest.names import names_with_heads

__all__ = ["Work", "find_works", "quoted"]


@dataclass(frozen=True)
class Work:
    """A work that a text names.

    Attributes:
        title: Its title, as it is written.
        kind: What sort of work it is.
        status: How far it has got.
        position: Where in the text the title begins and ends.
    """

    title: str
    kind: str
    status: str
    position: tuple[int, int]


_KINDS: Mapping[str, str] = {
    "guidance": r"guidance notes?|guidelines|guides?|guidance",
    "concept note": r"concept notes?",
    "technical note": r"technical notes?|information notes?|notes?",
    "policy brief": r"(?:policy )?briefs?",
    "policy paper": r"(?:policy |approach |working )+papers?|papers?",
    "course": r"e-?courses?|courses?|training (?:series|program(?:me)?s?)|e-?learning|modules?|MOOC",
    "video": r"videos?|films?|recordings?",
    "manual": r"manuals?|handbooks?|toolkits?",
    "strategy": r"strategy|strategies",
    "resolution": r"resolutions?",
    "presentation": r"presentations?",
    "article": r"articles?|news|blogs?",
    "call": r"calls? for|tenders?|solicita\w+|terms of reference",
    "study": r"stud(?:y|ies)|assessments?|analys[ie]s|evaluations?",
    "report": r"reports?|publications?",
}
_EVENTS = (
    r"sessions?|events?|workshops?|masterclass(?:es)?|forums?|panels?|discussions?|electives?|dialogues?|conferences?"
    r"|consultations?|seminars?|webinars?|competitions?|contests?|questions?|theme|meetings?|week|day|seminar|campaigns?"
)
_WORD = "|".join(f"(?P<k{place}>{words})" for place, words in enumerate(_KINDS.values()))
_BESIDE = re.compile(rf"\b(?:{_WORD}|(?P<event>{_EVENTS}))(?!\w)", re.I)
_QUOTED = re.compile(
    r"“(?P<a>[^“”]{6,240})”|‘(?P<b>[^‘’]{6,200}(?:’s[^‘’]*)*)’(?!\w)|(?<!\w)\"(?P<c>[^\"]{6,240})\""
)
_FRAMEWORKS = frozenset({
    "Accord", "Act", "Agenda", "Agreement", "Charter", "Code", "Contribution", "Framework",
    "Guidelines", "Law", "Pact", "Partnership", "Plan", "Policy", "Roadmap", "Strategy",
})  # fmt: skip
_NO_WORK = re.compile(
    r"(?:Outcome|Priority|Annual Work|Unit|Key)\b|Nationally Determined Contribution$"
    r"|.*\b(?:Policy|Plan|Strategy) (?:Unit|Dialogue|Series)\b"
)
_ANNUAL = re.compile(r"\b(?:19|20)\d\d Annual (?:Progress )?Report\b")
# "NDC 3.0", "Vision 2050": plans that go by a number.
_PLEDGE = re.compile(r"\b(?:NDCs? \d\.\d|Vision[ -]20\d\d|Agenda 20\d\d)\b")
_NOTE = re.compile(r"\b(?:[A-Z][\w-]+ ){2,6}(?:Guidance|Technical|Policy|Concept) (?:Note|Brief|Paper)\b")
_AND_ANOTHER = re.compile(rf"\s+and\s+(?:Action\s+)?(?:{'|'.join(_FRAMEWORKS)})\b")
_PARTS = frozenset({
    "of", "for", "on", "and", "the", "in", "to", "a", "an", "with", "towards", "into", "by", "de", "la",
})  # fmt: skip
_STATES = {
    "adopted": r"adopted|approved|endorsed|enacted",
    "draft": r"drafts?|drafted",
    "in preparation": (
        r"under (?:development|preparation)|in preparation|being (?:developed|prepared)|formulation"
    ),
    "planned": r"planned|will be (?:published|developed|finali[sz]ed)",
}


def quoted(text: str) -> list[tuple[int, int]]:
    """Return where a text has something in quotes, without the quotes."""
    return [match.span(match.lastgroup or 0) for match in _QUOTED.finditer(text)]


def find_works(text: str, raw: str = "") -> list[Work]:
    """Return the works that a text names, in its order.

    Args:
        text: A paragraph without markup.
        raw: The same with its markup, for titles that are links.
    """
    found = list(_in_quotes(text))
    for more in (_in_links(text, raw), _annual(text), _frameworks(text)):
        found += [work for work in more if not any(_overlap(work, other) for other in found)]
    return sorted(found, key=lambda work: work.position)


def _in_quotes(text: str) -> Iterator[Work]:
    for start, stop in quoted(text):
        title = text[start:stop].strip(" .,")
        kind = _kind(text, start, stop)
        if kind and " " in title and title[:1].isupper():
            yield Work(title, kind, _status(text, start, stop, "published"), (start, stop))


def _in_links(text: str, raw: str) -> Iterator[Work]:
    """Yield works whose title is a link: most of its words have capitals, and a word says what it is."""
    for match in ANCHORS.finditer(raw):
        title = plain(match["text"] or match["words"] or "")
        start = text.find(title)
        words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", title) if word.lower() not in _PARTS]
        if words and words[-1] in INSTITUTION_HEADS:
            continue
        if start == 0 and len(title) >= len(text) - 2 and len(words) > 4 and not title.startswith("http"):
            # An item that is nothing but a link, in a list of links.
            yield Work(title, _kind_of_title(title), "published", (start, start + len(title)))
            continue
        if start < 0 or len(words) < 4 or title.startswith("http"):
            continue
        inside = _BESIDE.search(title)
        kind = _named(inside) if inside and not inside["event"] else ""
        capitals = sum(word[0].isupper() for word in words)
        if capitals >= 0.6 * len(words) and (kind or _kind(text, start, start + len(title))):
            yield Work(
                title.strip(" .“”"),
                kind or _kind(text, start, start + len(title)),
                "published",
                (start, start + len(title)),
            )


def _kind_of_title(title: str) -> str:
    """Return what sort of work a title says it is, `web page` where it does not say."""
    match = _BESIDE.search(title)
    return _named(match) if match and not match["event"] else "web page"


def _annual(text: str) -> Iterator[Work]:
    for match in _PLEDGE.finditer(text):
        yield Work(match.group(), "policy framework", _status(text, *match.span(), "named"), match.span())
    for match in _ANNUAL.finditer(text):
        yield Work(match.group(), "report", "published", match.span())
    for match in _NOTE.finditer(text):
        kind = _BESIDE.search(match.group().rsplit(" ", 2)[-2] + " " + match.group().rsplit(" ", 1)[-1])
        yield Work(
            match.group(),
            _named(kind) if kind else "report",
            _status(text, *match.span(), "published"),
            match.span(),
        )


def _frameworks(text: str) -> Iterator[Work]:
    for name in names_with_heads(text, _FRAMEWORKS):
        words = [word for word in re.findall(r"[^\W\d_]\w+", name.text) if word.lower() not in _PARTS]
        start, stop = name.position
        # "Policy Dialogue", "Plan Network": then the framework is only part of a name.
        goes_on = bool(re.match(r"\s[A-Z]", text[stop:]))
        goes_on |= name.head == "Partnership" and not name.text.endswith("Partnership")
        named = len(words) > 2 or (len(words) == 2 and words[0] == name.head)
        if named and not goes_on and not _NO_WORK.match(name.text) and not words[0].endswith("ing"):
            another = _AND_ANOTHER.match(text, stop)
            stop = another.end() if another else stop
            years = re.match(r"\s\((?:19|20)\d\d[\u2010-\u2015-](?:19|20)\d\d\)", text[stop:])
            title = text[start:stop] + (f" ({name.abbreviation})" if name.abbreviation else "")
            title += years.group() if years else ""
            yield Work(title, "policy framework", _status(text, *name.position, "named"), name.position)


def _kind(text: str, start: int, stop: int) -> str:
    """Return what the nearest word beside a title says that it is; empty for an event, or for nothing."""
    before = list(_BESIDE.finditer(re.split(r"[.;]\s", text[max(0, start - 90) : start])[-1]))
    after = _BESIDE.match(text[stop : stop + 40].lstrip('”’" '))
    match = after or (before[-1] if before else None)
    if match is None and start <= 2:
        # A list of works: the title first, then what it is.
        match = next(iter(_BESIDE.finditer(text[stop : stop + 120])), None)
    return "" if match is None or match["event"] else _named(match)


def _named(match: re.Match[str]) -> str:
    return next(kind for place, kind in enumerate(_KINDS) if match[f"k{place}"])


def _status(text: str, start: int, stop: int, otherwise: str) -> str:
    around = text[max(0, start - 60) : start] + " " + text[stop : stop + 90].split(". ", maxsplit=1)[0]
    return next(
        (state for state, words in _STATES.items() if re.search(rf"\b(?:{words})\b", around, re.I)), otherwise
    )


def _overlap(one: Work, other: Work) -> bool:
    return one.position[0] < other.position[1] and other.position[0] < one.position[1]

"""Works that a text names: reports, courses, films, plans and policies, by their titles; and links.

A title stands in quotes or in a link, beside a word that says what it is ("the report", "an e-course"), or its
own words say it ("National Green Jobs Plan"). Titles of sessions and events are none of these.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import unescape

from pagebook.ingest.institutions import INSTITUTION_HEADS
from pagebook.ingest.markup import plain
from pagebook.ingest.names import names_with_heads

__all__ = ["Link", "Work", "find_links", "find_works", "link_kind", "quoted"]


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


@dataclass(frozen=True)
class Link:
    """A link to a page.

    Attributes:
        url: Where it leads.
        label: What is written on it or before it; empty where nothing is.
        of_work: Whether the text says that the work named before it is to be found there.
        language: The language that the text says it is in, as an ISO 639-1 code; empty where it says none.
    """

    url: str
    label: str
    of_work: bool
    language: str


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
_QUOTED = re.compile(r"“(?P<a>[^“”]{6,240})”|‘(?P<b>[^‘’]{6,200}(?:’s[^‘’]*)*)’(?!\w)|(?<!\w)\"(?P<c>[^\"]{6,240})\"")
_ANCHORS = re.compile(
    r"(?<!!)\[(?P<text>(?:[^\[\]\\]|\\.)+)\]\((?P<url>[^()\s]*)\)|<a\s[^>]*href=\"(?P<href>[^\"]*)\"[^>]*>(?P<words>.*?)</a>",
    re.I | re.S,
)
_URL = re.compile(r"https?://[^\s<>\"”’)\]]+(?<![.,;:])")
_OF_WORK = re.compile(r"(?:available|found|downloaded|read)\b[^.]{0,80}$|(?:report|study|paper|note|publication)\s*:\s*$", re.I)
_LANGUAGES = {"english": "en", "spanish": "es", "french": "fr", "portuguese": "pt", "russian": "ru", "mongolian": "mn"}
_LANGUAGE = re.compile(rf"\bin ({'|'.join(_LANGUAGES)})\b", re.I)
_FRAMEWORKS = frozenset(
    "Act Agenda Code Framework Guidelines Law Pact Plan Policy Roadmap Strategy".split()
)
_NO_WORK = re.compile(r"(?:Outcome|Priority|Annual Work|Unit|PAGE Work|Key)\b|.*\b(?:Policy|Plan|Strategy) (?:Unit|Dialogue|Series)\b")
_ANNUAL = re.compile(r"\b(?:19|20)\d\d Annual (?:Progress )?Report\b")
_NOTE = re.compile(r"\b(?:[A-Z][\w-]+ ){2,6}(?:Guidance|Technical|Policy|Concept) (?:Note|Brief|Paper)\b")
_AND_ANOTHER = re.compile(rf"\s+and\s+(?:Action\s+)?(?:{'|'.join(_FRAMEWORKS)})\b")
_PARTS = frozenset({"of", "for", "on", "and", "the", "in", "to", "a", "an", "with", "towards", "into", "by", "de", "la"})
_STATES = {
    "adopted": r"adopted|approved|endorsed|enacted",
    "draft": r"drafts?|drafted",
    "in preparation": r"under (?:development|preparation)|in preparation|being (?:developed|prepared)|is developing|formulation",
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


def find_links(raw: str) -> list[Link]:
    """Return the links of a paragraph with its markup; those that lead nowhere are none."""
    found: dict[str, Link] = {}
    anchors = {unescape(match["url"] or match["href"] or ""): match for match in _ANCHORS.finditer(raw)}
    for match in _URL.finditer(raw):
        url = unescape(match.group())
        anchor = anchors.get(url)
        before = plain(raw[: (anchor or match).start()])
        label = plain((anchor["text"] or anchor["words"] or "") if anchor else "")
        if not label or label.startswith("http"):
            label = _label(before)
        language = _LANGUAGE.search(before[-120:])
        code = _LANGUAGES[language.group(1).lower()] if language else ""
        found.setdefault(url, Link(url, label, bool(_OF_WORK.search(before[-120:])), code))
    return list(found.values())


def link_kind(url: str) -> str:
    """Return what sort of page an address leads to."""
    host = re.sub(r"^https?://(?:www\.)?", "", url).split("/")[0].lower()
    if re.search(r"(?:^|\.)(?:linkedin|twitter|x|facebook|instagram)\.com$", host):
        return "social media post"
    if re.search(r"(?:^|\.)(?:youtube\.com|youtu\.be|vimeo\.com)$", host):
        return "video"
    return "report" if url.lower().endswith(".pdf") else "web page"


def _in_quotes(text: str) -> Iterator[Work]:
    for start, stop in quoted(text):
        title = text[start:stop].strip(" .,")
        kind = _kind(text, start, stop)
        if kind and " " in title and title[:1].isupper():
            yield Work(title, kind, _status(text, start, stop, "published"), (start, stop))


def _in_links(text: str, raw: str) -> Iterator[Work]:
    """Yield works whose title is a link: most of its words have capitals, or a word before says what it is."""
    for match in _ANCHORS.finditer(raw):
        title = plain(match["text"] or match["words"] or "")
        start = text.find(title)
        words = [word for word in re.findall(r"[^\W\d_][\w’'-]*", title) if word.lower() not in _PARTS]
        if words and words[-1] in INSTITUTION_HEADS:
            continue
        if start < 0 or len(words) < 4 or title.startswith("http"):
            continue
        inside = _BESIDE.search(title)
        kind = _named(inside) if inside and not inside["event"] else ""
        capitals = sum(word[0].isupper() for word in words)
        if capitals >= 0.6 * len(words) and (kind or _kind(text, start, start + len(title))):
            yield Work(title.strip(" .“”"), kind or _kind(text, start, start + len(title)), "published", (start, start + len(title)))


def _annual(text: str) -> Iterator[Work]:
    for match in _ANNUAL.finditer(text):
        yield Work(match.group(), "report", "published", match.span())
    for match in _NOTE.finditer(text):
        kind = _BESIDE.search(match.group().rsplit(" ", 2)[-2] + " " + match.group().rsplit(" ", 1)[-1])
        yield Work(match.group(), _named(kind) if kind else "report", _status(text, *match.span(), "published"), match.span())


def _frameworks(text: str) -> Iterator[Work]:
    for name in names_with_heads(text, _FRAMEWORKS):
        words = [word for word in re.findall(r"[^\W\d_]\w+", name.text) if word.lower() not in _PARTS]
        start, stop = name.position
        # "Policy Dialogue", "Plan Network": then the framework is only part of a name.
        goes_on = re.match(r"\s[A-Z]", text[stop:])
        if len(words) > 2 and not goes_on and not _NO_WORK.match(name.text) and not words[0].endswith("ing"):
            another = _AND_ANOTHER.match(text, stop)
            title = text[start : another.end()] if another else name.text
            title += f" ({name.abbreviation})" if name.abbreviation else ""
            years = re.match(r"\s\((?:19|20)\d\d[\u2010-\u2015-](?:19|20)\d\d\)", text[name.position[1] :])
            title += years.group() if years else ""
            yield Work(title, "policy framework", _status(text, *name.position, "named"), name.position)


def _kind(text: str, start: int, stop: int) -> str:
    """Return what the nearest word beside a title says that it is; empty for an event, or for nothing."""
    before = list(_BESIDE.finditer(re.split(r"[.;]\s", text[max(0, start - 90) : start])[-1]))
    after = _BESIDE.match(text[stop : stop + 40].lstrip("”’\" "))
    match = after or (before[-1] if before else None)
    if match is None and start <= 2:
        # A list of works: the title first, then what it is.
        match = next(iter(_BESIDE.finditer(text[stop : stop + 120])), None)
    return "" if match is None or match["event"] else _named(match)


def _named(match: re.Match[str]) -> str:
    return next(kind for place, kind in enumerate(_KINDS) if match[f"k{place}"])


def _status(text: str, start: int, stop: int, otherwise: str) -> str:
    around = text[max(0, start - 60) : start] + " " + text[stop : stop + 90].split(". ")[0]
    return next((state for state, words in _STATES.items() if re.search(rf"\b(?:{words})\b", around, re.I)), otherwise)


def _label(before: str) -> str:
    """Return the words before an address that say what it is: "ILO article:"."""
    match = re.search(r"(?:^|[.•]\s)\s*[-•]?\s*([^.:•]{3,80}):\s*<?$", before)
    return match.group(1).strip() if match and not _OF_WORK.search(before[-120:]) else ""


def _overlap(one: Work, other: Work) -> bool:
    return one.position[0] < other.position[1] and other.position[0] < one.position[1]

"""Which institutions of the book a text names: by name, abbreviation, other name, or a slip of the pen.

A name that many countries have ("Ministry of Environment") means the one of the country that the text is
about, and no other's. What is near a known name but not it stays a new one.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pagebook.data import Tables
from pagebook.ingest.areas import Areas
from pagebook.ingest.institutions import Institution, find_institutions
from pagebook.ingest.international import INTERNATIONAL
from pagebook.ingest.rows import Record, cell, records
from pagebook.ingest.spelling import normal, shortened, slipped, words_of

__all__ = ["Known", "Mention"]


@dataclass(frozen=True)
class Mention:
    """An institution where a text names it.

    Attributes:
        key: Its key in the book; empty for one that the book does not know.
        name: Its name as the text prints it.
        abbreviation: The short form that the text prints beside it.
        area: Its country; empty where nothing tells.
        position: Where in the text it stands.
        doubts: What the reviewer should look at.
    """

    key: str
    name: str
    abbreviation: str
    area: str
    position: tuple[int, int]
    doubts: tuple[str, ...] = ()


# Names that several countries may have.
_OF_A_COUNTRY = re.compile(
    r"(?:ministry|department|national|regional|advisory|review|country|central|high|presidential)\b"
)


@dataclass(frozen=True)
class _Row:
    """A row of the book's table of institutions."""

    key: str
    name: str
    area: str
    forms: tuple[str, ...]
    shorts: tuple[str, ...]
    shared: bool


@dataclass
class Known:
    """The institutions of the book, to be found in texts.

    Attributes:
        areas: The countries that the book knows.
    """

    areas: Areas
    _forms: dict[str, list[_Row]] = field(default_factory=dict)
    _first: dict[str, int] = field(default_factory=dict)
    _shorts: dict[str, list[_Row]] = field(default_factory=dict)
    _pattern: re.Pattern[str] | None = None

    @classmethod
    def of(cls, tables: Tables, areas: Areas) -> Known:
        """Return the institutions of the book's table."""
        known = cls(areas)
        for cells in records(tables, "institutions"):
            known._add(_row(cells, areas))
        for short, name in INTERNATIONAL.items():
            if short not in known._shorts and normal(name) not in known._forms:
                known._add(_Row("", name, "GLOBAL", (normal(name),), (short,), shared=False))
        shorts = sorted(known._shorts, key=len, reverse=True)
        if shorts:
            words = "|".join(map(re.escape, shorts))
            known._pattern = re.compile(rf"(?<![\w/@.-])(?:{words})(?=s?(?!\w|-[A-Z]|\.\w))")
        return known

    def mentions(self, text: str, area: str = "", agency: str = "") -> list[Mention]:
        """Return the institutions that a text names, in its order.

        Args:
            text: A paragraph without markup.
            area: The country that it is about; empty for none in particular.
            agency: Whose report it is.
        """
        told = list(self._told(text, area))
        found: list[Mention] = []
        for one in find_institutions(text, agency):
            inside = [mention for mention in told if _within(mention.position, one.position)]
            if any(_within(one.position, mention.position) for mention in told):
                continue
            told = [mention for mention in told if mention not in inside]
            found.append(self._recognised(one, text, area))
        return sorted([*found, *told], key=lambda mention: mention.position)

    def _add(self, row: _Row) -> None:
        for form in row.forms:
            self._forms.setdefault(form, []).append(row)
            first, length = form.split(" ", 1)[0], form.count(" ") + 1
            self._first[first] = max(length, self._first.get(first, 0))
        for short in row.shorts:
            self._shorts.setdefault(short, []).append(row)

    def _told(self, text: str, area: str) -> Iterator[Mention]:
        """Yield what a text names by a known name or abbreviation, the longest where they overlap."""
        spans = [*self._by_name(text), *self._by_short(text)]
        taken: list[tuple[int, int]] = []
        for (start, end), rows in sorted(spans, key=lambda span: (span[0][0] - span[0][1], span[0][0])):
            if any(start < stop and begin < end for begin, stop in taken):
                continue
            row = self._chosen(rows, text, area)
            if row is not None:
                taken.append((start, end))
                yield _mention(row, text[start:end], (start, end))

    def _by_name(self, text: str) -> Iterator[tuple[tuple[int, int], list[_Row]]]:
        words = words_of(text)
        for place, (word, start, _) in enumerate(words):
            for length in range(min(self._first.get(word, 0), len(words) - place), 0, -1):
                form = " ".join(told for told, _, _ in words[place : place + length])
                rows = self._forms.get(form)
                if rows and (text[start].isupper() or length > 2):
                    yield (start, words[place + length - 1][2]), rows
                    break

    def _by_short(self, text: str) -> Iterator[tuple[tuple[int, int], list[_Row]]]:
        for match in self._pattern.finditer(text) if self._pattern else ():
            if not _shouted(text, match, self._shorts):
                yield match.span(), self._shorts[match.group()]

    def _chosen(self, rows: Sequence[_Row], text: str, area: str) -> _Row | None:
        """Return the row that is meant: that of the country, or of one that the text names."""
        free = [row for row in rows if not row.shared]
        if len(rows) == len(free) == 1:
            return free[0]
        homes = {row.area: row for row in reversed(rows)}
        if area in homes:
            return homes[area]
        if rows and (named := [code for code in self.areas.named_in(text) if code in homes]):
            return homes[named[0]]
        return free[0] if len(free) == 1 or (free and len({row.key for row in free}) == 1) else None

    def _recognised(self, one: Institution, text: str, area: str) -> Mention:
        """Return the known institution that a name means, or a new one."""
        for rows, doubt in self._candidates(one):
            row = self._chosen(rows, text, area)
            if row is not None:
                doubts = (doubt,) if doubt else ()
                return replace(_mention(row, one.name, one.position, one.abbreviation), doubts=doubts)
        countries = self.areas.named_in(one.name) or [area]
        doubts = (one.doubt,) if one.doubt else ()
        return Mention("", one.name, one.abbreviation, countries[0], one.position, doubts)

    def _candidates(self, one: Institution) -> Iterator[tuple[list[_Row], str]]:
        """Yield the rows that a name may mean, the surest first, with the doubt that each leaves."""
        form = normal(one.name)
        last = self._shorts.get(one.name.split()[-1], []) if " " in one.name else []
        spelt = [normal(f"{one.name.rsplit(' ', 1)[0]} {row.name}") for row in last]
        for other in (*self._worded(form), *spelt):
            yield self._forms.get(other, []), ""
        yield self._like(form, slipped), f"printed {one.name!r}: a slip of the pen?"
        yield self._like(form, shortened), f"printed {one.name!r}: the same institution?"
        if one.abbreviation in self._shorts:
            rows = [row for row in self._shorts[one.abbreviation] if _shares(form, row)]
            yield rows, f"printed {one.name!r}: the same institution?"

    def _worded(self, form: str) -> Iterator[str]:
        """Yield a form and other ways to say it: the plural, its country or its agency beside it."""
        yield from (form, form.removesuffix("s"), form.split(" ", 1)[-1])
        for name in map(normal, self.areas.names):
            for tail in (f" of {name}", f" in {name}"):
                if form.endswith(tail):
                    yield form.removesuffix(tail)
            if form.startswith(f"{name} "):
                yield from (f"{form.removeprefix(name).strip()} in {name}", form.removeprefix(name).strip())

    def _like(self, form: str, alike: Any) -> list[_Row]:
        """Return the rows of the one known form that a form is like; none where several are."""
        forms = [known for known in self._forms if alike(form, known)]
        return self._forms[forms[0]] if len(forms) == 1 else []


def _row(cells: Record, areas: Areas) -> _Row:
    aliases = [alias for alias in cell(cells["aliases"]).split("; ") if alias]
    names = [cell(cells["name"]), *(alias for alias in aliases if not _is_short(alias))]
    # "National Steering Committee, Peru": the country behind the comma is ours.
    names += [name.rsplit(", ", 1)[0] for name in names if areas.code(name.rsplit(", ", 1)[-1])]
    shorts = [short for short in (cell(cells["abbreviation"]), *filter(_is_short, aliases)) if len(short) > 2]
    forms = tuple(dict.fromkeys(normal(name) for name in names))
    shared = bool(len(cell(cells["area"])) == 3 and any(_OF_A_COUNTRY.match(form) for form in forms))
    return _Row(
        cell(cells["institution"]), cell(cells["name"]), cell(cells["area"]), forms, tuple(shorts), shared
    )


def _mention(row: _Row, printed: str, position: tuple[int, int], short: str = "") -> Mention:
    """Return where a text names an institution; one that the book does not have goes by its full name."""
    if row.key:
        return Mention(row.key, printed, short, row.area, position)
    return Mention("", row.name, next(iter(row.shorts), ""), row.area, position)


def _is_short(name: str) -> bool:
    return " " not in name and sum(letter.isupper() for letter in name) > 1


def _shouted(text: str, match: re.Match[str], shorts: Collection[str]) -> bool:
    """Return whether a word with capitals stands in a line of capitals: "EMPLOYMENT IN TRADE"."""
    around = re.findall(r"[^\W\d_]{4,}", text[max(0, match.start() - 25) : match.end() + 25])
    others = [word for word in around if word not in shorts]
    is_word = match.group().isalpha() and len(match.group()) > 5
    return is_word and bool(others) and all(map(str.isupper, others))


def _shares(form: str, row: _Row) -> bool:
    words = set(form.split())
    return any(2 * len(words & set(known.split())) >= len(words) for known in row.forms)


def _within(inner: tuple[int, int], outer: tuple[int, int]) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]

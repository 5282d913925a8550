"""Names as texts print them: capitalised words around a word that says what is named.

"the Climate Change and Biodiversity Department", "National Institute for Statistics and Censuses (NISC)": the
words before and after the head ("Department", "Institute") belong to the name as far as capitals and the
small words between them go.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from pagebook.ingest.spelling import slips_of

__all__ = ["Name", "abbreviation_after", "names_with_heads", "stripped"]

_TOKEN = re.compile(r"[^\W\d_](?:[\w&-]|\.(?=\w))*(?:[’'´](?:s\b)?[\w-]*)?|\d[\w-]*|&|\S")
_ABBREVIATION = re.compile(
    r"\s?\((?P<short>(?=(?:[^()]*?[A-Z]){2})[A-Z][A-Za-z0-9&./-]{1,11}?)s?(?P<end>\)|, )"
)
# Words that open a sentence with a capital, and belong to no name.
_OPENERS = frozenset({
    "A", "Also", "An", "And", "As", "At", "Between", "Both", "But", "By", "Deputy", "Director",
    "During", "Following", "For", "From", "Head", "Her", "His", "However", "If", "In", "It", "Its",
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October",
    "November", "December", "Meanwhile", "Minister", "Moreover", "New", "Of", "On", "Our", "Over",
    "Overall", "President", "Report", "Representatives", "Several", "Since", "So", "Some", "Study",
    "That", "The", "Their", "These", "They", "This", "Those", "Through", "Throughout", "To", "Together",
    "Two", "Three", "Under", "Until", "Vice", "When", "Where", "While", "With", "Within",
})  # fmt: skip
# "BRA-060-2025" is a code, "G20" a name.
_CODE = re.compile(r"\d{3}|\d-|^[A-Z]-?\d$")
# "the Resident Coordinator’s Office" is one name, "Ghana’s Statistical Office" a country and a name.
_OF_ROLE = re.compile(r"(?:or|er|ent|man)[’'´]s$")
_PREPOSITIONS = frozenset(
    {"of", "for", "on", "against", "de", "del", "du", "des", "do", "da", "für", "y", "e"}
)
_ARTICLES = frozenset({"the", "a", "la", "el", "las", "los", "les", "der", "die"})
_AND = frozenset({"and", "&", "y", "et", "und", "e"})


@dataclass(frozen=True)
class Name:
    """A name in a text.

    Attributes:
        text: The name, as it is written.
        abbreviation: The short form in brackets behind it; empty if there is none.
        head: The word that says what is named, without a slip of the pen.
        position: Where in the text the name begins and ends, without the brackets.
    """

    text: str
    abbreviation: str
    head: str
    position: tuple[int, int]


@dataclass(frozen=True)
class _Tokens:
    """A text's words and marks."""

    text: str
    found: tuple[re.Match[str], ...]

    def word(self, place: int) -> str:
        return self.found[place].group() if 0 <= place < len(self.found) else ""

    def named(self, place: int) -> bool:
        """Return whether a word may be part of a name: it has a capital, and opens no sentence."""
        word = self.word(place)
        return word[:1].isupper() and not _CODE.search(word)


def names_with_heads(text: str, heads: frozenset[str]) -> list[Name]:
    """Return the names whose head is one of some words, in the order of the text, none within another."""
    tokens = _Tokens(text, tuple(_TOKEN.finditer(text)))
    spans = sorted(
        (_span(tokens, place, heads), place)
        for place in range(len(tokens.found))
        if _head(tokens.word(place), heads)
    )
    found: list[Name] = []
    for (begin, end), head in spans:
        start, stop = tokens.found[begin].start(), tokens.found[end].end()
        if found and start < found[-1].position[1]:
            # "University of Rwanda Holdings Group": one name with two heads.
            stop = max(stop, found[-1].position[1])
            start = found.pop().position[0]
        told = stripped(text[start:stop])
        name = Name(
            told, abbreviation_after(text, stop), _head(tokens.word(head), heads), (start, start + len(told))
        )
        if re.search(r"\s", told):
            found.append(name)
    return found


def _head(word: str, heads: frozenset[str]) -> str:
    """Return the head that a word is, with a slip mended; empty for another word."""
    told = stripped(word)
    if told in heads:
        return told
    return _slips(heads).get(told, "") if word[:1].isupper() else ""


@lru_cache(maxsize=8)
def _slips(heads: frozenset[str]) -> dict[str, str]:
    return {slip: head for head in heads for slip in slips_of(head) if slip not in heads}


def abbreviation_after(text: str, stop: int) -> str:
    """Return the short form in brackets at a place of a text, empty if there is none."""
    match = _ABBREVIATION.match(text, stop)
    return match["short"] if match else ""


def stripped(word: str) -> str:
    """Return a word or a name without the possessive and the full stop at its end."""
    return re.sub(r"(?:[’'´]s|[’'´.,])$", "", word)


def _span(tokens: _Tokens, head: int, heads: frozenset[str]) -> tuple[int, int]:
    return _left(tokens, head, heads), _right(tokens, head, heads)


def _left(tokens: _Tokens, head: int, heads: frozenset[str]) -> int:
    """Return where the words before a head begin."""
    begin = head
    while begin > 0:
        before = begin - 1
        if tokens.word(before) in _AND and _joins(tokens, before, heads):
            begin = before - 1
        elif tokens.named(before) and not _possessive(tokens.word(before)):
            begin = before
        else:
            break
    while begin < head and tokens.word(begin) in _OPENERS | _AND:
        begin += 1
    return begin


def _joins(tokens: _Tokens, place: int, heads: frozenset[str]) -> bool:
    """Return whether "and" before a head joins words of one name, not two names."""
    before, begun = tokens.word(place - 1), place - 1
    if not tokens.named(place - 1) or _possessive(before) or before in _OPENERS or not before.istitle():
        return False
    while begun >= 0 and tokens.named(begun) and not _possessive(tokens.word(begun)):
        if stripped(tokens.word(begun)) in heads or not tokens.word(begun).istitle():
            return False
        begun -= 1
    # A name in front of a head that opens its own ("and Ministry of …") is another one.
    return tokens.word(place + 1) not in heads and tokens.word(begun) not in _PREPOSITIONS


def _right(tokens: _Tokens, head: int, heads: frozenset[str]) -> int:
    """Return where the words after a head end."""
    end = head
    while True:
        after = end + 1
        preposition = tokens.word(after)
        if preposition == "responsible" and tokens.word(after + 1) == "for":
            after, preposition = after + 1, "for"
        # "Office in Brazil" is a name, "Ministry of Finance in Peru" a name and a place.
        if preposition not in _PREPOSITIONS and not (
            preposition == "in" and end == head and _is_office(tokens, head)
        ):
            return end
        after += 2 if tokens.word(after + 1) in _ARTICLES else 1
        if not tokens.named(after):
            return end
        end = _listed(tokens, _run(tokens, after), heads)


def _is_office(tokens: _Tokens, head: int) -> bool:
    return tokens.word(head) == "Office"


def _run(tokens: _Tokens, place: int) -> int:
    """Return the last of the words with capitals that follow each other."""
    while tokens.named(place + 1) and not _possessive(tokens.word(place)) and not _gap(tokens, place):
        place += 1
    return place


def _listed(tokens: _Tokens, end: int, heads: frozenset[str]) -> int:
    """Return where a list of words ends that "and" closes: "Environment, Science and Technology"."""
    place, closed = end, end
    while not _possessive(tokens.word(place)):
        after = place + 1
        last = tokens.word(after) in _AND or (tokens.word(after) == "," and tokens.word(after + 1) in _AND)
        if not last and tokens.word(after) != ",":
            break
        after += 1 if tokens.word(after) in _AND or not last else 2
        if not tokens.named(after) or not tokens.word(after)[1:].islower():
            break
        run = _run(tokens, after)
        if any(stripped(tokens.word(number)) in heads for number in range(after, run + 1)):
            break
        place = run
        if last:
            return run
    return closed


def _possessive(word: str) -> bool:
    return bool(re.search(r"[’'´]s$", word)) and not _OF_ROLE.search(word)


def _gap(tokens: _Tokens, place: int) -> bool:
    """Return whether a tab or a line's end stands between a word and the next."""
    return "\t" in tokens.text[tokens.found[place].end() : tokens.found[place + 1].start()]


def initials_fit(short: str, name: str) -> bool:
    """Return whether the letters of an abbreviation stand in a name in their order, the first in front."""
    letters = iter(re.sub(r"[^a-z]", "", name.lower()))
    wanted = re.sub(r"[^a-z]", "", short.lower())
    return bool(wanted) and name[:1].lower() == wanted[0] and all(letter in letters for letter in wanted)


def capitalised_runs(text: str) -> Iterator[tuple[int, int]]:
    """Yield where words with capitals that follow each other begin and end, two of them at the least."""
    for match in re.finditer(r"\b[A-Z][\w’'&-]+(?:\s+(?:(?:of|for|and|für|de)\s+)?[A-Z][\w’'&-]*)+", text):
        yield match.span()

"""Spellings: the form in which names are compared, and how near one is to another."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

__all__ = ["normal", "shortened", "slip_of", "slipped", "slips_of", "words_of"]

_SAME = {
    **{
        "labor": "labour",
        "organization": "organisation",
        "organizations": "organisations",
        "center": "centre",
    },
    **{"program": "programme", "programs": "programmes", "&": "and", "del": "de", "do": "de", "du": "de"},
}
_WORD = re.compile(r"[^\W_]+(?:[’'´][^\W_]*)*|&")


# In a short word a slip makes another word: "Union", "Unión".
_LONG = 7


@lru_cache(maxsize=20_000)
def _word(word: str) -> str:
    bare = re.sub(r"[’'´`]s?$", "", word).replace("’", "'")
    plain = unicodedata.normalize("NFKD", bare).encode("ascii", "ignore").decode() or bare
    return _SAME.get(plain.lower(), plain.lower())


def words_of(text: str) -> list[tuple[str, int, int]]:
    """Return the words of a text in the form in which they are compared, with where they begin and end."""
    return [(_word(match.group()), *match.span()) for match in _WORD.finditer(text)]


def normal(name: str) -> str:
    """Return a name in the form in which names are compared: small letters, one spelling, no brackets."""
    told = re.sub(r"\s*\([^)]*\)", "", name)
    words = " ".join(word for word, _, _ in words_of(told))
    return re.sub(r"^the ", "", words).replace("united nations", "un")


def slipped(form: str, known: str) -> bool:
    """Return whether a form is a known one with a slip in one word."""
    left, right = form.split(), known.split()
    if len(left) != len(right) or len(left) < 2:
        return False
    unlike = [(one, other) for one, other in zip(left, right, strict=True) if one != other]
    return len(unlike) == 1 and slip_of(*unlike[0])


def shortened(form: str, known: str) -> bool:
    """Return whether a form is the first words of a known one up to "for" or a comma, or leaves words out."""
    left, right = form.split(), known.split()
    if len(left) >= len(right) or len(left) < 2:
        return False
    if len(left) > 2 and right[: len(left)] == left:
        return right[len(left)] in {"for", "in"} or len(right) - len(left) > 1
    return (
        len(right) - len(left) == 1
        and (left[0], left[-1]) == (right[0], right[-1])
        and set(left) < set(right)
    )


def slip_of(word: str, right: str) -> bool:
    """Return whether a word is another with a letter missing, doubled or swapped with the next.

    One letter for another is no slip here: that is how one word becomes another.
    """
    return word != right and word in slips_of(right)


@lru_cache(maxsize=2_000)
def slips_of(right: str) -> frozenset[str]:
    """Return a long word with each slip of the pen: a letter missing, doubled, or swapped with the next."""
    if len(right) < _LONG:
        return frozenset()
    places = range(1, len(right))
    missing = {right[:place] + right[place + 1 :] for place in places}
    doubled = {right[:place] + right[place - 1] + right[place:] for place in (*places, len(right))}
    swapped = {right[:place] + right[place + 1] + right[place] + right[place + 2 :] for place in places[:-1]}
    # "Councils" are no slip of a council.
    return frozenset((missing | doubled | swapped) - {right, f"{right}s", right.removesuffix("s")})

"""What the charts of progress find, in words that are computed from their rows."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.progress import READINGS
from pagebook.analysis.words import count, join, paragraph
from pagebook.story.partners import Partners

__all__ = ["choices_finding", "combined_finding", "places_finding", "ranks_finding", "share"]


def share(value: float | None) -> str:
    """Return progress as people write it: `46%`, `−3%`, or `no data`."""
    if value is None or pd.isna(value):
        return "no data"
    return words.number(round(100 * float(value)) + 0.0) + "%"


def ranks_finding(rows: pd.DataFrame, partners: Partners) -> str:
    """Return who leads and who comes last, and how much of the order the draws leave.

    Args:
        rows: What `pagebook.analysis.progress.ranks` returns, of countries that have a rank.
        partners: Names of the countries.
    """
    first, last = rows.iloc[0], rows.iloc[-1]
    wide = rows[rows["high"] - rows["low"] >= len(rows) / 2]
    sure = rows[rows["high"] - rows["low"] <= 5]
    top = rows[rows["low"] == 1]
    return paragraph(
        [
            f"Of {count('partner country', len(rows))}, {partners.in_text(first['area'])} went farthest, "
            f"{share(first['index'])} of the way to the targets, and {partners.in_text(last['area'])} comes "
            f"last with {share(last['index'])}",
            f"The order is loose: for {words.in_words(len(wide))} of them the interval spans half of all "
            "ranks or more",
            f"It is narrow, five ranks or fewer, for {join(map(partners.in_text, sure['area']))}"
            if len(sure)
            else "For no country is it as narrow as five ranks",
            f"{words.capitalise(words.in_words(len(top)))} of them could come first",
        ]
    )


def places_finding(cells: pd.DataFrame, what: str) -> str:
    """Return how many cells have which rating, and in which places most is lost or not known.

    Args:
        cells: A row a country and place: `column` (the place), `state` (the rating).
        what: `Index` or `Dashboard`.
    """
    known = cells[cells["state"] != "no data"]
    tally = known["state"].value_counts()
    told = [
        f"{tally[word]} {word}"
        for word in ("on track", "moderate", "stagnating", "worsening")
        if word in tally
    ]
    good, bad = _most(cells, "on track"), _most(cells, "worsening")
    total = cells["row"].nunique()
    none = cells[cells["state"] == "no data"].groupby("column", sort=False).size()
    unknown = [str(place).lower() for place in none[none == total].index]
    return paragraph(
        [
            f"{what}: {len(known)} ratings, {join(told)}",
            f"On track are the most in {good[0]}, {good[1]} of {total}" if good else None,
            f"Away from the target move the most in {bad[0]}, {bad[1]}" if bad else None,
            f"There is no data for {len(cells) - len(known)} of {len(cells)} cells, and none at all for "
            f"{join(unknown)}"
            if unknown
            else None,
        ]
    )


def combined_finding(rows: pd.DataFrame, partners: Partners) -> str:
    """Return how many countries have which reading, and who runs stocks down.

    Args:
        rows: What `pagebook.analysis.progress.combined` returns, of countries that have both.
        partners: Names of the countries.
    """
    parts = []
    for reading in READINGS.values():
        own = rows[rows["reading"] == reading]
        few = f" ({join(map(partners.in_text, own['area']))})" if 0 < len(own) <= 6 else ""
        if len(own):
            show = "shows" if len(own) == 1 else "show"
            parts.append(f"{words.in_words(len(own))} {show} {reading.replace(', ', ' and ')}{few}")
    return paragraph([f"Of {count('partner country', len(rows))}, {join(parts)}"])


def choices_finding(ranks: pd.DataFrame, titles: Mapping[str, str]) -> str:
    """Return which other choice moves ranks most, and who is moved most.

    Args:
        ranks: A row a country: `in_text`, and a column of ranks for each version.
        titles: Version to its title; the first is as published.
    """
    first, *others = titles
    moves = {version: (ranks[version] - ranks[first]).abs().astype("float64") for version in others}
    mean = {version: float(move.mean()) for version, move in moves.items()}
    most, least = max(mean, key=mean.__getitem__), min(mean, key=mean.__getitem__)
    farthest = max(others, key=lambda version: moves[version].max())
    row = ranks.iloc[int(moves[farthest].to_numpy().argmax())]
    steady = ranks[pd.DataFrame(moves).max(axis=1) < 3]["in_text"]
    return paragraph(
        [
            f"“{titles[most]}” moves ranks most, by {words.number(mean[most], digits=2)} on average; "
            f"“{titles[least]}” moves them least, by {words.number(mean[least], digits=2)}",
            f"The farthest move is that of {row['in_text']}: from rank {int(row[first])} to rank "
            f"{int(row[farthest])} under “{titles[farthest]}”",
            f"No choice moves {join(steady, 'or')} by three ranks" if len(steady) else None,
        ]
    )


def _most(cells: pd.DataFrame, word: str) -> tuple[str, int] | None:
    """Return the place with the most cells of a rating, of equals the first in order; None without any."""
    tally = cells[cells["state"] == word].groupby("column", sort=False).size()
    return (str(tally.idxmax()).lower(), int(tally.max())) if len(tally) else None

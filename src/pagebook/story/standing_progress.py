"""How far the country went towards targets: the index with its rank, and each rating and trend."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from pagebook.analysis import words
from pagebook.analysis.progress import DASHBOARD, INDEX
from pagebook.figures import Prose, Table
from pagebook.figures.markdown import text
from pagebook.story.blocks import bullets
from pagebook.story.progress_findings import share
from pagebook.story.progress_reader import LABEL
from pagebook.story.standing_view import View

__all__ = ["progress", "progress_ratings", "progress_rule"]

_MARKS = {"on track": "●", "moderate": "■", "stagnating": "◆", "worsening": "✗", "no data": "–"}
"""Signs beside the words of ratings, of the shapes that the chapter's charts give them."""

_TRENDS = {"better": "+", "little change": "=", "worse": "−"}
"""Signs beside the words of trends: for the better, whichever way the number went."""

_TARGETS = {
    "goal": "agreed goal",
    "threshold": "limit from science",
    "world quartile": "best quarter of all countries",
    "partners": "best of the partner countries",
    "own base": "no worse than at the base",
}
"""The rules by which targets are set, as a cell has them."""

_TOLD = frozenset({"ratio", "years"})
"""Units that the indicators' labels tell already."""

_COLUMNS = {
    "indicator": "Indicator",
    "values": "From, to",
    "target": "Target",
    "way": "Way gone",
    "rating": "Rating",
    "trend": "Trend",
}


def progress(view: View) -> Prose | None:
    """Return the label, the index with its rank, the dashboard, and how many indicators have which rating."""
    rows = view.progress_rows
    if not _known(rows):
        return None
    told = words.paragraph([_index(view), _rank(view), _stocks(view), _tally(rows), _unknown(view, rows)])
    return Prose(f"**{text(LABEL)}** {text(told)}")


def progress_ratings(view: View) -> Table | None:
    """Return base, latest value, target, way gone, rating and trend of each indicator.

    Where most indicators are not known a row for each of these would say nothing: the prose names them.
    """
    rows = view.progress_rows
    known = rows["rating"] != "no data"
    if not known.any():
        return None
    rows = rows if known.sum() * 2 >= len(rows) else rows[known]
    rules = dict(view.progress.design.standard()[["indicator", "rule"]].itertuples(index=False, name=None))
    version = view.progress.design.version
    frame = pd.DataFrame(
        [_cells(row, rules) for row in rows.to_dict("records")], columns=list(_COLUMNS), dtype="object"
    )
    series = [view.series(name) for name in rows["indicator"][rows["rating"] != "no data"]]
    return Table(
        name="progress",
        caption=f"{LABEL} Indicators of {view.country}, from about {version.base_year} to about "
        f"{version.end_year}; the last ones are of the dashboard",
        frame=frame,
        columns=_COLUMNS,
        sources=view.sources(*series),
        align={"way": "right"},
    )


def progress_rule(view: View) -> Prose | None:
    """Return what the ratings mean, in words, and where the method is told."""
    if not _known(view.progress_rows):
        return None
    design = view.progress.design
    ratings = [
        f"{_MARKS[row['rating']]} *{text(row['rating'])}*: {text(row['words'])}"
        for row in design.ratings.to_dict("records")
    ]
    steady = words.percent(100 * design.version.steady)
    told = (
        "A rating compares the way gone with the share of the time until "
        f"{design.version.target_year} that had passed. "
        "A trend is the median of the yearly changes between any two years, for the better or for the worse "
        f"if it comes to {steady} or more over all years. One unusual year does not turn it, so it can "
        "differ from what lies between the first year and the last."
    )
    more = (
        "The targets and the choice of indicators are this book’s own: [Progress](../progress) compares the "
        "countries and shows what other choices would change, "
        "[How progress is computed](../method-progress) has the formulas and each target’s reason."
    )
    return Prose(f"{text(told)}\n\n{bullets(ratings)}\n\n{more}")


def _known(rows: pd.DataFrame) -> bool:
    return bool((rows["rating"] != "no data").any())


def _of(frame: pd.DataFrame, area: str) -> dict[Any, Any]:
    """Return the area's row as a dictionary; missing cells are None."""
    (row,) = frame[frame["area"] == area].to_dict("records")
    return {key: None if not isinstance(cell, tuple) and pd.isna(cell) else cell for key, cell in row.items()}


def _index(view: View) -> str:
    version, own = view.progress.design.version, _of(view.progress.index, view.reader.code)
    of = f"{words.in_words(own['n'])} of {_all_places(view)} places of the index in PAGE’s framework"
    span = f"From about {version.base_year} to about {version.end_year}"
    if own["index"] is None:
        return (
            f"{span}, {of} are known for {view.country}, too few for an index, which takes "
            f"{words.in_words(version.least_known)}"
        )
    goal = f"targets for {version.target_year}"
    return f"{span}, {view.country} {_went(own['index'], goal)}, on the mean of {of}"


def _all_places(view: View) -> int:
    return int((view.progress.design.places["part"] == INDEX).sum())


def _went(way: float, goal: str) -> str:
    """Return how far somebody went, as a verb: `went 23% of the way to targets for 2030`."""
    size = share(abs(way))
    if size == "0%":
        return f"came no nearer to {goal}"
    return f"went {size} of the way to {goal}" if way > 0 else f"moved away from {goal} by {size} of the way"


def _rank(view: View) -> str | None:
    ranks, version = view.progress.ranks, view.progress.design.version
    own = _of(ranks, view.reader.code)
    if own["rank"] is None:
        return None
    held = int(ranks["rank"].notna().sum())
    kept = words.percent(100 * (version.high - version.low))
    between = (
        f"at rank {own['low']}"
        if own["low"] == own["high"]
        else f"between ranks {own['low']} and {own['high']}"
    )
    return (
        f"That is rank {own['rank']} of {held} partner countries; with weights, targets and the rule for "
        f"missing places drawn at random, {kept} of the draws put it {between}"
    )


def _stocks(view: View) -> str | None:
    own = _of(view.progress.combined, view.reader.code)
    if own["dashboard"] is None:
        return None
    read = f"; read together, the two are called “{own['reading']}”" if own["reading"] else ""
    return f"The dashboard of stocks, which is never added to it, stands at {share(own['dashboard'])}{read}"


def _tally(rows: pd.DataFrame) -> str:
    """Return how many of the known indicators have which rating, the best first."""
    found = Counter(rows["rating"])
    told = [f"{found[rating]} {rating}" for rating in _MARKS if found[rating] and rating != "no data"]
    known = sum(found.values()) - found["no data"]
    first, _, rest = words.join(told).partition(" ")
    verb = "is" if first == "1" else "are"
    return f"Of {words.count('indicator', known)} with data, {first} {verb} {rest}"


def _unknown(view: View, rows: pd.DataFrame) -> str | None:
    """Return the indicators without data, and the places for which there is no series at all."""
    labels = [str(label) for label in rows["label"][rows["rating"] == "no data"]]
    places = [
        view.progress.name(place)
        for part in (INDEX, DASHBOARD)
        for place in view.progress.without_series(part)
    ]
    own = f"no data for {words.join(map(_lower, labels))}" if labels else ""
    all_ = f"for no country is there an open series of {words.join(map(_lower, places))}" if places else ""
    return "; ".join(part for part in (own, all_) if part) or None


def _lower(label: str) -> str:
    """Return a label inside a sentence: `palma ratio` stays `Palma ratio`."""
    return label if label.startswith(("Palma", "Gender Inequality")) else label[0].lower() + label[1:]


def _cells(row: dict[Any, Any], rules: dict[Any, Any]) -> dict[str, str | Prose]:
    unit = str(row["unit"])
    name, rating = words.chemistry(str(row["label"])), _signed(_MARKS, str(row["rating"]))
    about = "" if unit.startswith(("%", "index")) or unit in _TOLD else f" ({words.unit_title(unit)})"
    if row["rating"] == "no data":
        return {"indicator": name + about, "rating": rating}
    base, end, target = (_value(row[key], unit) for key in ("base", "end", "target"))
    return {
        "indicator": name + about,
        "values": f"{base} → {end}, {words.years(int(row['base_year']), int(row['end_year']))}",
        "target": f"{target}, {_TARGETS[str(rules[row['indicator']])]}",
        "way": share(row["progress"]),
        "rating": rating,
        "trend": _signed(_TRENDS, str(row["trend"])),
    }


def _signed(signs: Mapping[str, str], word: str) -> Prose:
    """Return a word behind its sign, from which no line is broken."""
    return Prose(f"{text(signs[word])}&nbsp;{text(word)}")


def _value(value: float, unit: str) -> str:
    """Write a value whose unit the row's label tells."""
    return words.quantity(value, unit) if unit.startswith(("%", "index")) else words.number(value)

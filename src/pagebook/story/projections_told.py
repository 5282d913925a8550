"""What the chapter on projections says of them in sentences: what is known, what lacks, what is doubtful."""

from __future__ import annotations

from typing import Any

import pandas as pd

from pagebook.analysis.programme import tally
from pagebook.analysis.words import capitalise, count, in_words, is_missing, join, number, paragraph
from pagebook.data import Tables
from pagebook.story.backing import UNSTATED
from pagebook.story.measures import measured

__all__ = ["economies", "told"]

_DOUBT = "Doubtful: "
_LACKS = {"a scenario": "scenario", "a baseline": "baseline", "a year": "year"}


def told(rows: pd.DataFrame) -> dict[str, str]:
    """Return the sentences by the word of the prose that they stand for, as plain text.

    Args:
        rows: Projections, targets and plans with what stands behind them, in order, with a column `country`.
    """
    projections = rows[rows["nature"] == "projection"]
    return {
        "known": _known(projections),
        "kinds": _kinds(projections),
        "gdp": _gdp(projections),
        "neutral": _neutral(rows),
        "doubtful": _doubtful(rows),
        "cuts": _cuts(rows[rows["nature"] == "target"]),
    }


def economies(tables: Tables, rows: pd.DataFrame) -> str:
    """Return how large the economies with a doubtful number were, in the last year of the statistics."""
    areas = sorted(set(_doubted(rows)["area"]))
    observed = tables.select("indicators", area=areas, indicator="gdp_ppp").sort_values("year")
    last = observed.groupby("area").tail(1).to_dict("records")
    return join(
        f"{number(row['value'] / 1000, 'trillion international dollars')} in {row['year']}" for row in last
    )


def _modelled(projections: pd.DataFrame) -> pd.Series:
    kinds = projections["model_kind"]
    return kinds.notna() & (kinds != UNSTATED)


def _known(projections: pd.DataFrame) -> str:
    """Return how many projections lack what a reader would need."""
    complete = projections[list(_LACKS.values())].notna().all(axis=1) & _modelled(projections)
    lacking = {what: int(projections[column].isna().sum()) for what, column in _LACKS.items()}
    always = [what for what, n in lacking.items() if not n]
    missed = [f"{n} name no {what.removeprefix('a ')}" for what, n in lacking.items() if n]
    ranges = int(projections[["low", "high"]].notna().all(axis=1).sum())
    return paragraph(
        [
            f"Of the {count('projection', len(projections))}, {join(missed)}" if missed else None,
            f"All name {join(always)}" if always else None,
            f"{capitalise(in_words(ranges))} are told as a range, the others as one number",
            f"{capitalise(in_words(int(complete.sum())))} have all that a reader needs to place a number: "
            "scenario, baseline, year and kind of model",
        ]
    )


def _kinds(projections: pd.DataFrame) -> str:
    """Return from which kinds of model the projections come."""
    known = tally(projections.loc[_modelled(projections), "model_kind"])
    mute = len(projections) - sum(n for _, n in known)
    return paragraph(
        [
            f"For {mute} the sources name no kind of model" if mute else None,
            f"The kinds of the others are {join(f'{kind} ({n})' for kind, n in known)}" if known else None,
        ]
    )


def _gdp(projections: pd.DataFrame) -> str:
    """Return the changes of GDP that models expect, each with country and year."""
    alike = projections["measure"].str.startswith("GDP") & (projections["unit"] == "percent")
    rows: list[dict[Any, Any]] = projections[alike].to_dict("records")
    return join(f"{row['country']} ({measured(row)} {_by(row)})" for row in rows)


def _neutral(rows: pd.DataFrame) -> str:
    """Return who aims at a balance of emissions, by the year aimed at."""
    named = rows["measure"].str.contains("neutrality|net zero", regex=True) & (rows["unit"] == "year")
    by_year = rows[named].groupby("year")["country"].apply(list)
    return ", and ".join(f"by {year} in {join(countries)}" for year, countries in by_year.items())


def _cuts(targets: pd.DataFrame) -> str:
    """Return how many cuts are aimed at without a word on what they count from."""
    cuts = targets[targets["measure"].str.startswith("Cut")]
    bare = int(cuts["baseline"].isna().sum())
    return f"Of the {count('cut', len(cuts))} that are aimed at, {bare} name neither"


def _doubted(rows: pd.DataFrame) -> pd.DataFrame:
    return rows[rows["note"].fillna("").str.startswith(_DOUBT)]


def _doubtful(rows: pd.DataFrame) -> str:
    """Return the numbers that the editors doubt, with the reason as the data give it."""
    doubted: list[dict[Any, Any]] = _doubted(rows).to_dict("records")
    return paragraph(
        [
            f"{row['country']}, {row['measure'][0].lower()}{row['measure'][1:]}: {measured(row)} {_by(row)}. "
            f"{capitalise(row['note'].removeprefix(_DOUBT))}"
            for row in doubted
        ]
    )


def _by(row: dict[Any, Any]) -> str:
    return "in a year not stated" if is_missing(row["year"]) else f"by {int(row['year'])}"

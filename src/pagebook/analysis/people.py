"""How many people took part: men, women and those whose sex the source does not state."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

__all__ = ["People", "WomenShare", "attendance", "people_total", "women_share"]


@dataclass(frozen=True)
class People:
    """The people of several events together.

    Attributes:
        total: Sum of the events' totals, in people; one person may be counted at several events.
        men: People stated to be men.
        women: People stated to be women.
        not_stated: People whose sex the source does not state.
        events: Number of events that have a total.
        split_events: Number of these events whose men and women are both stated.
        qualifier: `exact`, `about`, `more than` or `less than`: the weakest of the events' qualifiers.
    """

    total: int
    men: int
    women: int
    not_stated: int
    events: int
    split_events: int
    qualifier: str


@dataclass(frozen=True)
class WomenShare:
    """The share of women where both women and men are known.

    Attributes:
        share: Women in % of women and men.
        people: Women and men together; nobody else is in the share.
        events: Number of events that they came to.
    """

    share: float
    people: int
    events: int


def attendance(events: pd.DataFrame, participation: pd.DataFrame) -> pd.DataFrame:
    """Return one row for each event whose number of people is known, in the order of `events`.

    An event within another event that has a number is left out, because its people are in that number.
    Where a source gives men and women but no total, their sum is the total.

    Returns:
        The columns of `events`, then `total`, `qualifier`, `men`, `women`, `not_stated` (people; Int64).
    """
    whole = participation[participation["group"] == "all"].copy()
    whole["total"] = whole["total"].fillna(whole["men"] + whole["women"])
    counted = whole.dropna(subset=["total"])
    rows = events.merge(counted[["event", "total", "qualifier", "men", "women"]], on="event", how="inner")
    rows = rows[~rows["parent"].isin(set(rows["event"]))].reset_index(drop=True)
    known = rows[["men", "women"]].astype("Int64").fillna(0).sum(axis=1)
    rows["not_stated"] = (rows["total"].astype("Int64") - known).clip(lower=0)
    return rows


def people_total(rows: pd.DataFrame) -> People | None:
    """Return the sums over the rows of `attendance`, or None when there are none."""
    if rows.empty:
        return None
    return People(
        total=int(rows["total"].sum()),
        men=int(rows["men"].fillna(0).sum()),
        women=int(rows["women"].fillna(0).sum()),
        not_stated=int(rows["not_stated"].sum()),
        events=len(rows),
        split_events=int(rows[["men", "women"]].notna().all(axis=1).sum()),
        qualifier=_weakest(set(rows["qualifier"].dropna())),
    )


def women_share(rows: pd.DataFrame) -> WomenShare | None:
    """Return the share of women over the rows of `attendance` that state women and men.

    None when there are no such rows or nobody came: an event that states only one of the two, or the total
    alone, says nothing about the share.
    """
    known = rows.dropna(subset=["men", "women"])
    women, people = int(known["women"].sum()), int(known["women"].sum() + known["men"].sum())
    return WomenShare(100 * women / people, people, len(known)) if people else None


def _weakest(qualifiers: set[str]) -> str:
    """Return what can be said of a sum: `about` as soon as any part is, else the bound, else `exact`."""
    bounds = qualifiers - {"exact"}
    if not bounds:
        return "exact"
    return next(iter(bounds)) if len(bounds) == 1 else "about"

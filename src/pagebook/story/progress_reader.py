"""What pages on progress read, once for the chapter, the levers and the country pages alike."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from hashlib import sha256

import pandas as pd

from pagebook.analysis.progress import DASHBOARD, INDEX, Design, Version, combined, index, matrix, measure
from pagebook.analysis.progress import ranks as ranks_of
from pagebook.analysis.progress import weights as weights_of
from pagebook.data import Tables

__all__ = ["LABEL", "PUBLISHED", "Progress"]

LABEL = "Re-computation from open data, not an official PAGE score."
"""What stands by every number of progress."""

PUBLISHED = "published"
"""The standing of the way of computing that pages publish."""

# What was computed, by the hash of all that it was computed from: the process from which pages are forked
# computes it once for all of them. A few versions at a time.
_KNOWN: dict[str, dict[str, pd.DataFrame]] = {}
_MOST = 16

_BASIS = ("progress_places", "progress_indicators", "progress_targets")


class Progress:
    """Progress of the partner countries, as the tables of the folder `progress` declare it.

    Args:
        tables: The data package.
        version: A row of `progress_versions`; by default the published one.
    """

    def __init__(self, tables: Tables, version: str | None = None) -> None:
        self.tables = tables
        wanted = {"standing": PUBLISHED} if version is None else {"version": version}
        self.row = tables.select("progress_versions", **wanted).iloc[0].to_dict()

    @cached_property
    def design(self) -> Design:
        """The declared choices: places in the order of the framework, indicators in that of their places."""
        basis = {name: self.tables.select(name, basis=self.row["basis"]) for name in _BASIS}
        order = {INDEX: 0, DASHBOARD: 1}
        places = basis["progress_places"]
        places = places.assign(at=places["part"].map(order)).sort_values(["at", "number"], ignore_index=True)
        rank = {place: n for n, place in enumerate(places["place"])}
        indicators = basis["progress_indicators"].assign(at=lambda frame: frame["place"].map(rank))
        indicators = indicators.sort_values(["at", "role", "indicator"], ignore_index=True)
        targets = basis["progress_targets"]
        groups = sorted(targets["group"].dropna().unique())
        levels = self.tables.select("peer_medians", group=groups, indicator=list(indicators["indicator"]))
        return Design(
            Version.of(self.row),
            places.drop(columns="at"),
            indicators.drop(columns="at"),
            targets,
            self.tables.select("progress_ratings").sort_values("position", ignore_index=True),
            levels,
            self.tables.select("breaks", indicator=list(indicators["indicator"])),
        )

    @cached_property
    def values(self) -> pd.DataFrame:
        """The observations of the partner countries in the years that count, also of divisors."""
        version = self.design.version
        years = range(version.base_year - version.base_slack, version.end_year + version.end_slack + 1)
        needed = {*self.design.indicators["indicator"], *self.design.indicators["per"].dropna()}
        areas = list(self.tables.part("countries", ("country",))["country"])
        return self.tables.select("indicators", area=areas, indicator=sorted(needed), year=list(years))

    @cached_property
    def measured(self) -> pd.DataFrame:
        """Progress by area and indicator; see `pagebook.analysis.progress.measure`."""
        return self._once("measured", lambda: measure(self.values, self.design))

    @cached_property
    def index(self) -> pd.DataFrame:
        """The index by area; see `pagebook.analysis.progress.index`."""
        return self._once("index", lambda: index(self.measured, self.design))

    @cached_property
    def dashboard(self) -> pd.DataFrame:
        """The dashboard by area, in the columns of the index."""
        return self._once("dashboard", lambda: index(self.measured, self.design, DASHBOARD))

    @cached_property
    def combined(self) -> pd.DataFrame:
        """Index and dashboard read together; see `pagebook.analysis.progress.combined`."""
        return self._once("combined", lambda: combined(self.measured, self.design))

    @cached_property
    def ranks(self) -> pd.DataFrame:
        """Ranks with their intervals; see `pagebook.analysis.progress.ranks`."""
        return self._once("ranks", lambda: ranks_of(self.values, self.design))

    def _once(self, name: str, compute: Callable[[], pd.DataFrame]) -> pd.DataFrame:
        """Return what was computed from equal rows before, else compute it; nobody changes it."""
        if self._key not in _KNOWN and len(_KNOWN) >= _MOST:
            _KNOWN.clear()
        known = _KNOWN.setdefault(self._key, {})
        if name not in known:
            known[name] = compute()
        return known[name]

    @cached_property
    def _key(self) -> str:
        """The hash of all that is computed from."""
        design, values = self.design, self.values[["area", "indicator", "year", "value"]]
        frames = (design.places, design.indicators, design.targets, design.ratings, design.levels)
        told = [repr(design.version), *(frame.to_csv() for frame in (*frames, design.breaks))]
        rows = pd.util.hash_pandas_object(values, index=False).to_numpy().tobytes()
        return sha256("\0".join(told).encode() + rows).hexdigest()

    def matrix(self, part: str = INDEX) -> pd.DataFrame:
        """Return progress by area and place."""
        return matrix(self.measured, self.design, part)

    def weights(self, part: str = INDEX) -> pd.DataFrame:
        """Return weights by area and place; they sum to 1."""
        return weights_of(self.measured, self.design, part)

    def name(self, place: str) -> str:
        """Return a place's name for people."""
        return str(self._names[place])

    def of(self, area: str) -> pd.DataFrame:
        """Return one area's rows of `told`."""
        return self.told[self.told["area"] == area].reset_index(drop=True)

    @cached_property
    def told(self) -> pd.DataFrame:
        """The rows of `measured` with `label`, `unit`, `proxy`, `direction`, `number` and `place_name`.

        A stand-in that is not needed is left out.
        """
        about = self.design.indicators[["indicator", "label", "unit", "proxy", "role", "direction"]]
        rows = self.measured.merge(about, on="indicator", how="left")
        rows = rows.merge(self.design.places[["place", "number"]], on="place", how="left")
        known = (rows["role"] == "component") & rows["progress"].notna()
        served = known.groupby([rows["area"], rows["place"]]).transform("any")
        kept = rows[(rows["role"] == "component") | ~served]
        return kept.assign(place_name=kept["place"].map(self._names)).reset_index(drop=True)

    def without_series(self, part: str = INDEX) -> list[str]:
        """Return the places of a part for which no series exists, in their order."""
        places = self.design.places
        own = places["place"][places["part"] == part]
        return [place for place in own if place not in set(self.design.indicators["place"])]

    def sources(self, indicators: Iterable[str] | None = None) -> list[str]:
        """Return the sources of the observations of some indicators, by default of all, sorted."""
        wanted = set(self.design.indicators["indicator"] if indicators is None else indicators)
        rows = self.values[self.values["indicator"].isin(wanted)]
        return sorted(rows["source"].dropna().unique())

    @cached_property
    def _names(self) -> dict[str, str]:
        places = self.design.places
        return dict(zip(places["place"], places["name"], strict=True))

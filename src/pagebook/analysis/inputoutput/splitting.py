"""A sector divided into parts, such as green and conventional, so that all balances stay."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from pagebook.analysis.inputoutput.findings import faults
from pagebook.data.accounts import Accounts, Satellite
from pagebook.errors import DataError, ParameterError

__all__ = ["Part", "split"]

_EXACT = 1e-9


@dataclass(frozen=True)
class Part:
    """A part of a sector, as declared.

    What is declared holds; what is not follows the sector. Parts for which nothing is declared share, in
    proportion to their output, what the declared ones leave over.

    Attributes:
        key: The new sector's key.
        name: Its name for people.
        share: Of the sector's output.
        costs: What the part spends on each sector, on `imports`, `taxes` and components of value added, as
            shares of its output. Those left out share the rest as they do in the whole sector.
        sales: What each sector and each category of final demand buys of it, as shares of its output,
            likewise.
        satellites: The part's share of the sector's jobs, emissions and so on; left out, its share of output.
    """

    key: str
    name: str
    share: float
    costs: Mapping[str, float] | None = None
    sales: Mapping[str, float] | None = None
    satellites: Mapping[str, float] | None = None


def split(accounts: Accounts, sector: str, parts: Sequence[Part]) -> Accounts:
    """The table with a sector divided into parts that stand in its place.

    Columns are divided by the parts' costs, rows by their sales; what the sector buys from itself is divided
    by both at once, Z(p, q) = sales of p to the sector × costs of q on the sector / Z(s, s). Every row and
    column of the new table balances as the old one did, and summed again it is the old one (Wolsky,
    Disaggregating Input-Output Models, Review of Economics and Statistics 66, 1984).

    Raises:
        ParameterError: The table has no such sector, or a part names what it does not have.
        DataError: The parts do not make up the sector: shares that do not sum to 1, or more declared of
            something than the sector has.
    """
    if sector not in accounts.sectors:
        raise ParameterError(f"{accounts.table} has no sector {sector!r}")
    _check(accounts, sector, parts)
    columns = _divided(_column(accounts, sector), sector, parts, "costs")
    rows = _divided(_row(accounts, sector), sector, parts, "sales")
    names = {part.key: part.name for part in parts}
    place = _Place(sector, list(names), np.array([part.share for part in parts]))
    bought = columns.T
    categories, components = accounts.final_demand.columns, accounts.value_added.columns
    divided = replace(
        accounts,
        names={
            key: name
            for old, label in accounts.names.items()
            for key, name in (names.items() if old == sector else [(old, label)])
        },
        flows=_flows(accounts, place, rows, columns),
        final_demand=place.rows(accounts.final_demand, rows.loc[categories].T),
        imports=place.values(accounts.imports, bought["imports"]),
        taxes=place.values(accounts.taxes, bought["taxes"]),
        value_added=place.rows(accounts.value_added, columns.loc[components].T),
        output=place.values(accounts.output, accounts.output[sector] * place.shares),
        satellites=tuple(_satellite(found, sector, parts, place) for found in accounts.satellites),
        imported_flows=_imported(accounts.imported_flows, place, bought["imports"]),
        imported_final_demand=_imported_final(accounts.imported_final_demand, place),
    )
    found = faults(divided)  # shares below zero, for one
    if found:
        raise DataError(found)
    return divided


@dataclass(frozen=True)
class _Place:
    """Where a sector stood, and what comes to stand there."""

    sector: str
    keys: list[str]
    weights: np.ndarray

    @property
    def shares(self) -> pd.Series:
        return pd.Series(self.weights, self.keys)

    def rows(self, frame: pd.DataFrame, instead: pd.DataFrame) -> pd.DataFrame:
        """The frame with rows of the parts instead of the sector's."""
        position = frame.index.tolist().index(self.sector)
        return pd.concat([frame.iloc[:position], instead, frame.iloc[position + 1 :]])

    def columns(self, frame: pd.DataFrame, instead: pd.DataFrame) -> pd.DataFrame:
        """The frame with columns of the parts instead of the sector's."""
        return self.rows(frame.T, instead.T).T

    def values(self, series: pd.Series, instead: pd.Series) -> pd.Series:
        """The series with values of the parts instead of the sector's."""
        position = series.index.tolist().index(self.sector)
        after = series.iloc[position + 1 :]
        whole: pd.Series = pd.concat([series.iloc[:position], instead, after])
        whole.name = series.name
        return whole


def _flows(accounts: Accounts, place: _Place, rows: pd.DataFrame, columns: pd.DataFrame) -> pd.DataFrame:
    own = float(accounts.flows[place.sector][place.sector])
    block = np.outer(rows.loc[place.sector], columns.loc[place.sector]) / (own or 1.0)
    sold = place.columns(rows.loc[accounts.sectors].T, pd.DataFrame(block, place.keys, place.keys))
    bought = columns.loc[accounts.sectors]
    return place.rows(place.columns(accounts.flows, bought), sold)


def _imported(flows: pd.DataFrame | None, place: _Place, imports: pd.Series) -> pd.DataFrame | None:
    """Imported products of the sector's kind are divided by output: the source tells no more."""
    if flows is None:
        return None
    shares = imports / imports.sum() if imports.sum() else place.shares
    bought = pd.DataFrame(np.outer(flows[place.sector], shares), flows.index, place.keys)
    wide = place.columns(flows, bought)
    return place.rows(
        wide, pd.DataFrame(np.outer(place.weights, wide.loc[place.sector]), place.keys, wide.columns)
    )


def _imported_final(demand: pd.DataFrame | None, place: _Place) -> pd.DataFrame | None:
    if demand is None:
        return None
    parts = np.outer(place.weights, demand.loc[place.sector])
    return place.rows(demand, pd.DataFrame(parts, place.keys, demand.columns))


def _satellite(satellite: Satellite, sector: str, parts: Sequence[Part], place: _Place) -> Satellite:
    """A satellite with the parts' shares; a part of it, such as jobs of women, follows the whole."""
    declared = [part.satellites or {} for part in parts]
    told = [shares.get(satellite.name, shares.get(satellite.part_of)) for shares in declared]
    shares = np.array([np.nan if share is None else share for share in told], dtype=float)
    open_ = np.isnan(shares)
    left = 1.0 - float(np.nansum(shares))
    if left < -_EXACT or (not open_.any() and left > _EXACT):
        raise DataError([f"{sector}: the parts' shares of {satellite.name} leave {left:.6g} over, not 0"])
    shares[open_] = left * place.weights[open_] / (place.weights[open_].sum() or 1.0)
    values = pd.Series(shares * satellite.values[sector], place.keys)
    return replace(satellite, values=place.values(satellite.values, values))


def _column(accounts: Accounts, sector: str) -> pd.Series:
    """All that a sector's output is spent on; the parts are divided by what they make up, gaps included."""
    other = pd.Series({"imports": accounts.imports[sector], "taxes": accounts.taxes[sector]})
    line: pd.Series = pd.concat([accounts.flows[sector], other, accounts.value_added.T[sector]])
    return line.astype(float)


def _row(accounts: Accounts, sector: str) -> pd.Series:
    line: pd.Series = pd.concat([accounts.flows.T[sector], accounts.final_demand.T[sector]])
    return line.astype(float)


def _check(accounts: Accounts, sector: str, parts: Sequence[Part]) -> None:
    others = [key for key in accounts.sectors if key != sector] + [part.key for part in parts]
    found = [f"{key}: stands more than once" for key in sorted({k for k in others if others.count(k) > 1})]
    found += [
        f"{part.key}: its share is {part.share:g}; a share is above 0" for part in parts if not part.share > 0
    ]
    total = sum(part.share for part in parts)
    if not abs(total - 1) <= _EXACT:
        found.append(f"{sector}: the parts' shares sum to {total:.6g}, not to 1; the gap is {total - 1:.6g}")
    if found:
        raise DataError(found)
    satellites = [satellite.name for satellite in accounts.satellites]
    for part in parts:
        _known(part.key, part.costs, _column(accounts, sector).index)
        _known(part.key, part.sales, _row(accounts, sector).index)
        _known(part.key, part.satellites, pd.Index(satellites))


def _known(part: str, declared: Mapping[str, float] | None, allowed: pd.Index) -> None:
    unknown = [key for key in declared or {} if key not in allowed]
    if unknown:
        raise ParameterError(f"{part} names {', '.join(unknown)}; there are {', '.join(map(str, allowed))}")


def _divided(whole: pd.Series, sector: str, parts: Sequence[Part], what: str) -> pd.DataFrame:
    """A line of the sector, divided: items by parts, the parts of an item summing to it."""
    total = float(whole.sum())
    declared = {part.key: part.costs if what == "costs" else part.sales for part in parts}
    lines = {
        part.key: _line(whole, shares, part.share * total, part.key, what)
        for part in parts
        if (shares := declared[part.key]) is not None
    }
    left = whole - sum(lines.values(), pd.Series(0.0, whole.index))
    rest = {part.key: part.share for part in parts if declared[part.key] is None}
    beyond = (-left * np.sign(whole)).where(whole != 0, left.abs()) if rest else left.abs()
    found = [
        f"{sector}: the parts' {what} on {item} do not make up the sector's {whole[item]:,.6g}; "
        f"the gap is {left[item]:,.6g}"
        for item in whole.index[beyond > _EXACT * abs(total)]
    ]
    if found:
        raise DataError(found)
    left = left.where(left * whole > 0, 0.0)  # what rounding leaves beyond the sector's own is nothing
    lines |= {key: left * share / sum(rest.values()) for key, share in rest.items()}
    return pd.DataFrame({part.key: lines[part.key] for part in parts})


def _line(whole: pd.Series, shares: Mapping[str, float], total: float, part: str, what: str) -> pd.Series:
    """What a part spends or sells, item by item, in money: as declared, others as in the whole sector."""
    line = pd.Series({item: shares.get(item, np.nan) for item in whole.index}) * total
    others = whole.where(line.isna(), 0.0)
    left = total - float(line.sum())
    if abs(left) > _EXACT * abs(total):
        if not others.sum() or left / others.sum() < 0:
            share = 1.0 - left / total
            raise DataError([f"{part}: its {what} sum to {share:.6g}, not to 1; the gap is {share - 1:.6g}"])
        return line.fillna(others * (left / others.sum()))
    return line.fillna(0.0)

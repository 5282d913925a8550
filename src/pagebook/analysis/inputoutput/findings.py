"""What is wrong with a table, before anything is computed from it: every finding names sector and gap."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from pagebook.analysis.inputoutput.solving import Factors
from pagebook.analysis.inputoutput.structure import coefficients, matrix
from pagebook.data.accounts import Accounts, Satellite

__all__ = ["TOLERANCE", "faults", "problems", "unproductive"]

TOLERANCE = 1e-4  # of output: sources print rounded money, and adjustment rows are left out


def problems(accounts: Accounts, tolerance: float = TOLERANCE) -> list[str]:
    """Every finding about a table, in the sectors' order; empty when it can be computed with.

    Args:
        accounts: The table.
        tolerance: The gap of a row or column that is let pass, as a share of the sector's output.
    """
    found = faults(accounts)
    if found:
        return found
    found = [*_balances(accounts, tolerance), *_parts(accounts, tolerance)]
    shares = coefficients(accounts)
    if not Factors(shares).productive:
        found += unproductive(accounts, shares)
    return found


def faults(accounts: Accounts) -> list[str]:
    """What keeps a table from being computed with at all: labels, missing numbers, negative output."""
    return list(_labels(accounts)) or [*_numbers(accounts), *_signs(accounts), *_roles(accounts)]


def _named(accounts: Accounts, sector: str) -> str:
    name = accounts.names.get(sector, "")
    return f"{sector} ({name})" if name and name != sector else sector


def _amount(value: float) -> str:
    return f"{value:,.6g}"


def _frames(accounts: Accounts) -> dict[str, pd.DataFrame | pd.Series]:
    told: dict[str, pd.DataFrame | pd.Series | None] = {
        "flows": accounts.flows,
        "final demand": accounts.final_demand,
        "imports": accounts.imports,
        "taxes": accounts.taxes,
        "value added": accounts.value_added,
        "output": accounts.output,
        "imported flows": accounts.imported_flows,
        "imported final demand": accounts.imported_final_demand,
    }
    told |= {f"satellite {satellite.name}": satellite.values for satellite in accounts.satellites}
    return {name: frame for name, frame in told.items() if frame is not None}


def _labels(accounts: Accounts) -> Iterator[str]:
    rows, columns = accounts.flows.shape
    if rows != columns:
        yield f"flows: {rows} rows and {columns} columns; a table has a column for each row"
    for name, frame in _frames(accounts).items():
        yield from _compared(accounts, f"{name}, rows", frame.index)
    yield from _compared(accounts, "flows, columns", accounts.flows.columns)
    if accounts.imported_flows is not None:
        yield from _compared(accounts, "imported flows, columns", accounts.imported_flows.columns)
    for sector, name in accounts.names.items():
        if not str(name).strip():
            yield f"names: {sector} has no name"


def _compared(accounts: Accounts, where: str, labels: pd.Index) -> Iterator[str]:
    sectors = accounts.sectors
    if labels.tolist() == sectors:
        return
    missing = [_named(accounts, sector) for sector in sectors if sector not in labels]
    unknown = [str(label) for label in labels if label not in accounts.names]
    twice = [str(label) for label in labels[labels.duplicated()].unique()]
    told = {"missing": missing, "no such sector": unknown, "more than once": twice}
    said = [f"{what}: {', '.join(which)}" for what, which in told.items() if which]
    yield f"{where}: {'; '.join(said) or 'the sectors stand in another order than in the list of names'}"


def _numbers(accounts: Accounts) -> Iterator[str]:
    for name, frame in _frames(accounts).items():
        table = frame.to_frame() if isinstance(frame, pd.Series) else frame
        if np.isfinite(_values(table)).all():
            continue
        for sector, column in zip(*np.nonzero(~np.isfinite(table.to_numpy(dtype=float))), strict=True):
            of = "" if isinstance(frame, pd.Series) else f", column {table.columns[column]}"
            yield f"{name}: {_named(accounts, table.index[sector])}{of} has no number"


def _values(table: pd.DataFrame) -> np.ndarray:
    held = matrix(table)
    return np.asarray(held if isinstance(held, np.ndarray) else held.data)


def _signs(accounts: Accounts) -> Iterator[str]:
    for sector, value in accounts.output[accounts.output < 0].items():
        yield f"output: {_named(accounts, str(sector))} is {_amount(value)}; output is not negative"
    if (_values(accounts.flows) < 0).any():
        flows = accounts.flows.to_numpy(dtype=float)
        for row, column in zip(*np.nonzero(flows < 0), strict=True):
            seller, buyer = accounts.sectors[row], accounts.sectors[column]
            yield (
                f"flows: {_named(accounts, seller)} to {_named(accounts, buyer)} is "
                f"{_amount(flows[row, column])}; a flow is not negative"
            )
    for satellite in accounts.satellites:
        for sector, value in satellite.values[satellite.values < 0].items():
            yield f"satellite {satellite.name}: {_named(accounts, str(sector))} is {_amount(value)}, below 0"


def _roles(accounts: Accounts) -> Iterator[str]:
    for category in accounts.households:
        if category not in accounts.final_demand:
            yield f"households: final demand has no category {category}"
    for component in accounts.labour_income:
        if component not in accounts.value_added:
            yield f"labour income: value added has no component {component}"
    names = [satellite.name for satellite in accounts.satellites]
    for satellite in accounts.satellites:
        if satellite.part_of and satellite.part_of not in names:
            yield f"satellite {satellite.name}: no satellite {satellite.part_of} to be a part of"
        if names.count(satellite.name) > 1:
            yield f"satellite {satellite.name}: stands more than once"


def _balances(accounts: Accounts, tolerance: float) -> Iterator[str]:
    flows = matrix(accounts.flows)
    used = np.asarray(flows.sum(axis=1)).ravel() + accounts.final_demand.sum(axis=1).to_numpy()
    paid = np.asarray(flows.sum(axis=0)).ravel() + accounts.imports.to_numpy() + accounts.taxes.to_numpy()
    paid = paid + accounts.value_added.sum(axis=1).to_numpy()
    yield from _gaps(accounts, "row", "flows and final demand", used, tolerance)
    yield from _gaps(accounts, "column", "inputs, imports, taxes and value added", paid, tolerance)


def _gaps(accounts: Accounts, line: str, what: str, sums: np.ndarray, tolerance: float) -> Iterator[str]:
    output = accounts.output.to_numpy(dtype=float)
    for position in np.nonzero(np.abs(sums - output) > tolerance * np.maximum(output, 0))[0]:
        gap = sums[position] - output[position]
        yield (
            f"{line} of {_named(accounts, accounts.sectors[position])}: {what} are "
            f"{_amount(sums[position])}, output is {_amount(output[position])}; the gap is {_amount(gap)}"
        )


def _parts(accounts: Accounts, tolerance: float) -> Iterator[str]:
    wholes = {satellite.name: satellite for satellite in accounts.satellites}
    divided = sorted({(part.part_of, part.by) for part in accounts.satellites if part.part_of})
    for name, by in divided:
        parts = [part for part in accounts.satellites if (part.part_of, part.by) == (name, by)]
        yield from _unequal(accounts, wholes[name], by, parts, tolerance)


def _unequal(
    accounts: Accounts, whole: Satellite, by: str, parts: list[Satellite], tolerance: float
) -> Iterator[str]:
    sums = np.sum([part.values.to_numpy(dtype=float) for part in parts], axis=0)
    values = whole.values.to_numpy(dtype=float)
    for position in np.nonzero(np.abs(sums - values) > tolerance * np.maximum(values, sums))[0]:
        yield (
            f"satellite {whole.name}: the parts by {by} of {_named(accounts, accounts.sectors[position])} "
            f"sum to {_amount(sums[position])}, the whole is {_amount(values[position])}; "
            f"the gap is {_amount(sums[position] - values[position])}"
        )


def unproductive(accounts: Accounts, shares: Any) -> list[str]:
    """Why a table is not productive: the sectors whose inputs from home cost all their output or more.

    The spectral radius of A ≥ 0 is not above its largest column sum, so that there is such a sector.
    """
    sums = np.asarray(shares.sum(axis=0)).ravel()
    size = len(accounts.sectors)
    found = [
        f"{_named(accounts, accounts.sectors[position])} takes {_amount(sums[position])} of inputs from home "
        f"for 1 of output; the gap is {_amount(sums[position] - 1)}"
        for position in np.nonzero(sums[:size] >= 1)[0]
    ]
    if len(sums) > size and sums[size] >= 1:
        found.append(f"households spend {_amount(sums[size])} at home out of 1 of income")
    start = f"not productive (Hawkins-Simon): the spectral radius is {_amount(radius(shares))}, not below 1"
    return [f"{start}; {reason}" for reason in found] or [start]


def radius(shares: Any) -> float:
    """The spectral radius of a table's A ≥ 0, for a message."""
    from scipy.sparse.linalg import eigs

    if shares.shape[0] < 200 or isinstance(shares, np.ndarray):
        dense = shares if isinstance(shares, np.ndarray) else shares.toarray()
        return float(np.abs(np.linalg.eigvals(dense)).max())
    return float(np.abs(eigs(shares, k=1, return_eigenvectors=False)).max())

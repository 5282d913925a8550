"""Names for drafts that stay the same when a document is read again, and who belongs to whom.

A cell of a grid is named by its place in the grid. Any other draft is named by its table, its country, what
it is about, and the words of the document it rests on, so that lines may move and rules may improve.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from pagebook.data import ForeignKey, Package, TableSpec
from pagebook.ingest.draft import Draft

__all__ = ["Proposal", "identified"]

_LENGTH = 10
_GRIDS = {"achievements": ("area", "outcome", "year"), "coverage": ("area", "outcome", "year")}
# One sentence names several institutions, goals or groups of people.
_ABOUT = ("area", "name", "title", "goal", "target", "group")


@dataclass(frozen=True)
class Proposal:
    """A draft with a name of its own.

    Attributes:
        name: Its name; begins with a letter, so that no spreadsheet takes it for a number.
        draft: The draft.
        owners: For the columns that name another row: the draft which that row comes from.
    """

    name: str
    draft: Draft
    owners: Mapping[str, str]


def identified(package: Package, drafts: Iterable[Draft]) -> list[Proposal]:
    """Return the drafts of a document with their names, in its order.

    A draft belongs to the nearest one before it whose row it names; where its table demands that it names a
    row and it does not say which, to the nearest one that could be it.
    """
    seen: Counter[str] = Counter()
    told: list[Proposal] = []
    for draft in drafts:
        spec = package.tables[draft.table]
        owners = _owners(spec, draft, told)
        identity = _identity(draft)
        seen[identity] += 1
        hashed = sha256(f"{identity}\0{seen[identity]}".encode()).hexdigest()
        told.append(Proposal(f"d{hashed[:_LENGTH]}", draft, owners))
    return told


def _identity(draft: Draft) -> str:
    named = _GRIDS.get(draft.table)
    if named and all(draft.row.get(name) for name in named):
        return "\0".join((draft.table, *(draft.row[name] for name in named)))
    about = (f"{name}={draft.row.get(name, '')}" for name in _ABOUT)
    return "\0".join((draft.table, *about, " ".join(draft.evidence.casefold().split())))


def _owners(spec: TableSpec, draft: Draft, before: Sequence[Proposal]) -> dict[str, str]:
    owners = {}
    for key in spec.foreign_keys:
        if len(key.fields) == 1 and key.resource != spec.name:
            (column,) = key.fields
            needed = spec.by_name[column].required or column in spec.primary_key
            cell = draft.row.get(column, "")
            found = next((one for one in reversed(before) if _is_named(one.draft, key, cell, needed)), None)
            if found:
                owners[column] = found.name
    return owners


def _is_named(draft: Draft, key: ForeignKey, cell: str, needed: bool) -> bool:
    if draft.table != key.resource:
        return False
    return cell in (draft.match, draft.row.get(key.reference_fields[0])) if cell else needed

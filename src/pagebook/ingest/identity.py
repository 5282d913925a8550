"""Names for drafts that stay the same when a document is read again, and who belongs to whom.

A draft that gives the whole key of its row is named by that key. Any other is named by its table, its
country and the words of the document it rests on, so that lines may move and rules may improve.
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
        identity = _identity(spec, draft, owners)
        seen[identity] += 1
        hashed = sha256(f"{identity}\0{seen[identity]}".encode()).hexdigest()
        told.append(Proposal(f"d{hashed[:_LENGTH]}", draft, owners))
    return told


def _identity(spec: TableSpec, draft: Draft, owners: Mapping[str, str]) -> str:
    own = [
        f"{name}={draft.row[name]}" for name in spec.primary_key if draft.row.get(name) and name not in owners
    ]
    if len(own) < len(spec.primary_key):
        own += [draft.row.get("area", ""), " ".join(draft.evidence.casefold().split())]
    return "\0".join((draft.table, *own))


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

"""How figures and tables are stored in notebooks and pages: media types, JSON, the class of sortable tables.

It loads neither tables nor charts: what reads stored figures needs neither.
"""

from __future__ import annotations

import hashlib
import json

__all__ = ["EXPLORER", "LEVERS", "MIME", "SORTABLE", "canonical", "content_hash"]

# The specifications are Vega-Lite 6, as their `$schema` says, but JupyterLab 4 has renderers up to this type
# only: it draws them well with the Vega-Lite 5 it brings along, and would show a newer type as plain text.
MIME = "application/vnd.vegalite.v5+json"

EXPLORER = "application/vnd.pagebook.explorer+json"

LEVERS = "application/vnd.pagebook.levers+json"

SORTABLE = "pb-sortable"
"""Class of a table that the book's script lets readers sort; `pb-filter-3` names a column to filter by."""


def canonical(value: object) -> str:
    """Return compact JSON with sorted keys; not-a-number is refused, as JSON has none.

    Raises:
        ValueError: A number is missing or infinite.
    """
    return json.dumps(value, sort_keys=True, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


def content_hash(value: object) -> str:
    """Return twelve hexadecimal digits that name a value by its content."""
    return hashlib.sha256(canonical(value).encode()).hexdigest()[:12]

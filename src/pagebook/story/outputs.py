"""What a notebook shows to the finishing step and a reader does not see: the page's words, its record."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["Record", "Words"]

_TYPE = "application/vnd.pagebook.{}+json"


@dataclass(frozen=True)
class Words:
    """The words of a page.

    Attributes:
        substitutions: What the page's prose names as `{{ … }}`: key to escaped Markdown.
        has: Which parts have something to show; a cell tagged `needs-<part>` goes when its part has nothing.
    """

    substitutions: Mapping[str, str]
    has: Mapping[str, bool]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Return the bundle that notebooks store."""
        return _bundle("words", {"substitutions": dict(self.substitutions), "has": dict(self.has)})


@dataclass(frozen=True)
class Record:
    """What a page read.

    Attributes:
        content: What `Tables.record` returned.
    """

    content: Mapping[str, Any]

    def _repr_mimebundle_(self, **_: Any) -> dict[str, Any]:
        """Return the bundle that notebooks store."""
        return _bundle("record", dict(self.content))


def _bundle(kind: str, content: dict[str, Any]) -> dict[str, Any]:
    told = json.dumps(content, ensure_ascii=False, sort_keys=True)
    return {_TYPE.format(kind): content, "text/plain": told}

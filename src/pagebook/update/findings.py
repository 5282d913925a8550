"""What is found in publishers' files: what stops an update, is let through on request, or only told."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import asdict, dataclass, field

__all__ = ["ALLOWED", "Finding", "Findings"]

ALLOWED = {
    "jump": "a value that looks like an error of unit",
    "area": "a code of an area that is not known",
    "double": "two values for the same area and year; the first is taken",
}
"""What stops an update unless it is allowed by name."""

_MOST = 200


@dataclass(frozen=True)
class Finding:
    """One thing in one place of a file.

    Attributes:
        file: Name of the file.
        line: Its line, the first being 1; 0 when the whole file is meant.
        kind: A short, stable name, such as `header`.
        message: What was found.
        expected: What would be right; may be empty.
    """

    file: str
    line: int
    kind: str
    message: str
    expected: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.message}" + (f"; {self.expected}" if self.expected else "")

    def as_json(self) -> dict[str, str | int]:
        """Return the finding as a JSON object."""
        return asdict(self)


@dataclass
class Findings:
    """All that was found, collected before anything is written.

    Attributes:
        allowed: Kinds that somebody looked at and lets through.
        refused: What stops the update; of each kind and file, the first many.
        told: What the report tells and nothing more.
        hidden: How many more there are of a kind and file.
    """

    allowed: Collection[str] = ()
    refused: list[Finding] = field(default_factory=list)
    told: list[Finding] = field(default_factory=list)
    hidden: dict[tuple[str, str], int] = field(default_factory=dict)
    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)

    def refuse(self, finding: Finding) -> None:
        """Keep what stops the update, unless its kind is allowed."""
        if finding.kind in self.allowed:
            self.tell(finding)
        elif self._room(finding):
            self.refused.append(finding)

    def tell(self, finding: Finding) -> None:
        """Keep what the report tells."""
        if self._room(finding):
            self.told.append(finding)

    def _room(self, finding: Finding) -> bool:
        # A file of another kind can be wrong in every line, and nobody reads a million of them.
        key = (finding.file, finding.kind)
        self._numbers[key] = self._numbers.get(key, 0) + 1
        if self._numbers[key] > _MOST:
            self.hidden[key] = self._numbers[key] - _MOST
            return False
        return True

    def lines(self) -> list[str]:
        """Return what stops the update, a line for each, and how many more there are."""
        more = [f"{file}: … and {count:,} more ({kind})" for (file, kind), count in self.hidden.items()]
        return [*map(str, self.refused), *more]

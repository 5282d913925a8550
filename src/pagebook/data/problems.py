"""What is wrong with the data: one problem is one line for people and one object for programs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

__all__ = ["Problem", "summarise"]

_EXAMPLES = 3


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in one place.

    Attributes:
        file: The file, relative to the book's root, with forward slashes.
        row: Line number in the file (the header is 1); 0 when the whole file is meant.
        column: Name of the column; empty when the whole row or file is meant.
        message: What is wrong.
        expected: What would be right.
        kind: A short, stable name of the rule that was broken, such as `foreign-key`.
    """

    file: str
    row: int
    column: str
    message: str
    expected: str
    kind: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.row}" if self.row else self.file
        parts = [place, *([self.column] if self.column else []), self.message]
        return ": ".join(parts) + (f"; {self.expected}" if self.expected else "")

    def as_json(self) -> dict[str, str | int]:
        """Return the problem as a JSON object."""
        return asdict(self)


def summarise(problems: Sequence[Problem], limit: int = 50) -> list[str]:
    """Return lines for people: every problem when there are at most `limit`, else groups with counts.

    A group holds the problems of one file, column and kind; its first examples follow it, indented.
    The last line counts everything, so that nothing is left out silently.
    """
    if len(problems) <= limit:
        return [str(problem) for problem in problems]
    groups: dict[tuple[str, str, str], list[Problem]] = {}
    for problem in problems:
        groups.setdefault((problem.file, problem.column, problem.kind), []).append(problem)
    shown = list(groups.values())[: max(1, limit // (_EXAMPLES + 2))]
    lines = [line for group in shown for line in _group_lines(group)]
    hidden = len(groups) - len(shown)
    if hidden:
        rest = len(problems) - sum(len(group) for group in shown)
        lines.append(f"… and {rest:,} more in {hidden:,} other {_plural('group', hidden)}")
    files = len({problem.file for problem in problems})
    lines.append(f"{len(problems):,} problems in {files:,} {_plural('file', files)}")
    return lines


def _group_lines(group: Sequence[Problem]) -> Iterable[str]:
    first = group[0]
    if len(group) <= _EXAMPLES:
        return [str(problem) for problem in group]
    place = f"{first.file}: {first.column}" if first.column else first.file
    rows = sorted(problem.row for problem in group)
    head = f"{place}: {len(group):,} {first.kind} problems, lines {rows[0]} to {rows[-1]}; the first:"
    return [head, *(f"  {problem}" for problem in group[:_EXAMPLES])]


def _plural(noun: str, count: int) -> str:
    return noun if count == 1 else f"{noun}s"

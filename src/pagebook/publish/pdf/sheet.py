"""One document that is set as PDF, and how many are set side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sphinx.application import Sphinx
from sphinx.util.parallel import ParallelTasks, parallel_available

from pagebook.errors import BuildError
from pagebook.publish.forking import cores

__all__ = ["Sheet", "shared", "side_by_side"]

Given = TypeVar("Given")
Made = TypeVar("Made")


@dataclass(frozen=True)
class Sheet:
    """A document to be set.

    Attributes:
        main: Its Typst file, relative to the builder's output folder.
        pdf: Where the PDF goes, relative to the folder of the PDFs.
    """

    main: str
    pdf: str


def side_by_side(app: Sphinx, work: Callable[[Given], Made], shares: Sequence[Sequence[Given]]) -> list[Made]:
    """Return what the work makes of each, in their order; a process for a share where the system can fork.

    It ends with its share, so it may use libraries that run threads. What it keeps in memory is lost.

    Raises:
        BuildError: Some of the work failed; tells all that failed.
    """
    made: dict[int, list[Made | BuildError]] = {}

    def attempt(one: Given) -> Made | BuildError:
        try:
            return work(one)
        except BuildError as error:
            return error

    def attempt_all(place: int) -> list[Made | BuildError]:
        return [attempt(one) for one in shares[place]]

    tasks = ParallelTasks(cores(app)) if parallel_available else None
    # The last is taken first.
    for place in reversed(range(len(shares))):
        if tasks is None:
            made[place] = attempt_all(place)
        else:
            tasks.add_task(attempt_all, place, made.__setitem__)
    if tasks is not None:
        tasks.join()
    return _sound([one for place in range(len(shares)) for one in made[place]])


def shared(app: Sphinx, given: Sequence[Given]) -> list[Sequence[Given]]:
    """Return shares for all cores: by turns, so that what stands in order of weight is shared out evenly."""
    number = cores(app)
    return [given[first::number] for first in range(min(number, len(given)))]


def _sound(made: Sequence[Made | BuildError]) -> list[Made]:
    problems = [one for one in made if isinstance(one, BuildError)]
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise BuildError("\n".join(map(str, problems)))
    return [one for one in made if not isinstance(one, BuildError)]

"""One document that is set as PDF, and how many are set side by side."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sphinx.application import Sphinx
from sphinx.util.parallel import ParallelTasks, parallel_available

from pagebook.errors import BuildError
from pagebook.publish.forking import cores

__all__ = ["Sheet", "side_by_side"]

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


def side_by_side(app: Sphinx, work: Callable[[Given], Made], given: Sequence[Given]) -> list[Made]:
    """Return what the work makes of each, in their order; in a process for each where the system can fork.

    Such a process ends with its work: it may use libraries that run threads. What it keeps in memory is lost.

    Raises:
        BuildError: Some of the work failed; tells all that failed.
    """
    made: dict[int, Made | BuildError] = {}

    def attempt(place: int) -> Made | BuildError:
        try:
            return work(given[place])
        except BuildError as error:
            return error

    tasks = ParallelTasks(cores(app)) if parallel_available else None
    # The last is taken first: whoever has an order of weight gives the lightest first.
    for place in range(len(given)):
        if tasks is None:
            made[place] = attempt(place)
        else:
            tasks.add_task(attempt, place, made.__setitem__)
    if tasks is not None:
        tasks.join()
    return _sound([made[place] for place in range(len(given))])


def _sound(made: Sequence[Made | BuildError]) -> list[Made]:
    problems = [one for one in made if isinstance(one, BuildError)]
    if len(problems) == 1:
        raise problems[0]
    if problems:
        raise BuildError("\n".join(map(str, problems)))
    return [one for one in made if not isinstance(one, BuildError)]

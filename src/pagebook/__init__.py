"""Pagebook: a reproducible book, country by country, on the Partnership for Action on Green Economy.

The way of the data, one floor a step, each importing only from the floors before it:

0. `errors`, `project`: the exception tree; where the book is
1. `data`: the data package, read, checked and written
2. `analysis`: numbers out of frames, and numbers into words
3. `figures`: charts, tables and prose with their sources
4. `story`: the pages, section by section, as notebooks show them
5. `pages`: notebooks planned, executed and finished
6. `publish`: the book compiled by Jupyter Book
7. `cli`: the command `pagebook`

Notebooks import from here and nowhere else. Names are loaded when first used, so that
`import pagebook` costs nothing.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version

_EXPORTS = {
    "CircularPage": "pagebook.story.theme_page",
    "ComparePage": "pagebook.story.compare",
    "ContradictionsPage": "pagebook.story.backmatter",
    "CountryPage": "pagebook.story.country",
    "DecouplingPage": "pagebook.story.decoupling_page",
    "DictionaryPage": "pagebook.story.backmatter",
    "EnergyPage": "pagebook.story.theme_page",
    "ExchangePage": "pagebook.story.exchange_page",
    "Figure": "pagebook.figures",
    "FrontPage": "pagebook.story.frontpage",
    "GapsPage": "pagebook.story.gaps_chapter",
    "GlossaryPage": "pagebook.story.glossary",
    "GoalsPage": "pagebook.story.goals_chapter",
    "LibraryPage": "pagebook.story.library_page",
    "MethodsPage": "pagebook.story.backmatter",
    "ModelsPage": "pagebook.story.models_page",
    "PeoplePage": "pagebook.story.people_chapter",
    "ProgrammePage": "pagebook.story.programme_chapter",
    "ProgressMethodPage": "pagebook.story.progress_method",
    "ProgressPage": "pagebook.story.progress_page",
    "ProjectionsPage": "pagebook.story.projections_page",
    "Prose": "pagebook.figures",
    "ScenarioPage": "pagebook.story.scenario",
    "SourcesPage": "pagebook.story.backmatter",
    "Table": "pagebook.figures",
    "Tables": "pagebook.data",
    "find_book": "pagebook.project",
}

__all__ = [
    "CircularPage",
    "ComparePage",
    "ContradictionsPage",
    "CountryPage",
    "DecouplingPage",
    "DictionaryPage",
    "EnergyPage",
    "ExchangePage",
    "Figure",
    "FrontPage",
    "GapsPage",
    "GlossaryPage",
    "GoalsPage",
    "LibraryPage",
    "MethodsPage",
    "ModelsPage",
    "PeoplePage",
    "ProgrammePage",
    "ProgressMethodPage",
    "ProgressPage",
    "ProjectionsPage",
    "Prose",
    "ScenarioPage",
    "SourcesPage",
    "Table",
    "Tables",
    "__version__",
    "find_book",
]


def __getattr__(name: str) -> object:
    """Load a public name from its module on first use (PEP 562)."""
    if name == "__version__":
        return version("pagebook")
    if name not in _EXPORTS:
        raise AttributeError(f"module 'pagebook' has no attribute {name!r}; it offers {', '.join(__all__)}")
    value = getattr(import_module(_EXPORTS[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return __all__

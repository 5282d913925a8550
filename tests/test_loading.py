"""Packages whose names are loaded when they are used."""

import subprocess
import sys
from importlib import import_module

import pytest

PACKAGES = ("pagebook.data", "pagebook.figures", "pagebook.story")


@pytest.mark.parametrize("name", PACKAGES)
def test_every_name_of_a_package_can_be_loaded(name: str):
    """`__all__` is what it offers, and each name is there."""
    package = import_module(name)

    assert sorted(package.__all__) == sorted(package._HOMES)
    assert [name for name in package.__all__ if getattr(package, name) is None] == []


@pytest.mark.parametrize("name", PACKAGES)
def test_an_unknown_name_is_refused(name: str):
    """A misspelt import fails as it does everywhere."""
    with pytest.raises(AttributeError, match=f"module '{name}' has no attribute 'Tabels'"):
        import_module(name).Tabels  # noqa: B018


@pytest.mark.parametrize(
    ("code", "heavy"),
    [
        ("import pagebook.publish.extension, pagebook.publish.renderer", {"altair", "numpy", "pandas"}),
        ("import pagebook.story.narrative_text, pagebook.figures.stored", {"altair", "numpy", "pandas"}),
        ("from pagebook.data import Package, Problem", {"numpy", "pandas", "pyarrow"}),
        ("import pagebook.story.country, pagebook.analysis.inputoutput", {"scipy"}),
    ],
)
def test_what_does_not_draw_loads_no_charts(code: str, heavy: set[str]):
    """Compiling takes neither tables nor charts, describing tables no values, most pages no SciPy."""
    script = f"import sys; {code}; print(sorted({heavy} & set(sys.modules)))"

    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"

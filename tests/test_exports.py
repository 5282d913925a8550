"""What `from pagebook import …` offers."""

import subprocess
import sys

import pytest

import pagebook


@pytest.mark.parametrize("name", pagebook.__all__)
def test_every_exported_name_exists(name: str):
    """Each name in `__all__` can be imported."""
    assert getattr(pagebook, name) is not None


def test_exports_are_all_that_can_be_loaded():
    """`__all__` is sorted and names the version and every name with a module to load it from."""
    assert pagebook.__all__ == sorted(["__version__", *pagebook._EXPORTS])


def test_an_unknown_name_is_refused_with_the_list():
    """A misspelt import says what there is."""
    with pytest.raises(AttributeError, match="has no attribute 'CountrPage'; it offers CircularPage, "):
        pagebook.CountrPage  # noqa: B018


def test_importing_pagebook_loads_nothing_heavy():
    """`import pagebook` leaves pandas and altair alone, so that the command line starts quickly."""
    heavy = "{'pandas', 'altair', 'papermill', 'sphinx'}"
    code = f"import sys, pagebook; print(sorted({heavy} & set(sys.modules)))"

    printed = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout

    assert printed == "[]\n"

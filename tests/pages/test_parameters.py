"""Parameters are refused before a kernel starts, with what is allowed."""

import pytest

from pagebook.errors import ParameterError
from pagebook.pages.notebooks import NotebookError
from pagebook.pages.parameters import Parameter, check_parameters, declared

ALLOWED = {"country": ["PER", "SEN"]}


def test_the_parameters_cell_is_read(book):
    """Name, type, default and help come from the cell, without a kernel named in the file."""
    assert declared(book.chapters / "country.ipynb") == {
        "country": Parameter("country", "str", '"PER"', "ISO 3166-1 alpha-3 code")
    }


def test_a_notebook_without_parameters_declares_none(book):
    """An authored chapter takes no parameters."""
    assert declared(book.chapters / "notes.ipynb") == {}


def test_fitting_parameters_pass(book):
    """A known country as text is fine."""
    assert check_parameters(book.chapters / "country.ipynb", [{"country": "SEN"}], ALLOWED) is None


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"contry": "PER"}, "unknown parameter 'contry'; did you mean 'country'?; "
         "allowed: country: str (ISO 3166-1 alpha-3 code)"),
        ({"country": 5}, "parameter 'country' must be str, not int (5); expected ISO 3166-1 alpha-3 code"),
        ({"country": ["PER"]}, "parameter 'country' must be str, not list (['PER']); "
         "expected ISO 3166-1 alpha-3 code"),
        ({"country": "PERU"}, "unknown country 'PERU'; did you mean 'PER'?; allowed: PER, SEN"),
        ({"country": "sen"}, "unknown country 'sen'; did you mean 'SEN'?; allowed: PER, SEN"),
        ({"country": "XXX"}, "unknown country 'XXX'; allowed: PER, SEN"),
    ],
    ids=["name", "number", "list", "country", "case", "far off"],
)  # fmt: skip
def test_parameters_that_do_not_fit_are_refused(book, parameters, message):
    """The message says what is wrong, what may have been meant, and what is allowed."""
    with pytest.raises(ParameterError) as caught:
        check_parameters(book.chapters / "country.ipynb", [parameters], ALLOWED)

    assert str(caught.value) == f"chapters/country.ipynb: {message}"


@pytest.mark.parametrize(
    ("line", "value", "fits"),
    [
        ("n: int = 1  # a", 2, True),
        ("n: int = 1  # a", True, False),
        ("n: int = 1  # a", 2.0, False),
        ("n: float = 1.0  # a", 2, True),
        ("n: bool = False  # a", True, True),
        ("n: bool = False  # a", 1, False),
        ("n: list[str] = []  # a", ["x"], True),
        ("n: list[str] = []  # a", "x", False),
        ("n: Path = 1  # a", "x", False),
        ("n = 1", 1, False),
    ],
)
def test_types_are_those_of_the_annotation(tmp_path, cells, line, value, fits):
    """A value passes when it has the declared type; an unknown or missing type lets nothing pass."""
    path = tmp_path / "t.ipynb"
    cells.notebook(path, cells.code(line, "parameters"))

    if fits:
        assert check_parameters(path, [{"n": value}], {}) is None
    else:
        with pytest.raises(ParameterError, match="parameter 'n'"):
            check_parameters(path, [{"n": value}], {})


def test_a_folder_with_braces_is_no_format_string(tmp_path, cells):
    """Papermill fills braces in paths with parameters; ours are left alone."""
    path = tmp_path / "{country}" / "t.ipynb"
    cells.notebook(path, cells.code('country: str = "PER"  # code', "parameters"))

    assert list(declared(path)) == ["country"]


def test_a_damaged_template_is_named(tmp_path):
    """A template that is no notebook is refused with its name."""
    path = tmp_path / "t.ipynb"
    path.write_text("{")

    with pytest.raises(NotebookError, match=r"^t\.ipynb: is not a readable notebook"):
        check_parameters(path, [{}], {})

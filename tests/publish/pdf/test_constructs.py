"""Each construct of a page becomes the Typst that stands below it in constructs/cases.txt."""

import re

import pytest
from tests.publish.pdf.conftest import CONSTRUCTS

_CASE = re.compile(
    r"^=== (?P<name>[a-z-]+)\n(?P<source>.*?)^=== becomes\n(?P<typst>.*?)(?=^=== |\Z)", re.M | re.S
)
CASES = [match.groups() for match in _CASE.finditer((CONSTRUCTS / "cases.txt").read_text("utf-8"))]


@pytest.mark.parametrize(
    ("source", "expected"), [case[1:] for case in CASES], ids=[case[0] for case in CASES]
)
def test_a_construct_becomes_typst(typst_of, source, expected):
    """A construct is written by its function of the template, its texts as strings."""
    assert typst_of(source) == expected.splitlines()


def test_the_cases_are_all_read():
    """No case is lost to a slip in the file."""
    text = (CONSTRUCTS / "cases.txt").read_text("utf-8")

    assert len(CASES) == text.count("=== becomes\n") == 51

"""Which page of an edition is about which country."""

import json

from tests.diff.editions import copy_data

from pagebook.diff.edition import Edition
from pagebook.diff.page import read_pages


def test_only_pages_of_countries_and_their_narratives_are_about_one(book_root, tmp_path):
    """A page of another template may have the file name of a country's, and the templates are no pages."""
    root = copy_data(book_root, tmp_path)
    cell = {"cell_type": "markdown", "metadata": {}, "source": "# A title"}
    names = ("countries/peru", "scenarios/peru", "scenarios/bus", "peru", "scenario", "country")
    for name in names:
        path = root / "chapters" / f"{name}.ipynb"
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps({"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    (root / "chapters" / "narratives").mkdir()
    (root / "chapters" / "narratives" / "peru.md").write_text("Peru.\n")

    pages = read_pages(Edition(root, "new"))

    assert {key: page.country for key, page in pages.items()} == {
        "PER": "PER",
        "chapters/narratives/peru.md": "PER",
        "peru": "",
        "scenarios/bus": "",
        "scenarios/peru": "",
    }

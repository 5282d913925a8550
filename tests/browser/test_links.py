"""Every link that stays in the book leads somewhere, and what can be taken away can be used."""

import zipfile

import pandas as pd
from tests.browser.links import dead_links

PROVENANCE = ["source", "licence", "accessed"]


def test_every_internal_link_and_anchor_is_there(html):
    """Pages, anchors, pictures, scripts and downloads of all pages exist."""
    assert dead_links(html) == []


def test_every_data_file_opens_as_a_table_with_its_origin(html):
    """pandas reads each CSV; it has rows, and ends with source, licence and day of access."""
    files = sorted(html.glob("_figures/**/*.csv"))
    tables = {path: pd.read_csv(path, dtype=str) for path in files}

    assert len(files) > 300
    assert [path.name for path, table in tables.items() if table.empty] == []
    assert [path.name for path, table in tables.items() if list(table.columns[-3:]) != PROVENANCE] == []


def test_the_zip_of_a_page_holds_the_data_of_its_figures(html):
    """Each zip opens, with the same tables as those beside the page, and a list of contents."""
    zips = sorted(html.glob("_figures/**/*.zip"))
    differing = []
    for path in zips:
        with zipfile.ZipFile(path) as archive:
            names = {name for name in archive.namelist() if name.endswith(".csv")}
            beside = {file.name for file in path.with_suffix("").glob("*.csv")}
            same = all(archive.read(name) == (path.with_suffix("") / name).read_bytes() for name in names)
            if names != beside or not same or "README.txt" not in archive.namelist():
                differing.append(path.name)

    assert len(zips) > 20
    assert differing == []

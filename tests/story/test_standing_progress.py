"""How far a country went: its index, its ratings and trends, and what is not known of it."""

import re

import pandas as pd
import pytest

from pagebook.data import Tables
from pagebook.figures import Prose, Table
from pagebook.project import find_book
from pagebook.story.progress_reader import LABEL, Progress
from pagebook.story.reader import Reader
from pagebook.story.standing import Standing
from pagebook.story.standing_progress import progress, progress_ratings, progress_rule
from pagebook.story.standing_view import View


@pytest.fixture(scope="module")
def tables(book_root) -> Tables:
    """Return the tables of the real book."""
    return Tables.open(find_book(book_root))


def _plain(shown: Prose | Table) -> str:
    return re.sub(r"\\([^\w\s])", r"\1", shown.markdown)


def _view(tables, area: str, change=None) -> View:
    """Return the view of a country, what was measured changed by a function."""
    view = View(Reader(tables, area))
    if change is not None:
        source = view.progress
        for name in ("measured", "index", "dashboard", "combined", "ranks"):
            source.__dict__[name] = change(name, getattr(source, name).copy())
    return view


def _forget(area: str, kept: tuple[str, ...] = ()):
    """Return a change after which only some indicators of a country are known, too few for an index."""

    def change(name: str, frame: pd.DataFrame) -> pd.DataFrame:
        own = frame["area"] == area
        if name == "measured":
            gone = own & ~frame["indicator"].isin(kept)
            frame["rating"] = frame["rating"].mask(gone, "no data")
            for column in ("base_year", "base", "end_year", "end", "progress", "pace", "trend"):
                frame[column] = frame[column].mask(gone)
        for column in {"index", "dashboard", "rank", "low", "high", "reading"} & set(frame):
            frame[column] = frame[column].mask(own)
        if "n" in frame:
            frame["n"] = frame["n"].mask(own, len(kept))
        return frame

    return change


def test_the_numbers_are_those_of_the_chapter(tables):
    """Index, rank, interval and ratings of a country are the rows that the chapter shows."""
    (rank,) = Progress(tables).ranks.query("area == 'PER'").to_dict("records")
    counts = Progress(tables).of("PER")["rating"].value_counts()

    told = _plain(progress(View(Reader(tables, "PER"))))

    assert told.startswith(
        f"**{LABEL}** From about 2015 to about 2021, Peru went {rank['index']:.0%} of the "
    )
    assert f"That is rank {rank['rank']} of 22 partner countries; " in told
    assert f"90% of the draws put it between ranks {rank['low']} and {rank['high']}." in told
    assert f" {counts['on track']} are on track, {counts['moderate']} moderate, " in told


def test_every_indicator_has_a_row(tables):
    """Base, latest value, target, progress, rating with its sign, and trend with its sign."""
    rows = progress_ratings(View(Reader(tables, "PER"))).frame

    row = rows.set_index("indicator").loc["Clean cooking"].map(str)
    assert list(row) == [
        "75.5% → 86.4%, 2015–2021", "100%, agreed goal", "44%", "●&nbsp;on track", "\\+&nbsp;better",
    ]  # fmt: skip
    assert len(rows) == len(Progress(tables).of("PER"))


def test_a_rating_is_never_told_by_its_sign_alone(tables):
    """Each sign stands beside its word, in the table and in the rule."""
    view = View(Reader(tables, "BRB"))

    cells = {str(cell).replace("&nbsp;", " ") for cell in progress_ratings(view).frame["rating"]}
    rule = _plain(progress_rule(view))

    assert cells <= {"● on track", "■ moderate", "◆ stagnating", "✗ worsening", "– no data"}
    assert all(re.search(rf"- {re.escape(cell[0])} \*{cell[2:]}\*: \w", rule) for cell in cells)
    assert "[Progress](../progress)" in rule
    assert "[How progress is computed](../method-progress)" in rule


def test_what_is_not_known_is_said(tables):
    """Barbados has no data for three indicators: they have a row each, and stand in the sentence."""
    view = View(Reader(tables, "BRB"))

    rows = progress_ratings(view).frame

    unknown = list(rows["indicator"][rows["rating"].map(str) == "–&nbsp;no data"])
    assert unknown == ["Palma ratio", "Material footprint (tonnes per person)", "Pension coverage"]
    assert "No data for Palma ratio, material footprint and pension coverage; " in _plain(progress(view))


def test_a_country_with_little_data_reads_well(tables):
    """One indicator: no index and no rank, the reason instead, and a table of one row."""
    view = _view(tables, "GUY", _forget("GUY", ("life_expectancy",)))

    told, table = _plain(progress(view)), progress_ratings(view)

    assert told.startswith(
        f"**{LABEL}** From about 2015 to about 2021, one of 13 places of the index in PAGE’s framework are "
        "known for Guyana, too few for an index, which takes eight. Of 1 indicator with data, 1 is "
    )
    assert "rank" not in told
    assert list(table.frame["indicator"]) == ["Life expectancy"]


def test_a_country_without_data_has_no_section(tables):
    """Nothing known: no sentence with a hole, no table, no rule, no heading."""
    view = _view(tables, "GUY", _forget("GUY"))

    assert (progress(view), progress_ratings(view), progress_rule(view)) == (None, None, None)


def test_a_loss_is_told_as_a_loss(tables):
    """An index below nought is no way that was gone."""

    def lose(name, frame):
        if name in ("index", "ranks", "combined"):
            frame["index"] = frame["index"].mask(frame["area"] == "PER", -0.3)
        return frame

    told = _plain(progress(_view(tables, "PER", lose)))

    assert "Peru moved away from targets for 2030 by 30% of the way, on the mean of 12 of 13 places" in told


@pytest.mark.parametrize(
    "area", ["ARG", "BRB", "CHN", "GTM", "GUY", "KAZ", "KGZ", "MAR", "MUS", "PER", "URY"]
)
def test_no_country_has_a_hole(tables, area):
    """Neither a sentence nor a cell shows a missing value, and the sources are those of the rows."""
    standing = Standing(Reader(tables, area))

    text = " ".join(
        _plain(shown)
        for shown in (standing.progress(), standing.progress_ratings(), standing.progress_rule())
    )

    assert not re.search(r"\b(nan|None|NaT|NA|inf)\b|\( ?\)|  \w|\.\.\s|,,| ,|\{\}", text)
    assert set(standing.sources) >= {source.id for source in standing.progress_ratings().sources}

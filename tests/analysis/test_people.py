"""People at events add up, and what is not stated stays unstated."""

import pandas as pd

from pagebook.analysis.people import People, WomenShare, attendance, people_total, women_share


def events(*rows: tuple[str, str | None]) -> pd.DataFrame:
    """Return events with their parents."""
    return pd.DataFrame(rows, columns=["event", "parent"])


def participation(*rows: tuple[str, str, int | None, str | None, int | None, int | None]) -> pd.DataFrame:
    """Return participation as the table gives it."""
    frame = pd.DataFrame(rows, columns=["event", "group", "total", "qualifier", "men", "women"])
    return frame.astype({"total": "Int64", "men": "Int64", "women": "Int64"})


def test_the_rest_of_a_total_is_not_stated():
    """Men and women are taken off the total; nobody is guessed to be either."""
    rows = attendance(events(("a", None)), participation(("a", "all", 30, "exact", 12, 10)))

    assert list(rows["not_stated"]) == [8]


def test_men_and_women_without_a_total_are_the_total():
    """Where only the parts are stated, they are the whole."""
    rows = attendance(events(("a", None)), participation(("a", "all", None, "exact", 12, 10)))

    assert (list(rows["total"]), list(rows["not_stated"])) == ([22], [0])


def test_a_named_part_does_not_count_as_the_whole():
    """Five officials of one country are not the event's number."""
    assert attendance(events(("a", None)), participation(("a", "Senegal", 5, "exact", None, None))).empty


def test_people_of_a_session_are_not_counted_twice():
    """An event within an event that has a number is in that number already."""
    told = participation(("a", "all", 70, "about", None, None), ("b", "all", 20, "exact", None, None))

    assert list(attendance(events(("a", None), ("b", "a")), told)["event"]) == ["a"]


def test_totals_keep_the_weakest_qualifier():
    """A sum with one rough number is rough, and a sum of bounds of two kinds is about."""
    rows = participation(("a", "all", 70, "about", None, None), ("b", "all", 26, "exact", 18, 8))
    both = attendance(events(("a", None), ("b", None)), rows)

    assert people_total(both) == People(96, 18, 8, 70, 2, 1, "about")


def test_no_events_have_no_total():
    """Nothing is not zero."""
    assert people_total(attendance(events(), participation())) is None


def test_the_share_of_women_counts_only_events_that_state_both():
    """An event with the total alone, or with women alone, has no part in the share."""
    rows = pd.DataFrame(
        {
            "total": [26, 28, 100, 9],
            "men": pd.array([18, 15, None, None], "Int64"),
            "women": pd.array([8, 13, None, 9], "Int64"),
        }
    )

    known = women_share(rows)

    assert known == WomenShare(share=100 * 21 / 54, people=54, events=2)


def test_there_is_no_share_of_nobody():
    """Without an event that states both there is no share, and none of nought people either."""
    unknown = pd.DataFrame({"men": pd.array([None], "Int64"), "women": pd.array([3], "Int64")})
    nobody = pd.DataFrame({"men": pd.array([0], "Int64"), "women": pd.array([0], "Int64")})

    assert (women_share(unknown), women_share(nobody)) == (None, None)

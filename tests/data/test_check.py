"""`check_data`: all tables in one go, whatever the files hold; the single messages are tested by module."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pagebook.data import Package, check_data
from pagebook.data.check import candidate_problems


def test_sound_package_has_no_problems(small):
    """The small book, as it comes, is right."""
    assert small.check() == []


def test_missing_file_is_a_problem(small):
    """A table without its file is named."""
    (small.data / "catalogue.csv").unlink()

    assert small.check() == ["data/catalogue.csv: the file is missing; expected a CSV file that can be read"]


def test_stray_file_is_a_problem(small):
    """A CSV that the descriptor does not know is named; hidden copies of editors are passed over."""
    small.write("more.csv", "a\n1\n")
    (small.data / ".ipynb_checkpoints").mkdir()
    small.write(".ipynb_checkpoints/areas-checkpoint.csv", "a\n1\n")

    assert small.check() == [
        "data/more.csv: the file is not described; describe it in data/datapackage.json or remove it"
    ]


def test_all_problems_come_in_one_go(small):
    """Faults in several tables are all found at once, in the order of the descriptor."""
    small.replace("indicators.csv", "96.5", "965")
    small.replace("sources.csv", "ILO report,2025", "ILO report,20x5")
    small.replace("participation.csv", "9,11", "9,12")

    assert [
        (problem.file, problem.row, problem.column, problem.kind) for problem in check_data(small.book)
    ] == [
        ("data/sources.csv", 2, "year", "type"),
        ("data/participation.csv", 2, "men", "parts"),
        ("data/indicators.csv", 2, "value", "range"),
    ]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    name=st.sampled_from(
        ["sources.csv", "events.csv", "participation.csv", "indicators.csv", "datapackage.json"]
    ),
    place=st.integers(0, 6000),
    cut=st.integers(0, 40),
    junk=st.binary(max_size=12)
    | st.sampled_from([b'"', b",", b"\n", b"\r", b"null", b"[]", b"{}", b"-1", b"1e400"]),
)
def test_hostile_bytes_never_raise(small, name, place, cut, junk):
    """Whatever is cut out of a file or put into it, the check returns problems and does not raise."""
    path = small.data / name
    before = path.read_bytes()
    place %= len(before)
    small.write(name, before[:place] + junk + before[place + cut :])

    try:
        problems = check_data(small.book)
    finally:
        small.write(name, before)

    assert all(str(problem) for problem in problems)
    assert small.check() == []


def test_a_candidate_has_the_problems_that_it_would_have_as_a_file(small):
    """What is said before a table is written is what the check of the files says afterwards."""
    texts = {
        "participation.csv": "event,group,total,qualifier,men,women\nper-2017-forum,all,20,exact,9,12\n",
        "events.csv": (small.data / "events.csv")
        .read_text("utf-8")
        .replace("per-2017-forum,PER", "per-2017-fair,PER"),
    }
    before = {name: (small.data / name).read_text("utf-8") for name in texts}

    told = candidate_problems(
        Package.load(small.data), {name.removesuffix(".csv"): text for name, text in texts.items()}
    )
    unchanged = {name: (small.data / name).read_text("utf-8") for name in texts} == before
    for name, text in texts.items():
        small.write(name, text)

    assert unchanged
    assert [str(problem) for problem in told] == small.check()
    assert {problem.kind for problem in told} == {"foreign-key", "parts"}

"""What is kept between runs: quick, and never in the way of what the files say."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pagebook.data import Tables, check_data, stored
from pagebook.data import cache as kept

AREAS = ["PER", "SEN"]


@pytest.fixture
def wide(small, monkeypatch):
    """Give the small book so that each table is worth keeping, read as by a new process each time."""
    monkeypatch.setattr(stored, "_WORTH_KEEPING", 1)
    monkeypatch.setattr(stored, "_CACHE", {})
    return small


def files(book: object, family: str = "indicators.csv") -> list[Path]:
    """Return what is kept of a family."""
    folder = book.data.parent / "_build" / ".pagebook" / "data"
    return sorted(folder.glob(f"{family}-*")) if folder.is_dir() else []


def values(book: object) -> list[float]:
    """Return the observations, read by what has nothing in memory."""
    stored._CACHE.clear()
    return Tables(book.data).select("indicators", area=AREAS)["value"].tolist()


def test_kept_columns_give_the_same_frame(wide):
    """Every table is the same from its CSV and from what was kept of it, and is then not split again."""
    first = {name: Tables(wide.data).select(name) for name in Tables(wide.data).package.tables}
    stored._CACHE.clear()

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored, "read_raw", None)
        again = {name: Tables(wide.data).select(name) for name in first}

    for name, frame in first.items():
        assert frame.equals(again[name])
        assert frame.dtypes.equals(again[name].dtypes)


def test_another_content_has_another_file_and_the_old_one_goes(wide):
    """A change of the CSV is seen at once, and one file is kept for each table."""
    before = values(wide)
    (old,) = files(wide)
    wide.replace("indicators.csv", "96.5", "97.5")

    after = values(wide)

    assert (before, after) == ([96.5, 55.1, 53.0, -0.25], [97.5, 55.1, 53.0, -0.25])
    assert len(files(wide)) == 1
    assert not old.exists()


@pytest.mark.parametrize("damage", ["cut", "flip", "empty", "text"])
def test_a_damaged_file_is_made_anew(wide, damage):
    """A file that was cut, changed or emptied is not believed, and is whole again afterwards."""
    values(wide)
    (file,) = files(wide)
    whole = file.read_bytes()
    broken = {
        "cut": whole[:-100],
        "flip": whole[:200] + bytes([whole[200] ^ 1]) + whole[201:],
        "empty": b"",
        "text": "gar nichts, und das ist kein Arrow ü".encode("latin-1"),
    }
    file.write_bytes(broken[damage])

    assert values(wide) == [96.5, 55.1, 53.0, -0.25]
    assert file.read_bytes() == whole


def test_a_folder_that_cannot_be_written_is_no_failure(wide):
    """Where nothing can be kept, tables are read and checked all the same."""
    (wide.data.parent / "_build").write_text("a file where the folder should be", encoding="utf-8")

    assert values(wide) == [96.5, 55.1, 53.0, -0.25]
    assert wide.check() == []


def test_small_tables_are_not_kept(small):
    """Reading a small CSV is as quick as reading what was kept of it."""
    Tables(small.data).select("indicators")

    assert files(small) == []


def test_a_file_written_within_one_tick_is_read_again(wide):
    """The same size and the same times do not hide a change that came at once."""
    before = values(wide)
    path = wide.data / "indicators.csv"
    times = path.stat()
    wide.replace("indicators.csv", "96.5", "97.5")
    os.utime(path, ns=(times.st_atime_ns, times.st_mtime_ns))

    assert before[0] == 96.5
    assert Tables(wide.data).select("indicators")["value"].tolist()[0] == 97.5


def test_a_settled_file_is_not_hashed_again(wide, monkeypatch):
    """A file that has been left alone for a while is known by its times, so a page need not read it whole."""
    monkeypatch.setattr(stored, "_SETTLED", -1)
    Tables(wide.data).select("indicators")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored, "_content", None)
        assert len(Tables(wide.data).select("indicators")) == 4


def test_a_sound_verdict_is_kept_and_holds_for_these_files_only(small):
    """Sound data are not judged twice; a change of a table, of the descriptor, or a stray file is judged."""
    assert check_data(small.book) == []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("pagebook.data.check._problems", None)
        assert check_data(small.book) == []

    (small.data / "stray.csv").write_text("a\n1\n", encoding="utf-8")
    stray = small.check()
    (small.data / "stray.csv").unlink()
    small.replace("datapackage.json", '"maximum": 100', '"maximum": 90')
    bound = small.check()

    assert stray == [
        "data/stray.csv: the file is not described; describe it in data/datapackage.json or remove it"
    ]
    assert bound == ["data/indicators.csv:2: value: 96.5 is no value in % of people; expected 0 to 90"]


def test_problems_are_never_kept(small):
    """Wrong data are judged each time, and give the same problems each time."""
    small.replace("indicators.csv", "96.5", "many")

    first = small.check()

    assert first == small.check() != []
    assert files(small, "sound") == []


def test_a_damaged_verdict_is_none(small):
    """A verdict counts only when the file says what its name says."""
    check_data(small.book)
    (file,) = files(small, "sound")
    file.write_bytes(b"\xff")

    assert not kept.kept_verdict(small.data, file.stem.removeprefix("sound-"))

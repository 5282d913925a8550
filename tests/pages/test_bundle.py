"""Bundles: the same contents have the same name, and a machine has them once, whole."""

import shutil
from pathlib import Path

import pytest

from pagebook.errors import ClusterError
from pagebook.pages.bundle import pack, unpack


def _names(folder: Path) -> list[str]:
    return sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())


def _folders(base: Path) -> list[str]:
    return sorted(path.name for path in base.iterdir() if path.is_dir())


def test_a_bundle_holds_what_pages_read(book, tmp_path):
    """Configuration, contents, data and what lies beside the chapters are there, with their bytes."""
    (book.chapters / "beside.py").write_text("VALUE = 1\n")
    (book.data / ".cache").mkdir()
    (book.data / ".cache" / "own").write_text("")
    (tmp_path / "base").mkdir()

    unpacked = unpack(pack(book), tmp_path / "base")

    root = unpacked.book.root
    names = ["_config.yml", "_toc.yml", "chapters/beside.py", "chapters/index.md"]
    assert _names(root) == [*names, "data/countries.csv", "data/datapackage.json", "data/indicators.csv"]
    assert all((root / name).read_bytes() == (book.root / name).read_bytes() for name in _names(root))
    unpacked.release()


def test_the_name_is_the_contents(book, tmp_path):
    """A copy elsewhere, other times and executed pages change nothing; another value does."""
    shutil.copytree(book.root, tmp_path / "copy")
    first = pack(book)
    copy = type(book)(tmp_path / "copy")
    (copy.chapters / "countries" / "peru.ipynb").write_text("{}")
    (copy.chapters / "countries" / "peru.record.json").write_text("{}")

    same = pack(copy)
    (copy.data / "countries.csv").write_text("country,slug,name\n")
    other = pack(copy)

    assert same == first
    assert other.sha256 != first.sha256


def test_a_bundle_is_unpacked_once(book, tmp_path):
    """The second who needs it finds it, also while the first uses it."""
    bundle, base = pack(book), tmp_path / "base"
    base.mkdir()
    first = unpack(bundle, base)
    told = first.book.config.stat().st_ino

    second = unpack(bundle, base)
    first.release()
    second.release()
    third = unpack(bundle, base)

    assert first.book == second.book == third.book
    assert third.book.config.stat().st_ino == told
    third.release()


def test_a_bundle_that_was_changed_is_renewed(book, tmp_path):
    """What a page wrote into it, or a killed process left of it, is not handed on."""
    bundle, base = pack(book), tmp_path / "base"
    base.mkdir()
    first = unpack(bundle, base)
    (first.book.data / "countries.csv").write_text("changed")
    first.release()
    (base / f".part-{bundle.sha256}" / "data").mkdir(parents=True)

    second = unpack(bundle, base)

    assert (second.book.data / "countries.csv").read_bytes() == (book.data / "countries.csv").read_bytes()
    assert _folders(base) == [bundle.sha256]
    second.release()


def test_bundles_that_nobody_uses_are_removed(book, tmp_path):
    """Unpacking another one takes away the first, unless somebody uses it."""
    base = tmp_path / "base"
    base.mkdir()
    bundles = []
    for number in range(3):
        (book.data / "countries.csv").write_text(f"country\n{number}\n")
        bundles.append(pack(book))
    used, unused = unpack(bundles[0], base), unpack(bundles[1], base)
    unused.release()

    last = unpack(bundles[2], base)

    assert _folders(base) == sorted([bundles[0].sha256, bundles[2].sha256])
    for unpacked in (used, last):
        unpacked.release()


def test_a_folder_that_others_can_write_to_is_refused(book, tmp_path, monkeypatch):
    """Somebody could give the pages other data."""
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    unpack(pack(book)).release()
    base = next(tmp_path.glob("pagebook-*"))
    base.chmod(0o777)

    with pytest.raises(ClusterError) as caught:
        unpack(pack(book))

    assert str(caught.value) == f"{base} must be a folder of its own user alone; remove it"

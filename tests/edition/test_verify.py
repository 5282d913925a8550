"""An edition is proved: every file against its hash, and every byte by making it anew."""

import json
import shutil
import zipfile
from pathlib import Path

import pytest

from pagebook.edition.differing import first_difference
from pagebook.edition.machine import versions
from pagebook.edition.manifest import MANIFEST, Entry, Manifest, hash_file
from pagebook.errors import EditionError


def _summary(edition: Path) -> list[str]:
    """Return the lines that say that all files are right, with the hash that stands for all of them."""
    files = Manifest.loads((edition / MANIFEST).read_bytes()).files
    size = sum(entry.size for entry in files.values())
    return [
        f"edition 2026: {len(files):,} files, {size / 1e6:.1f} MB, each as it was frozen",
        f"SHA-256 of its manifest: {hash_file(edition / MANIFEST)[1]}",
    ]


def _made(edition: Path) -> int:
    files = Manifest.loads((edition / MANIFEST).read_bytes()).files
    return sum(entry.role in ("page", "html") for entry in files.values())


def _rewrite(edition: Path, **changes) -> None:
    """Write the manifest so that it fits the files, with other changes."""
    former = Manifest.loads((edition / MANIFEST).read_bytes())
    files = {name: Entry(*hash_file(edition / name), entry.role) for name, entry in former.files.items()}
    told = {**vars(former), "files": files, **changes}
    (edition / MANIFEST).write_bytes(Manifest(**told).dumps())


def test_an_edition_comes_out_of_its_zip_again_byte_for_byte(frozen, command, tmp_path):
    """From the zip alone, elsewhere, in another time zone, with another idea of the date."""
    place = shutil.copy(frozen.with_name("2026.zip"), tmp_path / "download.zip")

    told = command(tmp_path, "verify", str(place), TZ="America/Lima", SOURCE_DATE_EPOCH="86400")

    equal = f"made anew: {_made(frozen):,} files of pages, HTML and PDF, each equal byte for byte"
    assert (told.code, told.out.splitlines()) == (0, [*_summary(frozen), equal])
    assert "pagebook run --all, in a temporary folder" in told.err
    assert [path.name for path in tmp_path.iterdir()] == ["download.zip"]


def test_what_does_not_come_out_again_is_told_with_its_place_and_the_likely_reason(copy, command):
    """A page that nobody could have made, hashes adapted: making it anew shows the lie, and where it is."""
    path = copy / "html" / "chapters" / "countries" / "peru.html"
    path.write_text(path.read_text().replace("Peru emitted 99 Mt", "Peru emitted 12 Mt"))
    (copy / "html" / "more.html").write_text("<p>More</p>")
    former = Manifest.loads((copy / MANIFEST).read_bytes())
    files = {**former.files, "html/more.html": Entry(11, "", "html")}
    (copy / MANIFEST).write_bytes(Manifest(**{**vars(former), "files": files}).dumps().replace(b'""', b'"x"'))
    _rewrite(copy, versions={**former.versions, "numpy": "0.1"})

    told = command(copy.parent, "verify", str(copy))

    line = path.read_text().split("Peru emitted 12 Mt")[0].count("\n") + 1
    *first, differs, lacks = told.out.splitlines()
    assert (told.code, first, lacks) == (1, _summary(copy), "not made: html/more.html")
    assert differs.startswith(f"differs: html/chapters/countries/peru.html: line {line:,} (byte ")
    assert "emitted 12 Mt in all" in differs
    assert "emitted 99 Mt in all" in differs
    assert f"another version: numpy: {versions()['numpy']} here, 0.1 when it was frozen" in told.err
    assert told.err.splitlines()[-1] == (
        "2 files are not made again as frozen; other versions of packages, named above, are the likely reason"
    )


@pytest.mark.parametrize("packed", [False, True], ids=["folder", "zip"])
def test_all_that_was_tampered_with_is_told_at_once_and_nothing_runs(copy, command, packed):
    """Changed, shortened, lengthened, missing and extra files are named in one go."""
    data = copy / "book" / "data"
    content = (data / "indicators.csv").read_bytes()
    (data / "indicators.csv").write_bytes(content.replace(b"45", b"46"))
    (data / "countries.csv").write_bytes(b"")
    with (copy / "book" / "_toc.yml").open("ab") as file:
        file.write(b"more")
    (copy / "html" / "index.html").unlink()
    (copy / "book" / "src" / "pagebook" / "evil.py").write_text("print('run')")
    place = Path(shutil.make_archive(str(copy), "zip", copy)) if packed else copy

    told = command(copy.parent, "verify", str(place))

    frozen = Manifest.loads((copy / MANIFEST).read_bytes()).files
    now = hash_file(data / "indicators.csv")[1]
    entry = frozen["book/data/indicators.csv"]
    toc, countries = (frozen[f"book/{name}"].size for name in ("_toc.yml", "data/countries.csv"))
    assert (told.code, told.out.splitlines()) == (
        1,
        [
            "missing: html/index.html",
            f"changed: book/_toc.yml: has more than the {toc:,} bytes that were frozen",
            f"changed: book/data/countries.csv: has 0 bytes; {countries:,} were frozen",
            f"changed: book/data/indicators.csv: SHA-256 is {now}; frozen was {entry.sha256}",
            "extra: book/src/pagebook/evil.py",
        ],
    )
    assert told.err.splitlines() == [
        f"comparing {len(frozen):,} files with their hashes",
        "5 files are not as it was frozen",
    ]


def test_hashes_only_makes_nothing_anew(frozen, origin, command):
    """The quick part alone; without a place, the book's only edition is meant."""
    place = origin.root / "_editions" / "2026"
    shutil.copytree(frozen, place)

    told = command(origin.root, "verify", "--hashes-only")

    shutil.rmtree(place.parent)
    lacking = command(origin.root, "verify", "--hashes-only")
    assert (told.code, told.out.splitlines()) == (0, _summary(frozen))
    assert lacking.code == 2
    assert lacking.err.splitlines()[-1] == (
        f"Error: {place.parent} has no edition; name the folder or the zip of one"
    )


def test_a_link_is_no_file(copy, command):
    """What it leads to may change without the edition."""
    path = copy / "book" / "CITATION.cff"
    path.rename(copy.parent / "elsewhere")
    path.symlink_to(copy.parent / "elsewhere")
    (copy / "book" / "up").symlink_to(copy.parent)

    told = command(copy.parent, "verify", "--hashes-only", str(copy))

    assert told.out.splitlines() == [
        "changed: book/CITATION.cff: cannot be read: it is no file",
        "extra: book/up",
    ]


def test_a_zip_with_a_name_twice_is_not_believed(frozen, tmp_path, command):
    """Programs differ in which of the two they take."""
    place = shutil.copy(frozen.with_name("2026.zip"), tmp_path / "twice.zip")
    with pytest.warns(UserWarning, match="Duplicate name"), zipfile.ZipFile(place, "a") as archive:
        archive.writestr("book/CITATION.cff", (frozen / "book/CITATION.cff").read_bytes())

    told = command(tmp_path, "verify", "--hashes-only", str(place))

    assert (told.code, told.out) == (1, "twice: book/CITATION.cff\n")


def test_what_is_no_edition_is_told_in_one_line(tmp_path, command):
    """A folder without a manifest, half a zip, and something else are no tracebacks."""
    (tmp_path / "empty").mkdir()
    (tmp_path / "half.zip").write_bytes(b"PK\x03\x04half")

    empty, half = (command(tmp_path, "verify", str(tmp_path / name)) for name in ("empty", "half.zip"))

    assert (empty.code, empty.err) == (
        1,
        f"pagebook: {tmp_path / 'empty'} is no edition: it has no manifest.json\n",
    )
    assert (half.code, half.err) == (
        1,
        f"pagebook: {tmp_path / 'half.zip'} is neither a folder nor a whole zip: File is not a zip file\n",
    )


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("book/_toc.yml", "../_toc.yml", "names a file outside of the edition: '../_toc.yml'"),
        ("book/_toc.yml", "/etc/passwd", "names a file outside of the edition: '/etc/passwd'"),
        ("book/_toc.yml", "book//_toc.yml", "names a file outside of the edition: 'book//_toc.yml'"),
        (
            "pagebook edition 1",
            "pagebook edition 9",
            "has the format 'pagebook edition 9'; expected 'pagebook edition 1'",
        ),
        ('"size"', '"length"', "files, item 1 has no 'size'; expected one of its own 'size'"),
    ],
)
def test_a_manifest_that_lies_is_refused(frozen, old, new, message):
    """Nothing is read or written outside of the edition, whatever the manifest names."""
    content = (frozen / MANIFEST).read_text().replace(old, new).encode()

    with pytest.raises(EditionError) as caught:
        Manifest.loads(content)

    assert str(caught.value).splitlines()[0].replace("manifest.json, files", "files") in (
        f"manifest.json {message}",
        message,
    )


def test_a_manifest_that_is_no_json_is_refused():
    """The message is the reader's."""
    with pytest.raises(EditionError, match=r"^manifest\.json is no JSON: Expecting value"):
        Manifest.loads(b"")
    with pytest.raises(EditionError, match=r"^manifest\.json is not an object; expected"):
        Manifest.loads(json.dumps([1]).encode())


@pytest.mark.parametrize(
    ("frozen_bytes", "fresh", "told"),
    [
        (b"one\ntwo\n", b"one\ntoo\n", "line 2 (byte 5): frozen 'one\\ntwo\\n', now 'one\\ntoo\\n'"),
        (b"one", b"one more", "line 1 (byte 3): frozen the end, now 'one more'"),
        (b"\0" * 70_000 + b"a", b"\0" * 70_000 + b"b", None),
        (b"", b"x", "line 1 (byte 0): frozen the end, now 'x'"),
    ],
)
def test_the_first_difference_is_found(frozen_bytes, fresh, told):
    """By line for text, by byte for others, with what stands around it."""
    found = first_difference(frozen_bytes, fresh)

    zeros = "\\x00" * 10
    assert found == (told or f"byte 70,000: frozen '{zeros}a', now '{zeros}b'")

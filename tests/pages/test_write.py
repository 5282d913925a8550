"""Writing: all files or none, and nothing left over."""

import os
import stat
import sys
from pathlib import Path

import pytest

from pagebook.pages.write import WriteError, check_writable, sweep, write_files


def _names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_files_are_written_and_readable_by_all(tmp_path):
    """New files hold their content and have the permissions of ordinary files."""
    page, record = tmp_path / "p.ipynb", tmp_path / "p.record.json"

    assert write_files({page: b"page", record: b"record"}) is True

    assert (page.read_bytes(), record.read_bytes()) == (b"page", b"record")
    assert stat.S_IMODE(page.stat().st_mode) == 0o644
    assert _names(tmp_path) == ["p.ipynb", "p.record.json"]


def test_equal_files_keep_their_time(tmp_path):
    """Writing what is there already touches nothing, so that nobody compiles it again."""
    page = tmp_path / "p.ipynb"
    page.write_bytes(b"page")
    os.utime(page, ns=(1, 1))

    assert write_files({page: b"page"}) is False

    assert page.stat().st_mtime_ns == 1


def test_when_one_file_cannot_be_written_none_is(tmp_path):
    """A page whose record has no place stays as it was, and no temporary file is left."""
    page = tmp_path / "p.ipynb"
    page.write_bytes(b"old")
    missing = tmp_path / "missing" / "p.record.json"

    with pytest.raises(WriteError) as caught:
        write_files({page: b"new", missing: b"record"})

    assert str(caught.value) == f"cannot write {missing}: No such file or directory; nothing was changed"
    assert page.read_bytes() == b"old"
    assert _names(tmp_path) == ["p.ipynb"]


def test_a_target_that_is_a_folder_leaves_nothing_behind(tmp_path):
    """When the last step fails, the message names the file and the temporary one is gone."""
    page = tmp_path / "p.ipynb"
    page.mkdir()

    with pytest.raises(WriteError) as caught:
        write_files({page: b"new"})

    assert str(caught.value) == f"cannot write {page}: Is a directory; nothing was changed"
    assert _names(tmp_path) == ["p.ipynb"]


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of folders are POSIX")
def test_a_read_only_folder_is_refused_before_any_work(tmp_path):
    """A folder without permission to write gives one clear message and stays as it is.

    Root may write anywhere, so an unprivileged child process looks.
    """
    folder = Path("/") if os.geteuid() == 0 else tmp_path / "locked"
    if os.geteuid() != 0:
        folder.mkdir(mode=0o555)

    child = os.fork()
    if child == 0:
        try:
            if os.geteuid() == 0:
                os.setuid(65534)
            check_writable([folder])
        except WriteError as error:
            os._exit(
                0 if str(error) == f"cannot write in {folder}: it is read-only; nothing was changed" else 3
            )
        except BaseException:
            os._exit(4)
        os._exit(5)

    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0


def test_a_folder_that_is_a_file_is_refused(tmp_path):
    """The message says which folder cannot be made."""
    (tmp_path / "countries").write_text("a file")

    with pytest.raises(WriteError) as caught:
        check_writable([tmp_path / "countries"])

    assert str(caught.value) == f"cannot make the folder {tmp_path / 'countries'}: File exists"


def test_missing_folders_are_made(tmp_path):
    """A fresh clone may lack the folder of the pages."""
    check_writable([tmp_path / "a" / "b"])

    assert (tmp_path / "a" / "b").is_dir()


def test_leftovers_of_a_killed_run_are_swept(tmp_path):
    """Only our own temporary files go."""
    for name in (".pagebook-x1.tmp", ".other.tmp", "peru.ipynb"):
        (tmp_path / name).write_text("")

    sweep(tmp_path)

    assert _names(tmp_path) == [".other.tmp", "peru.ipynb"]

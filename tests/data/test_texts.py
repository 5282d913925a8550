"""Small tables as text."""

import pytest

from pagebook.data.texts import text_rows


def test_rows_are_cells_by_column(tmp_path):
    """With quotes and newlines in cells, and with the mark that some editors put in front."""
    path = tmp_path / "a.csv"
    path.write_bytes('\ufeffkey,note\r\na,"x, ""y""\nz"\r\nb,\r\n'.encode())

    assert list(text_rows(path)) == [{"key": "a", "note": 'x, "y"\nz'}, {"key": "b", "note": ""}]


def test_a_row_with_other_cells_than_the_header_is_left_out(tmp_path):
    """The check tells of it, with its line."""
    path = tmp_path / "a.csv"
    path.write_text("key,note\na\nb,c\nd,e,f\n")

    assert list(text_rows(path)) == [{"key": "b", "note": "c"}]


@pytest.mark.parametrize("content", [None, b"", b"\xff\xfe", b'key\n"a', b"key\n"])
def test_a_file_that_cannot_be_read_has_no_rows(tmp_path, content):
    """Missing, empty, in another encoding, or cut off."""
    path = tmp_path / "a.csv"
    if content is not None:
        path.write_bytes(content)

    assert list(text_rows(path)) == []

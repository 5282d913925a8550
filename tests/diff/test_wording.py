"""Sentences: which belong together, and which words differ."""

from hypothesis import given
from hypothesis import strategies as st

from pagebook.diff.wording import leftovers, marked, pairs

TEXTS = st.text(alphabet="ab c1.,2 é", max_size=30)


@given(old=TEXTS, new=TEXTS)
def test_marks_hold_both_sentences(old, new):
    """What stayed and went is the old sentence, what stayed and came is the new one."""
    words = marked(old, new)

    assert "".join(text for kind, text in words if kind != "new") == old
    assert "".join(text for kind, text in words if kind != "old") == new


def test_marks_stand_at_words_and_numbers():
    """A number with comma and point is one word."""
    words = marked("It was 1,234.5 Mt, below the median.", "It was 2,000 Mt, above the median.")

    assert words == (
        ("same", "It was "),
        ("old", "1,234.5"),
        ("new", "2,000"),
        ("same", " Mt, "),
        ("old", "below"),
        ("new", "above"),
        ("same", " the median."),
    )


def test_only_sentences_that_the_other_side_lacks_are_left():
    """A sentence that stands as often on both sides is left out, wherever it stands."""
    old = [("A", "One."), ("A", "Two."), ("B", "Two.")]
    new = [("B", "One."), ("A", "Two."), ("A", "Three.")]

    assert leftovers(old, new) == ([("A", "Two.")], [("A", "Three.")])


def test_a_sentence_is_paired_with_its_other_wording_in_its_own_section():
    """Of two sentences that are equally alike, the one below the same heading belongs to it."""
    old = [("Kenya", "It joined in 2014."), ("Peru", "It joined in 2014.")]
    new = [("Peru", "It joined in 2015."), ("Kenya", "It joined in 2016."), ("Peru", "Nothing like it.")]

    assert list(pairs(old, new)) == [
        (("Peru", "It joined in 2014."), ("Peru", "It joined in 2015.")),
        (("Kenya", "It joined in 2014."), ("Kenya", "It joined in 2016.")),
        (None, ("Peru", "Nothing like it.")),
    ]


def test_sentences_with_little_in_common_are_two():
    """A sentence that went and another that came are not one that changed."""
    old, new = [("A", "The forest grew by a tenth.")], [("A", "Ministers met twice in Lima.")]

    assert list(pairs(old, new)) == [(None, new[0]), (old[0], None)]

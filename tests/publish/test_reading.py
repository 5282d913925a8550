"""Notebooks are read with their figures as text, and come out as if they were not."""

import json

import nbformat
import pytest

from pagebook.figures.stored import EXPLORER, LEVERS, MIME
from pagebook.publish.reading import read_notebook

CHART = {"mark": "line", "data": {"values": [{"x": 1.5, "y": "é"}]}}


def _notebook(*data: object) -> str:
    outputs = [{"output_type": "display_data", "data": one, "metadata": {}} for one in data]
    cell = {
        "cell_type": "code", "id": "a", "source": ["1 +\n", "1"], "metadata": {}, "outputs": outputs,
        "execution_count": 1,
    }  # fmt: skip
    return json.dumps({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": [cell]})


@pytest.mark.parametrize("kind", [MIME, EXPLORER, LEVERS, "application/vnd.pagebook.record+json"])
def test_what_a_figure_stores_is_one_text(kind):
    """It holds what the notebook holds; all else is as nbformat reads it."""
    text = _notebook({kind: CHART, "text/plain": "A finding."})

    read = read_notebook(text)

    stored = read.cells[0].outputs[0].data
    assert json.loads(stored[kind]) == CHART
    stored[kind] = CHART
    assert read == nbformat.reads(text, as_version=4)


def test_other_outputs_are_left_alone():
    """JSON of others, such as a widget, is what MyST-NB expects."""
    text = _notebook({"application/json": CHART, "text/plain": "x"})

    assert read_notebook(text) == nbformat.reads(text, as_version=4)


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"nbformat": 4, "nbformat_minor": 5, "cells": 1}'])
def test_what_is_no_notebook_is_refused_in_the_same_words(text):
    """As nbformat refuses it."""
    with pytest.raises(Exception) as expected:
        nbformat.reads(text, as_version=4)

    with pytest.raises(expected.type) as found:
        read_notebook(text)

    assert str(found.value) == str(expected.value)

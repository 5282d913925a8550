"""One palette, apart for every eye, on light and on dark."""

import itertools
import json

import numpy as np
import pytest

from pagebook.figures import theme

# Machado, Oliveira and Fernandes (2009), full severity, in linear RGB.
_SIGHT = {
    "normal": np.eye(3),
    "protanopia": np.array(
        [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]]
    ),
    "deuteranopia": np.array(
        [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]]
    ),
    "tritanopia": np.array(
        [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
    ),
}
_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750], [0.0193339, 0.1191920, 0.9503041]]
)
_SURFACES = {"light": "#ffffff", "dark": "#14181e"}


def _linear(colour: str) -> np.ndarray:
    channels = np.array([int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)])
    return np.where(channels <= 0.04045, channels / 12.92, ((channels + 0.055) / 1.055) ** 2.4)


def _lab(colour: str, sight: str) -> np.ndarray:
    x, y, z = (_XYZ @ np.clip(_SIGHT[sight] @ _linear(colour), 0, 1)) / np.array([0.95047, 1.0, 1.08883])
    f = [t ** (1 / 3) if t > 216 / 24389 else (24389 / 27 * t + 16) / 116 for t in (x, y, z)]
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


def _contrast(one: str, other: str) -> float:
    low, high = sorted(float(np.dot(_XYZ[1], _linear(colour))) for colour in (one, other))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sight", sorted(_SIGHT))
def test_categories_stay_apart(sight: str):
    """Any two colours of categories differ by at least 24 (CIE76), ten times what the eye just notices."""
    pairs = itertools.combinations(theme.CATEGORY, 2)

    nearest = min((float(np.linalg.norm(_lab(a, sight) - _lab(b, sight))), a, b) for a, b in pairs)

    assert nearest[0] >= 24, nearest


@pytest.mark.parametrize("sight", sorted(_SIGHT))
def test_a_countrys_own_lines_stand_out(sight: str):
    """The country's lines differ from each other and from its peers' grey by at least 20."""
    lines = (theme.COUNTRY, theme.SECOND, theme.THIRD, theme.PEER)

    nearest = min(
        (float(np.linalg.norm(_lab(a, sight) - _lab(b, sight))), a, b)
        for a, b in itertools.combinations(lines, 2)
    )

    assert nearest[0] >= 20, nearest


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("colour", [theme.COUNTRY, theme.SECOND, theme.THIRD, theme.PEER])
def test_lines_are_seen_in_both_modes(colour: str, mode: str):
    """Lines have the contrast of 3:1 that WCAG asks of graphics."""
    assert _contrast(colour, _SURFACES[mode]) >= 3


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_text_is_read_in_both_modes(mode: str):
    """Text of labels and axes has the contrast of 4.5:1 that WCAG asks of text."""
    config = theme.config(mode)

    inks = [
        config["axis"]["labelColor"],
        config["axis"]["titleColor"],
        config["legend"]["labelColor"],
        config["style"]["end-label"]["fill"],
        config["style"]["row-label"]["fill"],
    ]

    assert min(_contrast(ink, _SURFACES[mode]) for ink in inks) >= 4.5


def test_modes_differ_in_ink_and_in_nothing_else():
    """A page can exchange one configuration for the other: the same keys, and JSON."""

    def shape(value: object) -> object:
        return (
            {key: shape(item) for key, item in value.items()}
            if isinstance(value, dict)
            else type(value).__name__
        )

    light, dark = theme.config("light"), theme.config("dark")

    assert shape(light) == shape(dark)
    assert light != dark
    assert json.loads(json.dumps(dark)) == dark


def test_the_configuration_is_fresh():
    """Changing a copy does not change the theme."""
    theme.config("light")["axis"]["labelColor"] = "red"

    assert theme.config("light")["axis"]["labelColor"] != "red"

"""Electricity by source, clean energy, and who has access to it."""

from __future__ import annotations

from pagebook.analysis import indicators, words
from pagebook.analysis.indicators import Observation, Series
from pagebook.figures import Figure, Prose, theme
from pagebook.figures.stacks import Band, stack_chart, stack_table
from pagebook.story.standing_charts import dots, period
from pagebook.story.standing_view import View, prose

__all__ = ["access", "access_chart", "electricity", "electricity_chart"]

# Bioenergy is counted from 2000: before, the parts do not make a whole.
_FROM = 2000
_PARTS = {
    "elec_share_coal": ("coal", theme.CATEGORY[0]),
    "elec_share_oil": ("oil", theme.CATEGORY[1]),
    "elec_share_gas": ("gas", theme.CATEGORY[2]),
    "elec_share_nuclear": ("nuclear power", theme.CATEGORY[3]),
    "elec_share_hydro": ("hydropower", theme.CATEGORY[4]),
    "elec_share_wind": ("wind", theme.CATEGORY[5]),
    "elec_share_solar": ("solar", theme.CATEGORY[6]),
}
_RENEWABLE = ("elec_share_hydro", "elec_share_wind", "elec_share_solar")
_OTHER = ("other renewables", theme.CATEGORY[7])
_RENEWABLES, _INTENSITY = "elec_share_renewables", "elec_carbon_intensity"
_ACCESS = (
    ("elec_share_renewables", "Electricity from renewables"),
    ("renewables_share_final_energy", "Renewables in final energy use"),
    ("electricity_access", "Access to electricity"),
    ("clean_cooking_access", "Access to clean cooking"),
    ("basic_water_access", "At least basic drinking water"),
    ("basic_sanitation_access", "At least basic sanitation"),
)


def _bands(view: View) -> list[Band]:
    """Return the shares of generation; bioenergy, geothermal and the like are what is left of all renewables."""
    parts = {key: view.series(key).between(_FROM, indicators.REFERENCE_YEAR) for key in _PARTS}
    if not all(parts.values()):
        return []
    bands = [
        Band(key, words.capitalise(label), colour, parts[key]) for key, (label, colour) in _PARTS.items()
    ]
    known = indicators.total([parts[key] for key in _RENEWABLE])
    every = view.series(_RENEWABLES)
    pairs = [(item, every.at(item.year)) for item in known.observations]
    rest = tuple(
        Observation(item.year, words.significant(max(0.0, whole.value - item.value)))
        for item, whole in pairs
        if whole
    )
    other = Series(rest, every.sources)
    return [*bands, Band("elec_share_other", words.capitalise(_OTHER[0]), _OTHER[1], other)]


def _mix(bands: list[Band]) -> tuple[int, list[str]]:
    """Return the last year that all parts have, and the parts of at least one per cent, largest first."""
    last = stack_table(bands).iloc[-1]
    shares = sorted(
        ((float(last[band.key]), band.label) for band in bands), key=lambda pair: (-pair[0], pair[1])
    )
    named = [f"{label[0].lower()}{label[1:]} {words.percent(share)}" for share, label in shares if share >= 1]
    return int(last["year"]), named


def electricity(view: View) -> Prose:
    """Return the mix, the share of renewables and the carbon intensity."""
    bands = _bands(view)
    mix = None
    if bands:
        year, named = _mix(bands)
        mix = f"in {year}, the electricity generated in {view.country} came from {words.join(named)}"
    return prose(
        mix,
        view.level(_RENEWABLES, "renewables had a share of"),
        view.level(_INTENSITY, "the carbon intensity of electricity was"),
    )


def electricity_chart(view: View) -> Figure | None:
    """Return the electricity mix as a stack."""
    bands = _bands(view)
    if not bands:
        return None
    series = [band.series for band in bands]
    year, named = _mix(bands)
    first = stack_table(bands).iloc[0]
    before = max(bands, key=lambda band: float(first[band.key]))
    return Figure(
        "electricity-mix",
        "Electricity generation by source",
        f"Share of electricity generated, per cent, {period(series)}. Other renewables are bioenergy, geothermal and "
        "the like.",
        words.paragraph(
            [
                f"{view.name}, {year}: {words.join(named)}",
                f"in {int(first['year'])} the largest source was {before.label[0].lower()}{before.label[1:]} with "
                f"{words.percent(float(first[before.key]))}",
            ]
        ),
        stack_chart(bands, "% of generation", view.source_title(*series), top=100.0),
        stack_table(bands),
        {"year": "Year", **{band.key: f"{band.label} (% of generation)" for band in bands}},
        view.sources(*series),
    )


def access(view: View) -> Prose:
    """Return renewables in final energy, and access to electricity and clean cooking."""
    return prose(
        view.level(
            "renewables_share_final_energy", "of all energy used, renewables (fuelwood included) made up"
        ),
        view.level("electricity_access", "the share of people with electricity was"),
        view.level("clean_cooking_access", "the share who cook with clean fuels was"),
    )


def access_chart(view: View) -> Figure | None:
    """Return clean energy and access to services against the medians."""
    note = "renewables in final energy include fuelwood, which is why low-income countries have high shares"
    return dots(
        view,
        _ACCESS,
        "access",
        "Clean energy and access to services",
        "Renewables as a share of generation and of final energy use, access as a share of the population, per cent",
        note=note,
    )

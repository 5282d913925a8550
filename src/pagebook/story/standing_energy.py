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
_BIOENERGY, _OTHER = "elec_share_bioenergy", ("bioenergy, other", theme.CATEGORY[7])
_CLEAN = ("elec_share_hydro", "elec_share_wind", "elec_share_solar", "elec_share_other")
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
    """Return the shares of generation; the rest of a whole is bioenergy, with geothermal and the like."""
    parts = {key: view.series(key).between(_FROM, indicators.REFERENCE_YEAR) for key in _PARTS}
    counted = view.series(_BIOENERGY)
    named = indicators.total(list(parts.values()))
    rest = tuple(
        Observation(item.year, words.significant(max(0.0, 100 - item.value)))
        for item in named.observations
        if counted.at(item.year)
    )
    if not rest:
        return []
    bands = [
        Band(key, words.capitalise(label), colour, parts[key]) for key, (label, colour) in _PARTS.items()
    ]
    return [
        *bands,
        Band("elec_share_other", words.capitalise(_OTHER[0]), _OTHER[1], Series(rest, counted.sources)),
    ]


def _mix(bands: list[Band]) -> tuple[int, list[str]]:
    """Return the last year that all parts have, and the parts of at least one per cent, largest first."""
    last = stack_table(bands).iloc[-1]
    shares = sorted(
        ((float(last[band.key]), band.label) for band in bands), key=lambda pair: (-pair[0], pair[1])
    )
    named = [f"{_in_text(label)} ({words.percent(share)})" for share, label in shares if share >= 1]
    return int(last["year"]), named


def _in_text(label: str) -> str:
    return label.lower().replace("bioenergy, other", "bioenergy and others")


def _misfit(view: View, bands: list[Band]) -> str | None:
    """Say so where the share of renewables is of another release than the mix and does not fit it."""
    last = stack_table(bands).iloc[-1]
    share = view.series(_RENEWABLES).at(int(last["year"]))
    parts = sum(float(last[key]) for key in _CLEAN)
    if share is None or abs(share.value - parts) <= 1:
        return None
    return (
        f"in the mix, the renewables of {share.year} add up to {words.percent(parts)}: that is another "
        "release of the same source"
    )


def electricity(view: View) -> Prose:
    """Return the mix, the share of renewables and the carbon intensity."""
    bands = _bands(view)
    mix = misfit = None
    if bands:
        year, named = _mix(bands)
        misfit = _misfit(view, bands)
        mix = f"in {year}, the electricity generated in {view.country} came from {words.join(named)}"
    return prose(
        mix,
        view.level(_RENEWABLES, "the share of renewables was"),
        misfit,
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
        f"Share of electricity generated, per cent, {period(series)}. “Bioenergy, other” is what "
        "the named sources leave of the whole, such as geothermal.",
        words.paragraph(
            [
                f"{view.name}, {year}: {words.join(named)}",
                f"in {int(first['year'])} the largest source was {_in_text(before.label)} with "
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
        view.level("electricity_access", "the share of people with access to electricity was"),
        view.level("clean_cooking_access", "the share of people who cook with clean fuels was"),
    )


def access_chart(view: View) -> Figure | None:
    """Return clean energy and access to services against the medians."""
    note = "renewables in final energy include fuelwood, which is why low-income countries have high shares"
    return dots(
        view,
        _ACCESS,
        "access",
        "Clean energy and access to services",
        "Renewables as a share of generation and of final energy use, access as a share of people, per cent",
        note=note,
    )

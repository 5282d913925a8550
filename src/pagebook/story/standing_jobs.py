"""Where people work, who takes part, and on what terms."""

from __future__ import annotations

from pagebook.analysis import words
from pagebook.figures import Figure, Prose, theme
from pagebook.figures.stacks import Band, stack_chart, stack_table
from pagebook.story.standing_charts import dots, period
from pagebook.story.standing_view import View, prose, since, told

__all__ = ["jobs", "jobs_chart", "work", "work_chart"]

_SECTORS = {
    "employment_agriculture": ("agriculture", theme.CATEGORY[7]),
    "employment_industry": ("industry", theme.CATEGORY[2]),
    "employment_services": ("services", theme.CATEGORY[5]),
}
_WOMEN, _MEN = "female_labour_participation", "male_labour_participation"
_WORK = (
    (_WOMEN, "Women in the labour force"),
    (_MEN, "Men in the labour force"),
    ("unemployment_rate", "Unemployment"),
    ("youth_unemployment_rate", "Unemployment, ages 15 to 24"),
    ("informal_employment_rate", "Informal employment"),
)


def _bands(view: View) -> list[Band]:
    bands = [
        Band(key, words.capitalise(name), colour, view.series(key))
        for key, (name, colour) in _SECTORS.items()
    ]
    return bands if all(band.series for band in bands) else []


def jobs(view: View) -> Prose:
    """Return employment by sector, with the change in agriculture."""
    bands = _bands(view)
    if not bands:
        return Prose()
    first, *others = ((words.percent(band.series.last.value), band.label.lower()) for band in bands)
    shares = [
        f"{first[0]} of jobs in {view.country} were in {first[1]}",
        *(f"{share} in {label}" for share, label in others),
    ]
    farming = bands[0].series
    moved = [
        part for part in (since(farming, "%"), view.against("employment_agriculture", farming.last)) if part
    ]
    return prose(
        f"in {farming.last.year}, {words.join(shares)} (modelled by the ILO)",
        f"the share of agriculture was {', '.join(moved)}" if moved else None,
    )


def jobs_chart(view: View) -> Figure | None:
    """Return employment by sector as a stack."""
    bands = _bands(view)
    if not bands:
        return None
    series = [band.series for band in bands]
    steps = [
        f"{band.label.lower()} {words.percent(band.series.first.value)} in {band.series.first.year} and "
        f"{words.percent(band.series.last.value)} in {band.series.last.year}"
        for band in bands
    ]
    return Figure(
        "jobs-by-sector",
        "Employment by sector",
        f"Share of employment, per cent, {period(series)}; ILO modelled estimates.",
        words.paragraph([f"{view.name}: {words.join(steps)}"]),
        stack_chart(bands, "% of employment", view.source_title(*series), top=100.0),
        stack_table(bands),
        {"year": "Year", **{band.key: f"{band.label} (% of employment)" for band in bands}},
        view.sources(*series),
    )


def work(view: View) -> Prose:
    """Return participation of women and men, unemployment and informality."""
    return prose(
        _participation(view),
        _rate(view, "unemployment_rate", "unemployment"),
        _rate(view, "informal_employment_rate", "informal jobs"),
    )


def _participation(view: View) -> str | None:
    women, men = view.series(_WOMEN), view.series(_MEN)
    other = men.at(women.last.year) if women else None
    if other is None:
        return None
    gap = other.value - women.last.value
    text = (
        f"in {other.year}, {words.percent(women.last.value)} of women and {words.percent(other.value)} of men"
        f" aged 15 and over were in the labour force, a gap of {words.points(gap)}"
    )
    stand = view.against(_WOMEN, women.last)
    return f"{text}; the women's rate was {stand}" if stand else text


def _rate(view: View, indicator: str, what: str) -> str | None:
    own = view.series(indicator)
    if not own:
        return None
    rate = words.percent(own.last.value)
    share = f"{what} was {rate}" if what == "unemployment" else f"{what} were {rate} of employment"
    change, stand = since(own, "%", slack=2), view.against(indicator, own.last)
    return ", ".join(part for part in (f"{share} {told(own.last)}", change, stand) if part)


def work_chart(view: View) -> Figure | None:
    """Return participation, unemployment and informality against the medians."""
    return dots(
        view,
        _WORK,
        "work",
        "Taking part in work, and on what terms",
        "In the labour force, as a share of women and men aged 15 and over; unemployed, of the labour force; "
        "in informal jobs, of employment; per cent",
    )

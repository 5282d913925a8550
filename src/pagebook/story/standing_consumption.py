"""CO₂ emitted on the territory beside that of what the country consumes, both of one edition."""

from __future__ import annotations

from pagebook.analysis import words
from pagebook.figures import Figure, Prose
from pagebook.figures.lines import Line, line_chart, line_table
from pagebook.story.standing_charts import period
from pagebook.story.standing_view import View, prose

__all__ = ["consumption", "consumption_chart"]


def consumption(view: View) -> Prose:
    """Return CO₂ emitted on the territory beside that of what the country consumes."""
    made, used = view.series("co2_territorial_gcb2024"), view.series("co2_consumption")
    other = made.at(used.last.year) if used else None
    if not used or other is None or other.value <= 0:
        return Prose()
    share, unit = 100 * (used.last.value / other.value - 1), view.unit("co2_consumption")
    side = "more" if share > 0 else "less"
    edition = view.edition(made, used)
    home = f"{words.quantity(other.value, unit)}; both from the Global Carbon Budget, {edition}"
    return prose(
        f"in {used.last.year}, what {view.country} consumed caused {words.quantity(used.last.value, unit)}, "
        f"{words.percent(abs(share))} {side} than was emitted at home ({home})",
        _per_head(view),
    )


def _per_head(view: View) -> str | None:
    name = "co2_consumption_per_capita"
    head = view.series(name)
    stand = view.against(name, head.last) if head else None
    return f"that was {words.quantity(head.last.value, view.unit(name))}, {stand}" if stand else None


def consumption_chart(view: View) -> Figure | None:
    """Return CO₂ of production and of consumption, both of one edition."""
    made, used = view.series("co2_territorial_gcb2024"), view.series("co2_consumption")
    if not made or not used:
        return None
    lines = [Line("country", "Territory", made), Line("second", "Consumption", used)]
    unit = view.unit("co2_consumption")
    gap = used.last.value - (made.at(used.last.year) or used.last).value
    side = "above" if gap > 0 else "below"
    return Figure(
        "co2-consumption",
        "CO₂ emissions of territory and of consumption",
        f"CO₂ without land use, million tonnes a year, {period([made, used])}; consumption adds the "
        "emissions behind imports and leaves out those behind exports. Both series are of the Global Carbon "
        f"Budget, {view.edition(made, used)}.",
        words.paragraph(
            [
                f"{view.name}: emissions of consumption went from {words.quantity(used.first.value, unit)} "
                f"in {used.first.year} to {words.quantity(used.last.value, unit)} in {used.last.year}, then "
                f"{words.quantity(abs(gap), unit)} {side} those of the territory"
            ]
        ),
        line_chart(lines, words.unit_title(unit), view.source_title(made, used), zero=True),
        line_table(lines),
        {"year": "Year", **{line.role: f"{line.label} ({words.unit_title(unit)})" for line in lines}},
        view.sources(made, used),
    )

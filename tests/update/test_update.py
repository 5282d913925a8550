"""A new edition in the tables of the book: what changes, what follows, what is refused, what is kept."""

from __future__ import annotations

import difflib
import errno
import json
import os
from pathlib import Path

import pytest

from pagebook.cli import main
from pagebook.data import Tables, check_data
from pagebook.errors import ParameterError
from pagebook.pages.journal import finish
from pagebook.project import Book
from pagebook.update.command import Wanted, update_indicators
from pagebook.update.report import Report

GDP = ("NY.GDP.PCAP.PP.KD", "GDP per capita, PPP (constant 2021 international $)")
GINI = ("SI.POV.GINI", "Gini index")
DAY = "2026-11-20"


def _tables(book: Book) -> dict[str, str]:
    return {str(p.relative_to(book.data)): p.read_text("utf-8") for p in sorted(book.data.rglob("*.csv"))}


def _own(book: Book, indicator: str, area: str) -> dict[int, float]:
    rows = Tables(book.data).select("indicators", indicator=indicator, area=area)
    return dict(zip(rows["year"].tolist(), rows["value"].tolist(), strict=True))


def _update(book: Book, *files: Path, **wanted: object) -> Report:
    return update_indicators(book, Wanted(files, DAY, **{"editions": ["2026-07-13"], **wanted}))


def _diff(before: dict[str, str], after: dict[str, str]) -> dict[str, list[str]]:
    """Return the lines that git would show as gone or new, by table."""
    changed = {}
    for name, text in after.items():
        lines = difflib.unified_diff(before[name].splitlines(), text.splitlines(), lineterm="", n=0)
        found = [line for line in lines if line[0] in "+-" and line[:3] not in ("+++", "---")]
        if found:
            changed[name] = found
    return changed


def test_a_new_edition_is_taken_in(book, wide):
    """Values are added, revised, confirmed and kept; all tables say so, and are sound."""
    own = _own(book, "gini", "PER")
    new = {year: value for year, value in own.items() if year not in (2019, 2021)} | {
        2025: 39.456,
        1980: 50.0,
    }
    changed = {**new, 2020: 43.81}
    before = _tables(book)

    report = _update(book, wide("wdi.csv", {(*GINI, "PER"): changed}))

    assert report.found.refused == []
    comparison = report.plan.comparisons[0]
    assert comparison.added == {("PER", 2025): 39.46}
    assert [(r.area, r.year, r.before, r.source, r.after) for r in comparison.revised] == [
        ("PER", 2020, own[2020], "gapminder-sg-wdi", 43.81)
    ]
    assert [place for place in comparison.absent if place[0] == "PER"] == [("PER", 2019), ("PER", 2021)]
    diff = _diff(before, _tables(book))
    assert diff["reference/sources.csv"] == [
        '+wdi-2026-07-13,dataset,"World Development Indicators, 2026-07-13",World Bank,,'
        "https://databank.worldbank.org/source/world-development-indicators,CC BY 4.0,2026-07-13,2026-11-20,"
        '"World Bank, World Development Indicators, edition of 2026-07-13.",'
    ]
    assert diff["indicators/revisions.csv"] == [
        f"+PER,gini,2020,wdi-2026-07-13,{own[2020]:g},gapminder-sg-wdi"
    ]
    moved = diff["indicators/indicators.csv"]
    assert {line[1:].split(",")[1] for line in moved} == {"gini"}
    assert {line[1:].split(",")[0] for line in moved} == {"PER"}
    assert "+PER,gini,2025,39.46,wdi-2026-07-13" in moved
    assert not [line for line in moved if ",2019," in line or ",2021," in line]
    catalogue = Tables(book.data).select("catalogue", indicator="gini").iloc[0]
    assert (catalogue["sources"], catalogue["period"]) == (
        ("gapminder-sg-wdi", "wdi-2026-07-13"),
        "1990-2025",
    )
    assert report.plan.mixed["gini"]["wdi-2026-07-13"] == len(new) - 1
    assert [str(problem) for problem in check_data(book)] == []
    assert report.written == [f"data/{name}" for name in sorted(diff)]


def test_what_a_value_was_before_and_from_which_edition_can_be_answered(book, wide):
    """Two editions leave two rows in the log, the second naming the first as where its value came from."""
    own = _own(book, "gini", "PER")
    _update(book, wide("1.csv", {(*GINI, "PER"): {**own, 2020: 44.0}}))

    _update(book, wide("2.csv", {(*GINI, "PER"): {**own, 2020: 45.0}}), editions=["wdi=2027-07-12"])

    log = Tables(book.data).select("revisions", indicator="gini", area="PER", year=2020)
    assert log[["replaced_by", "value", "source"]].to_numpy().tolist() == [
        ["wdi-2026-07-13", own[2020], "gapminder-sg-wdi"],
        ["wdi-2027-07-12", 44.0, "wdi-2026-07-13"],
    ]
    assert _own(book, "gini", "PER")[2020] == 45.0


def test_the_same_file_again_changes_nothing(book, wide):
    """Taking in an edition twice writes nothing the second time."""
    path = wide("wdi.csv", {(*GINI, "PER"): {2020: 44.0}})
    _update(book, path)

    report = _update(book, path)

    assert (report.found.refused, report.written) == ([], [])


def test_an_edition_that_says_something_else_than_it_did_is_refused(book, wide):
    """An edition is one state of the data: other values need another name."""
    _update(book, wide("1.csv", {(*GINI, "PER"): {2020: 44.0}}))
    before = _tables(book)

    report = _update(book, wide("2.csv", {(*GINI, "PER"): {2020: 45.0}}))

    assert [str(finding) for finding in report.found.refused] == [
        "wdi-2026-07-13: gini: PER in 2020 was 44 in this edition and is 45 now; "
        "give the file an edition of its own with --edition"
    ]
    assert _tables(book) == before


def test_a_probable_error_of_unit_is_refused_unless_allowed(book, wide):
    """Values a thousand times those until now stop the update; somebody who looked can let them through."""
    path = wide(
        "wdi.csv", {(*GDP, "PER"): {y: 1000 * v for y, v in _own(book, "gdp_ppp_per_capita", "PER").items()}}
    )
    before = _tables(book)

    refused = _update(book, path)
    allowed = _update(book, path, allowed=["jump"])

    message = (
        "wdi-2026-07-13: gdp_ppp_per_capita: the values are about 1,000 times those until now, "
        "probably an error of unit; look at the unit; --allow jump takes it in"
    )
    assert [str(finding) for finding in refused.found.refused] == [message]
    assert not refused.written
    assert [str(finding) for finding in allowed.found.told] == [message]
    assert before != _tables(book)


def test_a_single_leap_is_refused_with_its_place(book, wide):
    """One value a hundred times the one before it, or more, is named."""
    report = _update(book, wide("wdi.csv", {(*GDP, "PER"): {2025: 1.6e7}}), dry_run=True)

    before = _own(book, "gdp_ppp_per_capita", "PER")[2024]
    assert [finding.message for finding in report.found.refused] == [
        f"gdp_ppp_per_capita: PER in 2025: {before:g} becomes 1.6e+07"
    ]


def test_a_leap_among_small_values_is_no_error_of_unit(book, write):
    """A balance of sinks and sources that comes near zero changes a hundredfold, and is still near zero."""
    header = "Entity,Code,Year,Annual CO₂ emissions from land-use change"

    report = _update(book, write("land.csv", header, "Brazil,BRA,2023,1000000", "Uruguay,URY,2023,-900"))

    assert [finding.message.split(":")[1] for finding in report.found.refused] == [" BRA in 2023"]
    assert [(r.area, r.after) for r in report.plan.comparisons[0].revised] == [("BRA", 1.0), ("URY", -0.0009)]


def test_a_value_that_the_checks_refuse_is_not_written(book, wide):
    """The tables are judged as they would be, so that `check` finds nothing afterwards."""
    before = _tables(book)

    report = _update(
        book, wide("wdi.csv", {("EG.ELC.ACCS.ZS", "Access (% of population)", "PER"): {2023: 101.0}})
    )

    assert [finding.kind for finding in report.found.refused] == ["check"]
    assert "101" in report.found.refused[0].message
    assert _tables(book) == before


def test_derived_indicators_follow_where_an_input_moves(book, wide):
    """GDP and what rests on it are computed again for the year and country that moved, and for no other."""
    own = {name: _own(book, name, "PER") for name in ("population", "gdp_ppp", "ghg_total_incl_land_use")}
    before = _tables(book)

    report = _update(book, wide("wdi.csv", {(*GDP, "PER"): {2020: 12000.0}}))

    gdp = 12000 * own["population"][2020] / 1e9
    assert _own(book, "gdp_ppp", "PER")[2020] == pytest.approx(gdp, rel=5e-4)
    intensity = own["ghg_total_incl_land_use"][2020] / gdp
    assert _own(book, "ghg_intensity_gdp", "PER")[2020] == pytest.approx(intensity, rel=1e-3)
    assert {(one.indicator, len(one.revised)) for one in report.plan.derived} == {
        ("gdp_ppp", 1),
        ("ghg_intensity_gdp", 1),
    }
    moved = _diff(before, _tables(book))
    assert sorted(
        line[1:].split(",")[1] for line in moved["indicators/indicators.csv"] if line[0] == "+"
    ) == [
        "gdp_ppp",
        "gdp_ppp_per_capita",
        "ghg_intensity_gdp",
    ]
    assert {line[1:].split(",")[3] for line in moved["indicators/revisions.csv"]} == {"wdi-2026-07-13"}
    assert {line[1:].split(",")[2] for line in moved["indicators/peer_medians.csv"]} == {"2020"}


def test_the_declared_formulas_reproduce_the_values_of_the_book(book_root, mapped):
    """Every derived value follows from its inputs; as these are rounded, to one unit of the fourth digit."""
    rows = Tables(book_root / "data").select("indicators")
    values = {(r.area, r.indicator, int(r.year)): r.value for r in rows.itertuples()}
    sources = {row.indicator for row in rows.itertuples() if row.source == "derived"}

    off = {}
    for name, rule in mapped.derivations.items():
        held = {(area, year): v for (area, indicator, year), v in values.items() if indicator == name}
        computed = {
            (area, year): rule.value(lambda each, y, area=area: values.get((area, each, y)), year)
            for area, year in {(area, year) for area, indicator, year in values if indicator in rule.names}
        }
        assert {place for place, value in computed.items() if value is not None} == set(held)
        off[name] = max(abs(computed[place] / value - 1) for place, value in held.items() if value)

    assert sources - set(mapped.derivations) == {"gdp_growth", "palma_ratio"}
    assert max(off.values()) < 1.5e-3, off


def test_growth_and_the_palma_ratio_are_made_from_series_that_the_book_does_not_carry(book, wide):
    """Change from the year before, and one share over two others; a year left out on purpose stays out."""
    level = ("NY.GDP.MKTP.KD", "GDP (constant 2015 US$)")
    shares = [
        (f"SI.DST.{code}", f"Income share held by {code}", "PER")
        for code in ("10TH.10", "FRST.20", "02ND.20")
    ]
    path = wide(
        "wdi.csv",
        {
            (*level, "PER"): {2023: 200.0, 2024: 206.5},
            (*level, "KHM"): {1993: 100.0, 1994: 109.0},
            **{share: {2020: value} for share, value in zip(shares, (36.0, 4.0, 8.0), strict=True)},
        },
    )

    report = _update(book, path, dry_run=True)

    told = {one.indicator: one for one in report.plan.comparisons}
    after = {(r.area, r.year): r.after for one in told.values() for r in one.revised}
    assert after == {("PER", 2024): 3.25, ("PER", 2020): 3.0}
    assert ("KHM", 1994) not in told["gdp_growth"].added


def test_medians_of_a_region_follow_from_the_file_of_all_countries(book, wide, write):
    """With the World Bank's list a region's countries are known; with too few of them, medians are kept."""
    region = "South Asia"
    countries = ["BGD", "BTN", "IND", "LKA", "MDV", "NPL"]
    values = {(*GDP, area): {2020: 1000.0 * (place + 1)} for place, area in enumerate(countries)}
    listed = write(
        "WDICountry.csv",
        "Country Code,Short Name,Table Name,Region,Income Group",
        *(f"{area},{area},{area},{region},Lower middle income" for area in countries),
    )

    report = _update(book, wide("wdi.csv", values), listed, allowed=["jump"])

    medians = report.plan.medians
    assert medians.changed[region, "gdp_ppp_per_capita", 2020] == (6, 2250.0, 3500.0, 4750.0)
    assert (
        medians.kept["gdp_ppp_per_capita", "ALL"]
        == "the new edition has too few of its countries in some years"
    )
    assert ("LMC", "gdp_ppp_per_capita", 2020) not in medians.changed
    assert report.classes == []


def test_a_dry_run_reports_the_same_and_writes_nothing(book, wide):
    """The report of a dry run is that of the update that follows it."""
    path = wide("wdi.csv", {(*GINI, "PER"): {2020: 44.0}})
    before = _tables(book)

    dry = list(_update(book, path, dry_run=True).lines())

    assert _tables(book) == before
    assert dry == list(_update(book, path).lines())


def test_a_full_disk_leaves_all_tables_as_they_were(book, wide, monkeypatch):
    """Five tables change together or not at all."""
    before = _tables(book)
    kept, calls = os.fsync, []

    def full(descriptor: int) -> None:
        calls.append(descriptor)
        if len(calls) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")
        kept(descriptor)

    monkeypatch.setattr(os, "fsync", full)

    with pytest.raises(Exception, match="No space left on device"):
        _update(book, wide("wdi.csv", {(*GINI, "PER"): {2020: 44.0}}))

    assert _tables(book) == before
    assert list(book.data.rglob("*.tmp")) == []


def test_an_update_that_is_killed_between_two_tables_is_finished_by_the_next_command(book, wide, monkeypatch):
    """No reader is left with values of one edition and the log of another."""
    path = wide("wdi.csv", {(*GINI, "PER"): {2020: 44.0}})
    named: list[Path] = []

    def die(self: Path, target: Path) -> Path:
        named.append(target)
        if target.suffix == ".csv" and sum(one.suffix == ".csv" for one in named) == 2:
            raise KeyboardInterrupt
        return replaced(self, target)

    replaced = Path.replace
    before = _tables(book)
    monkeypatch.setattr(Path, "replace", die)
    with pytest.raises(KeyboardInterrupt):
        _update(book, path)
    monkeypatch.undo()
    half = len(_diff(before, _tables(book)))

    finished = finish(book)

    assert finished and half == 1
    assert {"indicators/indicators.csv", "indicators/revisions.csv", "reference/sources.csv"} <= _diff(
        before, _tables(book)
    ).keys()
    assert check_data(book) == []


def test_two_data_sets_for_one_indicator_are_refused(book, write):
    """The same indicator cannot be told by two files of different publishers at a time."""
    header = "SeriesCode,GeoAreaCode,GeoAreaName,TimePeriod,Value,Units"
    one = write("sdg.csv", header, "GB_XPD_RSDV,604,Peru,2018,0.12,PERCENT")
    sdmx = "DATAFLOW,REPORTING_TYPE,SERIES,REF_AREA,TIME_PERIOD,OBS_VALUE,UNIT_MEASURE"
    two = write("sdmx.csv", sdmx, "IAEG-SDGs:DF_SDG_GLH(1.24),G,GB_XPD_RSDV,604,2018,0.13,PT")

    report = _update(book, one, two)

    assert [finding.message for finding in report.found.refused] == [
        "rd_expenditure_gdp is told by un-sdg and by un-sdg-sdmx"
    ]


def test_an_edition_must_be_known_and_its_name_right(book, wide):
    """A file that does not tell its edition needs one; a data set that is not there is named."""
    path = wide("wdi.csv", {(*GINI, "PER"): {2020: 44.0}})

    report = _update(book, path, editions=[])

    assert [str(finding) for finding in report.found.refused] == [
        "wdi.csv: the file does not tell its edition of World Development Indicators; name it with --edition"
    ]
    with pytest.raises(ParameterError, match="there is no data set 'wdy'"):
        _update(book, path, editions=["wdy=2026"])


def test_the_command_reports_as_text_and_as_json(book, wide, capsys):
    """Exit code 0 and the numbers where all is well, 1 and the reasons where something is refused."""
    path = wide("wdi.csv", {(*GINI, "PER"): {2020: 44.0}})
    base = ["update", "indicators", "--book", str(book.root), "--dry-run"]

    codes = [
        main([*base, str(path), "--edition", "2026"]),
        main([*base, str(path), "--edition", "2026", "--format", "json"]),
        main([*base, str(path)]),
        main(base),
    ]

    out = capsys.readouterr().out
    text, _, rest = out.partition("{\n")
    told, end = json.JSONDecoder().raw_decode("{\n" + rest)
    assert codes == [0, 0, 1, 2]
    assert "gini (wdi-2026): 0 added, 1 revised, 0 as before," in text
    assert [(one["indicator"], one["revised"][0]["after"]) for one in told["indicators"]] == [("gini", 44.0)]
    assert "refused: wdi.csv: the file does not tell its edition" in ("{\n" + rest)[end:]


def test_every_mapping_leads_to_what_is_there(book_root, mapped):
    """Mapped series feed indicators of the catalogue, and no column stands for two of them."""
    rows = Tables(book_root / "data").select("series")
    meanings = [
        (mapped.datasets[part.dataset].format, code, part.filter)
        for series in mapped.series
        for part in series.parts
        for code in part.codes
    ]

    assert len(rows) == len(mapped.series) == 63
    assert len(meanings) == len(set(meanings))
    assert {series.indicator for series in mapped.series} & set(mapped.derivations) == set()


def test_what_an_editor_must_look_at_is_told(book, write):
    """Flagged breaks, series that are lacking, notes, dated definitions and countries in another group."""
    co2 = write("co2.csv", "Entity,Code,Year,Annual CO₂ emissions", "Peru,PER,2024,60000000")
    ilo = write(
        "ilo.csv",
        "ref_area,source,indicator,sex,classif1,classif2,time,obs_value,obs_status",
        "PER,BA:1,EMP_NIFL_SEX_RT_A,SEX_T,,,2024,70.1,B",
    )
    listed = write(
        "WDICountry.csv",
        "Country Code,Short Name,Table Name,Region,Income Group",
        "PER,Peru,Peru,Latin America & Caribbean,High income",
    )

    report = _update(book, co2, ilo, listed, dry_run=True)

    lines = list(report.lines())
    assert report.found.refused == []
    assert report.plan.lacking["owid-gcb"] == ["co2_consumption", "co2_land_use_change", "co2_per_capita"]
    assert (
        "owid-gcb: Territorial, consumption-based and land-use CO2 of one edition belong together"
        in "".join(lines)
    )
    assert lines[-3:] == [
        "informal_employment_rate: the publisher flags a break in 2024 for PER; is it one for breaks.csv?",
        "in another region or income group than in areas.csv: PER",
        "definitions with a year or an edition, to be read again: co2_total",
    ]

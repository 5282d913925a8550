"""Publishers' files, each in its own form, and what is wrong with them."""

from __future__ import annotations

import gzip
import json
import zipfile

import pytest

from pagebook.update.findings import Findings
from pagebook.update.reading import Read, read_files

WIDE = '"Country Name","Country Code","Indicator Name","Indicator Code","1989","2020","2021",'
GINI = '"Peru","PER","Gini index","SI.POV.GINI","30","43.8","",'
ILO = "ref_area,source,indicator,sex,classif1,classif2,time,obs_value,obs_status"
SDG = (
    "Goal,Target,Indicator,SeriesCode,SeriesDescription,GeoAreaCode,GeoAreaName,TimePeriod,Value,"
    "Time_Detail,UpperBound,LowerBound,BasePeriod,Source,FootNote,Nature,Reporting Type,Sex,Location,Units"
)
SDMX1 = (
    "DATAFLOW,FREQ,REPORTING_TYPE,SERIES,REF_AREA,SEX,URBANISATION,TIME_PERIOD,OBS_VALUE,OBS_STATUS,UNIT_MULT"
)
FLOW = "IAEG-SDGs:DF_SDG_GLH(1.24)"


def _values(read: Read) -> dict[str, dict[tuple[str, int], float]]:
    return {part.indicator: values for part, values in read.gathered.values.items()}


def _read(mapped, *files) -> tuple[Read, list[str]]:
    found = Findings()
    read = read_files(mapped, files, found)
    return read, [str(finding) for finding in found.refused]


def test_the_bulk_file_of_the_world_bank_is_read(mapped, write):
    """Years are columns; what is not mapped, blank or before 1990 is passed over."""
    path = write(
        "WDICSV.csv",
        WIDE.rstrip(","),
        GINI.rstrip(","),
        '"Peru","PER","Something else","XX.YYY","1","2","3"',
        '"Africa Eastern and Southern","AFE","Population, total","SP.POP.TOTL","1","2","3"',
        '"World","WLD","Population, total","SP.POP.TOTL","1","7800000000","7900000000"',
    )

    read, refused = _read(mapped, path)

    assert refused == []
    assert _values(read) == {
        "gini": {("PER", 2020): 43.8},
        "population": {("WLD", 2020): 7.8e9, ("WLD", 2021): 7.9e9},
    }
    assert read.gathered.groups == 2


def test_the_file_of_one_indicator_tells_its_edition(mapped, write):
    """The download of one indicator has four lines before its header, one of them the day of its edition."""
    preamble = (
        '\ufeff"Data Source","World Development Indicators",',
        "",
        '"Last Updated Date","2026-07-13",',
        "",
    )

    read, refused = _read(mapped, write("API_SI.POV.GINI.csv", *preamble, WIDE, GINI))

    assert refused == []
    assert _values(read) == {"gini": {("PER", 2020): 43.8}}
    assert read.editions == {"wdi": {"2026-07-13"}}


def test_a_zip_is_read_with_its_list_of_countries(mapped, write, tmp_path):
    """The files in a ZIP are told by their headers, and those of no known form are passed over."""
    with zipfile.ZipFile(tmp_path / "WDI_CSV.zip", "w") as packed:
        packed.writestr("WDICSV.csv", f"{WIDE}\n{GINI}\n")
        packed.writestr("WDIfootnote.csv", "CountryCode,SeriesCode,Year,Description\nPER,X,YR2000,Y\n")
        packed.writestr(
            "WDICountry.csv",
            "Country Code,Short Name,Table Name,Region,Income Group\n"
            "PER,Peru,Peru,Latin America & Caribbean,Upper middle income\nWLD,World,World,,\n",
        )

    read, refused = _read(mapped, tmp_path / "WDI_CSV.zip")

    assert refused == []
    assert _values(read) == {"gini": {("PER", 2020): 43.8}}
    assert read.groups == {"PER": ("Latin America & Caribbean", "Upper middle income")}


def test_an_answer_of_the_world_bank_is_read_page_by_page(mapped, answer):
    """Entries with a value become cells; an alpha-2 code stands in where alpha-3 is blank."""
    label = "Population, total"
    paging = {"pages": 2, "per_page": 2, "total": 3}
    first = answer(
        "1.json", "SP.POP.TOTL", label, ("PE", "PER", 2021, 33e6), ("PE", "PER", 2020, None), **paging
    )
    second = answer("2.json", "SP.POP.TOTL", label, ("XD", "", 2020, 1.2e9), page=2, **paging)

    read, refused = _read(mapped, first, second)

    assert refused == []
    assert _values(read) == {"population": {("PER", 2021): 33e6, ("HIC", 2020): 1.2e9}}
    assert read.editions == {"wdi": {"2026-07-13"}}


def test_a_missing_page_of_an_answer_is_refused(mapped, answer):
    """An answer in two pages of which one is given would look as if values were gone."""
    path = answer("1.json", "SP.POP.TOTL", "Population, total", ("PE", "PER", 2021, 33e6), pages=3)

    _, refused = _read(mapped, path)

    assert refused == [
        "1.json: of the 3 pages of SP.POP.TOTL, 2, 3 is missing; give all, or ask for more entries a page"
    ]


def test_ilostat_is_filtered_by_sex_and_class(mapped, write):
    """Of all rows of a series those that the filter names are taken; flagged breaks are noted."""
    path = write(
        "EAP.csv",
        ILO,
        '"PER","XA:1","EAP_2WAP_SEX_AGE_RT_A","SEX_F","AGE_YTHADULT_YGE15","","2020",61.5,"B"',
        '"PER","XA:1","EAP_2WAP_SEX_AGE_RT_A","SEX_M","AGE_YTHADULT_YGE15","","2020",80.25,""',
        '"PER","XA:1","EAP_2WAP_SEX_AGE_RT_A","SEX_F","AGE_YTHADULT_Y15-24","","2020",50,""',
        '"X83","XA:1","EAP_2WAP_SEX_AGE_RT","SEX_F","AGE_YTHADULT_YGE15","","2020",50,""',
        '"X01","XA:1","EAP_2WAP_SEX_AGE_RT","SEX_F","AGE_YTHADULT_YGE15","","2020",47,""',
    )

    read, refused = _read(mapped, path)

    assert refused == []
    assert _values(read) == {
        "female_labour_participation": {("PER", 2020): 61.5, ("WLD", 2020): 47.0},
        "male_labour_participation": {("PER", 2020): 80.25},
    }
    assert read.gathered.breaks == {("female_labour_participation", "PER", 2020)}


def test_a_file_packed_with_gzip_is_read(mapped, tmp_path):
    """ILOSTAT packs its bulk files one by one; one that is cut off is refused."""
    row = '"PER","A","EMP_NIFL_SEX_RT_A","SEX_T","","","2020",70.5,""'
    packed = gzip.compress(f"{ILO}\n{row}\n".encode())
    (tmp_path / "EMP.csv.gz").write_bytes(packed)
    (tmp_path / "cut.csv.gz").write_bytes(packed[:-20])

    read, refused = _read(mapped, tmp_path / "EMP.csv.gz", tmp_path / "cut.csv.gz")

    assert _values(read) == {"informal_employment_rate": {("PER", 2020): 70.5}}
    assert [line.split(": ")[:2] for line in refused] == [["cut.csv.gz", "cannot be read"]]


def test_the_sdg_database_is_read_by_numbers_of_areas(mapped, write):
    """Numbers are countries with or without leading zeros; values below a bound are counted alone."""
    row = "1,1.3,1.3.1,SI_COV_PENSN,Pensions,{},{},{},{},,,,,ILO,,C,G,{},,PERCENT".format
    path = write(
        "sdg.csv",
        SDG,
        row(604, "Peru", 2020, "52.3", "BOTHSEX"),
        row(604, "Peru", 2020, "41", "FEMALE"),
        row("076", "Brazil", 2020, "<5", "BOTHSEX"),
        row(1, "World", 2020, "77.5", "BOTHSEX"),
        row(419, "Latin America", 2020, "60", "BOTHSEX"),
        row(156, "China", 2020, "NaN", "BOTHSEX"),
    )

    read, refused = _read(mapped, path)

    assert refused == []
    assert _values(read) == {"pension_coverage": {("PER", 2020): 52.3, ("WLD", 2020): 77.5}}
    assert {part.indicator: number for part, number in read.gathered.bounded.items()} == {
        "pension_coverage": 1
    }


@pytest.mark.parametrize(
    ("header", "row"),
    [
        (SDMX1, f"{FLOW},A,G,GB_XPD_RSDV,604,_T,_T,2018,{{}},A,{{}}"),
        (
            SDMX1.replace("DATAFLOW", "STRUCTURE,STRUCTURE_ID,ACTION"),
            f"dataflow,{FLOW},I,A,G,GB_XPD_RSDV,604,_T,_T,2018,{{}},A,{{}}",
        ),
        (
            SDMX1.replace("SERIES", "SERIES:Series").replace("REF_AREA", "REF_AREA:Area"),
            f"{FLOW}: Goals,A: Yearly,G: Global,GB_XPD_RSDV: R&D,604: Peru,_T,_T,2018,{{}},A: Normal,{{}}",
        ),
    ],
    ids=["1.0", "2.0", "labels"],
)
def test_sdmx_is_read_in_its_versions(mapped, write, header, row):
    """SDMX-CSV 1.0 and 2.0, with and without labels; the multiplier is a power of ten."""
    other = row.replace("604", "076").replace("DF_SDG_GLH", "DF_OTHER")

    read, refused = _read(mapped, write("sdmx.csv", header, row.format("0.013", "1"), other.format("9", "0")))

    assert refused == []
    assert _values(read) == {"rd_expenditure_gdp": {("PER", 2018): 0.13}}


def test_our_world_in_data_has_a_column_for_each_series(mapped, write):
    """Several columns are several series; names in words and short names are known; others are named."""
    path = write(
        "share-elec-by-source.csv",
        "Entity,Code,Year,Coal,Solar,Other renewables,World region according to OWID",
        "Peru,PER,2020,1.5,,7,South America",
        "Asia (EI),,2020,50,2,7,",
        "World,OWID_WRL,2020,35,3.2,7,",
    )
    short = write("co2.csv", "entity,code,year,emissions_total", "Peru,PER,2020,45000000")

    read, refused = _read(mapped, path, short)

    assert refused == []
    assert _values(read) == {
        "elec_share_coal": {("PER", 2020): 1.5, ("WLD", 2020): 35.0},
        "elec_share_solar": {("WLD", 2020): 3.2},
        "co2_total": {("PER", 2020): 45e6},
    }
    assert read.files[0].others == ("Other renewables", "World region according to OWID")


def test_all_that_is_wrong_is_found_together_with_its_line(mapped, write):
    """Areas, years, numbers, units, doubles, headers and series: one report for all files."""
    rows = [
        '"Pero","PRU","Gini index","SI.POV.GINI","","43.8",""',
        '"Peru","PER","Gini index","SI.POV.GINI","","forty",""',
        '"Peru","PER","GDP per capita, PPP (constant 2017 international $)","NY.GDP.PCAP.PP.KD","","9",""',
    ]
    ilo = '"PER","{}","EMP_NIFL_SEX_RT_A","SEX_T","","","{}",{},""'.format
    files = [
        write("wide.csv", WIDE.rstrip(","), *rows),
        write("ilo.csv", ILO, ilo("A", "2020", 70), ilo("B", "2020", 71), ilo("A", "2020Q1", 70)),
        write("owid.csv", "Entity,Code,Year,Kohle", "Peru,PER,2020,1"),
        write("sdg.csv", "SeriesCode,GeoAreaCode,TimePeriod,Value", "X,604,2020,1"),
        write("page.html", "<!doctype html>", "<title>Sorry</title>"),
        write("empty.csv"),
        write(
            "refusal.json", json.dumps([{"message": [{"id": "120", "value": "The indicator was not found"}]}])
        ),
    ]

    _, refused = _read(mapped, *files)

    assert [line.split("; expected")[0].split("; one of")[0] for line in refused] == [
        "wide.csv:2: no area has the code 'PRU'; did you mean 'PRY'?",
        "wide.csv:3: 'forty' is not a number",
        "wide.csv:4: NY.GDP.PCAP.PP.KD is given as 'GDP per capita, PPP (constant 2017 international $)', "
        "which is another unit",
        "ilo.csv:3: EMP_NIFL_SEX_RT_A of PER in 2020 is 71 here and 70 in line 2; "
        "a filter in data/indicators/series.csv must leave one",
        "ilo.csv:4: '2020Q1' is no year",
        "owid.csv:1: no column is mapped: Kohle",
        "sdg.csv:1: the header is that of a file of un-sdg, but lacks Units",
        "page.html:1: the header '<!doctype html>' is of no form that is known",
        "empty.csv: the file is empty",
        "refusal.json:1: the publisher refused to answer: The indicator was not found",
    ]

"""What is wrong with the files of an input-output table is told all at once, by file, line and sector."""

import json

import pytest

from pagebook.data import LAYOUTS, check_data
from pagebook.errors import DataError

PLACE = "data/inputoutput/north-2020"


def _without(start: str):
    return lambda lines: [line for line in lines if not line.startswith(start)]


def _instead(old: str, new: str):
    return lambda lines: [line.replace(old, new) for line in lines]


def _column(place: int):
    return lambda lines: [
        ",".join(cell for at, cell in enumerate(line.split(",")) if at != place) for line in lines
    ]


CASES = {
    "missing file": (
        {"flows": lambda lines: None},
        ["flows.csv: the file is missing; What each sector (row) delivers from the country to each sector "
         "(column); one column `sector`, then one for each sector."],
    ),
    "missing row": (
        {"flows": _without("industry")},
        ["flows.csv: industry: there is no row of the sector industry; add it, or take the sector out of "
         "sectors.csv"],
    ),
    "missing column": (
        {"flows": _column(2)},
        ["flows.csv: industry: there is no column of the sector industry; add it, or take the sector out of "
         "sectors.csv"],
    ),
    "unknown sector": (
        {"final_demand": _instead("services,", "servces,")},
        ["final_demand.csv: services: there is no row of the sector services; add it, or take the sector out "
         "of sectors.csv",
         "final_demand.csv: servces: the row of 'servces' is no sector of sectors.csv; did you mean "
         "'services'?"],
    ),
    "twice": (
        {"flows": lambda lines: [*lines, lines[1]]},
        ["flows.csv: the row of farming stands 2 times; name each once"],
    ),
    "sector twice": (
        {"sectors": lambda lines: [*lines, lines[1].replace("Farming", "Farms")]},
        ["sectors.csv:5: sector: the row of farming stands twice; name each once"],
    ),
    "no name": (
        {"sectors": _instead("Industry", "")},
        ["sectors.csv:3: name: the sector industry has no name; name it for readers"],
    ),
    "not numbers": (
        {"flows": _instead("20,35,5", "nan,1 035,")},
        ["flows.csv:2: farming: the row of farming has 'nan', which is no number; expected a number such as "
         "1234.5",
         "flows.csv:2: industry: the row of farming has '1 035', which is no number; expected a number such "
         "as 1234.5",
         "flows.csv:2: services: the row of farming has no number; write 0 where nothing flows"],
    ),
    "ragged": (
        {"flows": _instead("20,35,5", "20,35")},
        ["flows.csv:2: the row has 3 cells; expected 4, as in the first line"],
    ),
    "no value added": (
        {"sectors": lambda lines: [",".join(line.split(",")[:5]) for line in lines]},
        ["sectors.csv:1: value_added: there is no column of value added; add it, or its components, such as "
         "compensation_of_employees"],
    ),
    "no output": (
        {"sectors": _column(2)},
        ["sectors.csv:1: output: there is no such column; add it; 0 where there is none"],
    ),
    "components": (
        {"sectors": lambda lines: [line + end for line, end in zip(
            lines, (",value_added", ",72.4", ",130", ",177"), strict=True)]},
        ["sectors.csv:3: value_added: industry (Industry): the components add up to 120.4, not 130; the gap "
         "is -9.6"],
    ),
    "imports": (
        {"imported_flows": _instead("3,10,2", "3,10,4")},
        ["sectors.csv:4: imported_inputs: services (Services): imported_flows.csv add up to 23, not 21; the "
         "gap is 2"],
    ),
    "category": (
        {"imported_final_demand": _instead("investment", "building")},
        ["imported_final_demand.csv:1: building: 'building' is no category of final_demand.csv; expected one "
         "of households, investment, exports"],
    ),
    "satellite": (
        {"satellites": lambda lines: [
            line.replace("unit,", "").replace("thousand persons,", "").replace("Mt,", "") for line in lines]},
        ["satellites.csv:1: unit: there is no such column; expected satellite, label, unit, …"],
    ),
    "formula": (
        {"satellites": _instead('"CO2, air"', "=1+1")},
        ["satellites.csv:3: =1+1: the cell begins like a spreadsheet's formula, with '='; reword it"],
    ),
    "household": (
        {"final_demand": _instead("households", "families"), "imported_final_demand": lambda lines: None},
        ["io_tables.csv: households: north-2020: 'households' is no category of final demand "
         "of the table; expected one of exports, families, investment"],
    ),
}  # fmt: skip


def _placed(line: str) -> str:
    return f"data/inputoutput/{line}" if line.startswith("io_tables") else f"{PLACE}/{line}"


@pytest.mark.parametrize(("changes", "told"), CASES.values(), ids=CASES)
def test_what_is_wrong_is_told_by_sector(world, changes, told):
    """Each finding says where, what and what would be right, and the check finds what the reader does."""
    world.own(**changes)
    wanted = [_placed(line) for line in told]

    with pytest.raises(DataError) as caught:
        world.tables().accounts("north-2020")

    assert sorted(map(str, caught.value.problems)) == sorted(wanted)
    assert sorted(map(str, check_data(world.book))) == sorted(wanted)


def test_all_files_are_judged_at_once(world):
    """Nobody mends one file to be told of the next."""
    world.own(flows=_instead("20,", "x,"), final_demand=_instead("50,", "y,"))

    files = {problem.file for problem in check_data(world.book)}

    assert files == {f"{PLACE}/flows.csv", f"{PLACE}/final_demand.csv"}


SAVED = {
    "no region": ({"region": ""}, [
        "io_tables.csv: region: north-2020: the table has 2 regions, and none is chosen; name "
        "one of north, south"]),
    "unknown region": ({"region": "nort"}, [
        "io_tables.csv: region: north-2020: 'nort' is no region of the table; did you mean "
        "'north'?"]),
    "unknown factors": ({"factors": "factors"}, [
        "io_tables.csv: factors: north-2020: 'factors' is no satellite account of the table; "
        "did you mean 'factor_inputs'?"]),
    "unknown taxes": ({"taxes": "Tax on inputs"}, [
        "io_tables.csv: taxes: north-2020: 'Tax on inputs' is no row of the factors; did you mean "
        "'Taxes on inputs'?"]),
}  # fmt: skip


@pytest.mark.parametrize(("change", "told"), SAVED.values(), ids=SAVED)
def test_what_a_row_says_must_be_in_the_files(world, change, told):
    """Regions, accounts and rows are names of what the table has."""
    world.rows(world.PYMRIO | change)
    world.saved("flows")

    assert [str(problem) for problem in check_data(world.book)] == [_placed(line) for line in told]


def test_a_saved_table_must_be_square(world):
    """A sector without a column, or without final demand, is named."""
    world.rows(world.PYMRIO)
    folder = world.saved("flows")
    for name in ("Z.txt", "Y.txt"):
        lines = (folder / name).read_text().split("\n")
        kept = [line for line in lines if not line.startswith("south\tservices")]
        (folder / name).write_text("\n".join(kept))

    told = "no sector of the table; the table has 5 sectors, the file 6 columns"
    assert [str(problem) for problem in check_data(world.book)] == [
        f"{PLACE}/{name}: the column of south services is {told}"
        for name in ("Z.txt", "factor_inputs/F.txt", "pressures/F.txt")
    ]


def test_what_a_saved_table_names_must_be_there(world):
    """Files are named in the folder's own list, and only those beside it are read."""
    world.rows(world.PYMRIO)
    folder = world.saved("flows")
    path = folder / "file_parameters.json"
    content = json.loads(path.read_text())
    content["files"]["Z"]["name"] = "../../../secret.txt"
    content["files"]["Y"]["name"] = "Y.parquet"
    path.write_text(json.dumps(content))
    (folder / "pressures" / "F.txt").unlink()

    right = "save the table with pymrio's save_all(path, table_format='txt')"
    assert [str(problem) for problem in check_data(world.book)] == [
        f"{PLACE}/file_parameters.json: Z: names the file '../../../secret.txt', which is not in the folder; "
        "name a file beside it",
        f"{PLACE}/file_parameters.json: Y: names the file 'Y.parquet', which is no text; {right}",
        f"{PLACE}/pressures/F.txt: the file is missing; {right}",
    ]


def test_a_folder_without_the_list_of_files_is_no_saved_table(world):
    """The first thing to say is that there is nothing that tells the files."""
    world.rows(world.PYMRIO)
    (world.saved("flows") / "file_parameters.json").unlink()

    assert [str(problem) for problem in check_data(world.book)] == [
        f"{PLACE}/file_parameters.json: the file is missing; "
        "save the table with pymrio's save_all(path, table_format='txt')"
    ]


def test_coefficients_that_no_output_fits_are_told(world):
    """A table of coefficients in which a sector uses all of itself has no output."""
    world.rows({**world.PYMRIO, "factors": "", "taxes": ""})
    folder = world.saved("coefficients")
    lines = (folder / "A.txt").read_text().split("\n")
    for place, own in enumerate(range(3, 9)):
        lines[own] = "\t".join(lines[own].split("\t")[:2] + ["1" if at == place else "0" for at in range(6)])
    (folder / "A.txt").write_text("\n".join(lines))

    assert [str(problem) for problem in check_data(world.book)] == [
        f"{PLACE}/A.txt: no output fits the coefficients: the table is not productive; "
        "add the output as x.txt to see why"
    ]


def test_a_table_without_flows_is_told(world):
    """Final demand alone is no table."""
    world.rows(world.PYMRIO)
    path = world.saved("flows") / "file_parameters.json"
    content = json.loads(path.read_text())
    del content["files"]["Z"], content["files"]["Y"]
    path.write_text(json.dumps(content))

    assert [str(problem) for problem in check_data(world.book)] == [
        f"{PLACE}/: has neither flows (Z) nor coefficients (A); save the table with them",
        f"{PLACE}/: has no final demand (Y); save the table with it",
    ]


def test_files_that_belong_to_no_table_are_strays(world):
    """A folder that no row names, and a file that the layout does not have."""
    folder = world.own()
    (folder / "notes.csv").write_text("a,b\n1,2\n")
    (folder.parent / "south").mkdir()
    (folder.parent / "south" / "flows.csv").write_text("a,b\n1,2\n")

    names = ", ".join(file.name for file in LAYOUTS["sectors"])
    assert [str(problem) for problem in check_data(world.book)] == [
        f"{PLACE}/notes.csv: is no file of the layout; name it as one of {names}, or remove it",
        "data/inputoutput/south/flows.csv: belongs to no input-output table; "
        "name the folder in a row of io_tables, or remove it",
    ]


def test_what_is_no_text_is_told_and_not_raised(world):
    """A file in another encoding is a finding of the check like any other."""
    folder = world.own()
    (folder / "flows.csv").write_bytes("sector,farming\nfarming,é\n".encode("cp1252"))

    (problem,) = check_data(world.book)

    assert (problem.file, problem.row, problem.kind) == (f"{PLACE}/flows.csv", 2, "encoding")


def test_a_changed_file_is_checked_again(world):
    """The verdict on data that were sound does not outlive a file of a table."""
    world.own()
    assert check_data(world.book) == []

    world.own(flows=_instead("20,", "x,"))

    assert len(check_data(world.book)) == 1

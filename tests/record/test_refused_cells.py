"""A wrong cell of the facts table is refused by the row and column a person sees."""

from pathlib import Path

import pytest
from small_dataset import append, edit, faults_of, the_fault

FACTS = "record/facts.csv"

CELLS = [
    ("2022-05-31,,2022-06-10,unions", "31/05/2022,,2022-06-10,unions", "date", "2022-05-31"),
    ("2022-05-31,,2022-06-10,unions", "2022-02-30,,2022-06-10,unions", "date", "year-month-day"),
    ("2022-05-31,,2022-06-10,unions", "0022-05-31,,2022-06-10,unions", "date", "1900"),
    ("2022-05-31,,2022-06-10,unions", ",,2022-06-10,unions", "date", "Fill it in"),
    ("2022-06-10,unions_total,,20", "2022-05-01,unions_total,,20", "known_on", "publication"),
    (",unions_total,,20", ",Unions total,,20", "indicator", "accents"),
    ("unions_total,school,8", "unions_total,scholl,8", "sector", "“school”"),
    ("unions_total,,20", "unions_total,,-3", "value", "0 upwards"),
    ("unions_total,,20", 'unions_total,,"15,249"', "value", "15.249 or 15249"),
    ("unions_total,,20", "unions_total,,nan", "value", "digits"),
    ("unions_total,,20", "unions_total,,15.249", "value", "15249"),
    ("unions_total,,20", "unions_total,,", "value", "Fill it in"),
    ("20,,,report", "20,21,,report", "low", "no larger"),
    ("20,,,report", "20,,19,report", "high", "no smaller"),
    ("20,,,report", "20,,,", "source", "Fill it in"),
    ("20,,,report,A", "20,,,report,D", "grade", "A, B, C"),
    ("2021-12-31,2021-01-01", "2021-12-31,2022-01-01", "start", "after the start"),
]


@pytest.mark.parametrize(("old", "new", "column", "remedy"), CELLS)
def test_a_wrong_cell_is_named_by_row_and_column(
    folder: Path, old: str, new: str, column: str, remedy: str
) -> None:
    row = edit(folder, FACTS, old, new)

    fault = the_fault(folder)

    assert (fault.file, fault.place, fault.column) == (FACTS, str(row), column)
    assert remedy in str(fault.remedy)


def test_a_row_is_counted_as_a_spreadsheet_counts_it(folder: Path) -> None:
    edit(folder, FACTS, "report,A,\n", 'report,A,"two\nlines"\n')
    edit(folder, FACTS, "unions_total,,20", "unions_total,,-3")

    assert the_fault(folder).place == "6"


def test_an_unknown_and_a_missing_column_are_named_with_the_likely_name(folder: Path) -> None:
    edit(folder, FACTS, ",grade,", ",garde,")

    unknown, missing = faults_of(folder)

    assert (unknown.place, unknown.column) == ("1", "garde")
    assert "“grade”" in str(unknown.remedy)
    assert (missing.place, missing.column) == ("1", "grade")


def test_a_column_stated_twice_is_refused(folder: Path) -> None:
    edit(folder, FACTS, "grade,note", "grade,grade")

    assert {fault.column for fault in faults_of(folder)} == {"grade", "note"}


def test_a_row_with_a_comma_too_many_is_refused(folder: Path) -> None:
    row = edit(folder, FACTS, '"all, of the district"', "all, of the district")

    fault = the_fault(folder)

    assert fault.place == str(row)
    assert str(fault.problem) == "The row has 12 cells, the header 11."


def test_a_quotation_mark_that_is_never_closed_is_refused(folder: Path) -> None:
    row = edit(folder, FACTS, '"all, of the district"', '"all, of the district')

    assert the_fault(folder).place == str(row)


def test_a_table_separated_by_semicolons_is_refused(folder: Path) -> None:
    path = folder / FACTS
    path.write_text(path.read_text(encoding="utf-8").replace(",", ";"), encoding="utf-8")

    assert "semicolons" in str(the_fault(folder).problem)


def test_the_same_figure_twice_is_refused(folder: Path) -> None:
    append(folder, FACTS, "2022-05-31,,2022-06-10,unions_total,,21,,,again,A,\n")

    fault = the_fault(folder)

    assert (fault.place, str(fault.problem)) == ("10", "The same figure stands in row 6.")


def test_a_later_publication_of_the_same_count_is_no_repetition(folder: Path) -> None:
    append(folder, FACTS, "2022-05-31,,2022-07-10,unions_total,,21,,,again,A,\n")

    assert faults_of(folder) == ()

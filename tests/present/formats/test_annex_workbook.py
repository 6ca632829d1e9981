import datetime as dt
import io
import re
import zipfile
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook
from sample_parts import DAY, HOSTILE, MARKS, sample_parts, small_parts, small_table

from forecast.errors import PublicationError
from forecast.present.formats.workbook import workbook
from forecast.present.formats.workbook.names import LONGEST, sheet_names
from forecast.present.parts import Masthead, Part, Section, Table, within
from forecast.present.words import LANGUAGES
from forecast.present.written import Written

DANGEROUS = (
    "=1+1",
    "+84912345678",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    '=HYPERLINK("file:///x";"y")',
    "#N/A",
    "TRUE",
    "1-2",
    "0012",
    "1e5",
)


def read(parts: tuple[Part, ...], lang: str = "en") -> Workbook:
    return load_workbook(io.BytesIO(workbook(parts, lang=lang, day=DAY)))


def tables(parts: tuple[Part, ...]) -> list[Table]:
    return [part for part in within(parts) if isinstance(part, Table)]


def head_of(sheet: Worksheet, table: Table) -> int:
    """Row of the head of a table on its sheet."""
    for row in range(1, 12):
        if [sheet.cell(row, 1 + i).value for i in range(len(table.head))] == list(table.head):
            return row
    raise AssertionError(f"{sheet.title}: no head {table.head}")


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_table_of_the_brief_has_its_sheet_with_numbers_as_numbers(lang: str) -> None:
    parts = sample_parts(lang)

    book = read(parts, lang)
    found = tables(parts)
    assert len(found) == len(book.sheetnames) - 1 >= 10
    for table, sheet in zip(found, book.worksheets[1:], strict=True):
        top = head_of(sheet, table)
        for i, row in enumerate(table.rows, top + 1):
            for j, cell in enumerate(row, 1):
                kept = sheet.cell(i, j).value
                kept = kept.date() if isinstance(kept, dt.datetime) else kept
                assert kept == (cell.value if isinstance(cell, Written) else cell), sheet.title


def test_another_reader_finds_the_same_numbers_dates_and_texts() -> None:
    parts = small_parts()

    book = CalamineWorkbook.from_filelike(io.BytesIO(workbook(parts, lang="en", day=DAY)))
    rows = book.get_sheet_by_name(book.sheet_names[2]).to_python()
    top = next(i for i, row in enumerate(rows) if row[0] == "Name")
    assert rows[top + 1][:4] == ["text", 15_249, 0.0049, DAY]
    assert rows[top + 2][:4] == ["0912345678", -816, 0.5, "–"]


@pytest.mark.parametrize("text", [*DANGEROUS, *HOSTILE, "_x0041_ b"])
def test_text_stays_text_whatever_it_begins_with(text: str) -> None:
    content = workbook(small_parts(text), lang="en", day=DAY)

    sheet = load_workbook(io.BytesIO(content)).worksheets[2]
    cell = sheet.cell(head_of(sheet, small_table(text)) + 1, 1)
    assert cell.data_type == "s"
    assert not re.search(r"<f[ >]", "".join(sheets_xml(content)))
    if text.strip()[0] in "=+-@":
        assert cell.quotePrefix
    other = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(2)
    shown = " ".join(text.split()) if "\t" in text or "\r" in text else text
    assert shown in {str(value).strip() for row in other.to_python() for value in row}


def sheets_xml(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return [
            archive.read(name).decode()
            for name in archive.namelist()
            if name.startswith("xl/worksheets/sheet")
        ]


def test_signs_that_no_workbook_may_hold_are_left_out_and_no_cell_is_too_long() -> None:
    sheet = read(small_parts("a\x00\x07b" + "c" * 40_000)).worksheets[2]

    value = sheet.cell(head_of(sheet, small_table("")) + 1, 1).value
    assert isinstance(value, str)
    assert value.startswith("abccc")
    assert len(value) == 32_767


@given(captions=st.lists(st.text(max_size=80), max_size=30))
def test_names_of_sheets_are_legal_and_each_its_own(captions: list[str]) -> None:
    names = sheet_names(captions)

    assert len({name.lower() for name in names}) == len(captions)
    for name in names:
        assert 0 < len(name) <= LONGEST
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert not name.startswith("'")
        assert not name.endswith("'")


def test_sheets_of_tables_with_wild_captions_can_be_reached_from_the_contents() -> None:
    parts = tuple(
        replace(part, parts=tuple(replace(small_table("x"), caption=text) for text in HOSTILE))
        if isinstance(part, Section)
        else part
        for part in small_parts()
    )

    book = read(parts)
    linked = {
        cell.hyperlink.location
        for row in book.worksheets[0].iter_rows()
        for cell in row
        if cell.hyperlink
    }
    assert linked == {f"'{name.replace(chr(39), 2 * chr(39))}'!A1" for name in book.sheetnames[1:]}


def test_the_contents_say_where_the_brief_has_each_table() -> None:
    contents = read(small_parts()).worksheets[0]

    lines = [
        (row[1].value, row[2].value) for row in contents.iter_rows() if row[1].hyperlink is not None
    ]
    assert lines == [
        ("Table text", "Section forecast"),
        ("Table text", "Section forecast"),
        ("In annex", "More"),
    ]


def test_every_sheet_leads_back_to_the_contents() -> None:
    book = read(small_parts(), "vi")

    assert book.sheetnames[0] == "Mục lục"
    for sheet in book.worksheets[1:]:
        back = sheet["A1"].hyperlink
        assert back is not None
        assert back.location == "'Mục lục'!A1"


def test_every_sheet_bears_the_marks_on_screen_and_in_print() -> None:
    for sheet in read(small_parts()).worksheets:
        written = {cell.value for row in sheet.iter_rows() for cell in row}
        assert " · ".join(MARKS) in written
        assert sheet.oddHeader is not None
        assert sheet.oddHeader.right.text == " · ".join(MARKS)


def test_captions_findings_and_notes_stand_with_their_table() -> None:
    sheet = read(small_parts()).worksheets[1]

    written = [cell.value for row in sheet.iter_rows(max_col=1) for cell in row if cell.value]
    assert [written.index(text) for text in ("Table text", "found text", "Name", "Note text")] == (
        sorted(written.index(text) for text in ("Table text", "found text", "Name", "Note text"))
    )


def test_sheets_keep_their_head_in_sight_and_print_across_as_wide_as_a_page() -> None:
    parts = small_parts()
    book = read(parts)

    for table, sheet in zip(tables(parts), book.worksheets[1:], strict=True):
        top = head_of(sheet, table)
        assert sheet.freeze_panes == f"A{top + 1}"
        assert sheet.print_title_rows == f"${top}:${top}"
        assert sheet.page_setup.orientation == "landscape"
        assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr is not None
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.column_dimensions["A"].width > len("0912345678")


def test_a_name_with_an_ampersand_is_no_code_of_a_running_head() -> None:
    sheet = read(small_parts("A & D")).worksheets[0]

    assert sheet.oddHeader is not None
    assert "A && D" in "".join(
        sheets_xml(workbook(small_parts("A & D"), lang="en", day=DAY))
    ).replace("&amp;", "&")


def test_the_same_parts_give_the_same_bytes_of_the_day_given() -> None:
    parts = small_parts()

    once, again = (workbook(parts, lang="vi", day=DAY) for _ in range(2))
    known = load_workbook(io.BytesIO(once)).properties
    assert once == again
    assert known.created == known.modified == dt.datetime(2022, 11, 17)  # noqa: DTZ001 - as a workbook keeps it
    assert not known.creator
    assert known.title == "Title text"


def test_without_a_masthead_there_is_no_brief() -> None:
    parts = tuple(part for part in small_parts() if not isinstance(part, Masthead))

    with pytest.raises(PublicationError, match="no title"):
        workbook(parts, lang="en", day=DAY)

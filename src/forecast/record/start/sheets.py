"""How a sheet of the workbook is drawn: its head, its cells to fill in and what they allow."""

from collections.abc import Mapping, Sequence

from openpyxl.styles import Alignment, Border, Font, NamedStyle, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from forecast.record.start.cell_checks import Lists, checked
from forecast.record.start.forms import Ask

TYPEFACE = "Times New Roman"
BODY = Font(name=TYPEFACE, size=12)
TITLE = Font(name=TYPEFACE, size=15, bold=True, color="1F3864")
REMARK = Font(name=TYPEFACE, size=11, italic=True, color="595959")
HEAD_FONT = Font(name=TYPEFACE, size=11, bold=True, color="FFFFFF")
SOFT_HEAD = Font(name=TYPEFACE, size=11, bold=True, color="1F3864")
NEEDED = PatternFill("solid", fgColor="1F4E79")
OPTIONAL = PatternFill("solid", fgColor="D6E3F0")
TO_FILL = PatternFill("solid", fgColor="FFF9E3")
_LINE = Side(style="thin", color="BFBFBF")
GRID = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
WRAPPED = Alignment(wrap_text=True, vertical="center")
CENTRED = Alignment(wrap_text=True, vertical="center", horizontal="center")

FORMATS: Mapping[str, str] = {"count": "#,##0", "number": "General", "date": "dd/mm/yyyy"}
"""Excel shows the mark for thousands of its own language: #.##0 in Vietnamese."""

_STYLE_NAMES: Mapping[str, str] = {
    "text": "Ô chữ",
    "count": "Ô số nguyên",
    "number": "Ô số",
    "date": "Ô ngày",
}

HEAD = 4
"""Row of the head of a table."""

DRAWN_ROWS = 60
"""Rows that are drawn as cells to fill in; more may be written below them."""

CHECKED_ROWS = 5_000
"""Rows whose cells are checked while they are typed."""


def headline(sheet: Worksheet, title: str, remark: str, *, across: int) -> None:
    """Title and remark above a sheet that is ``across`` columns wide."""
    for row, text, font in ((1, title, TITLE), (2, remark, REMARK)):
        cell = sheet.cell(row, 1, text)
        cell.font, cell.alignment = font, WRAPPED
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=across)
    sheet.row_dimensions[1].height = 24
    sheet.row_dimensions[2].height = 36


def head_cell(sheet: Worksheet, row: int, column: int, text: str, *, needed: bool) -> None:
    """One heading, dark where the column must be filled in."""
    cell = sheet.cell(row, column, text)
    cell.font, cell.fill = (HEAD_FONT, NEEDED) if needed else (SOFT_HEAD, OPTIONAL)
    cell.alignment, cell.border = CENTRED, GRID


def head(sheet: Worksheet, asks: Sequence[Ask], *, row: int) -> None:
    """The headings of a table."""
    for column, ask in enumerate(asks, 1):
        head_cell(sheet, row, column, ask.heading, needed=ask.needed)
    sheet.row_dimensions[row].height = 48


def columns(sheet: Worksheet, asks: Sequence[Ask], *, body: int, rows: int, lists: Lists) -> None:
    """Widths, formats, cells and checks of a table below its head."""
    for column, ask in enumerate(asks, 1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = ask.width
        for row in range(body, body + rows):
            fill_cell(sheet, row, column, ask)
        checked(sheet, ask, f"{letter}{body}:{letter}{CHECKED_ROWS}", lists=lists)


def fill_cell(sheet: Worksheet, row: int, column: int, ask: Ask, value: str | None = None) -> None:
    """One cell to fill in."""
    cell = sheet.cell(row, column, value)
    cell.style = _STYLE_NAMES.get(ask.holds, _STYLE_NAMES["text"])
    if value:
        cell.data_type = "s"  # a name that begins with = would be taken for a formula


def styles() -> list[NamedStyle]:
    """The looks of cells to fill in, which a workbook must know before its cells are drawn."""
    return [_style(holds) for holds in _STYLE_NAMES]


def _style(holds: str) -> NamedStyle:
    return NamedStyle(
        name=_STYLE_NAMES[holds],
        font=BODY,
        fill=TO_FILL,
        border=GRID,
        number_format=FORMATS.get(holds, "General"),
        alignment=CENTRED if holds in FORMATS else WRAPPED,
    )


def printed(sheet: Worksheet, *, head: tuple[int, int], frozen_columns: int = 0) -> None:
    """Keep the head in sight on the screen and on every printed page."""
    first, last = head
    sheet.freeze_panes = f"{get_column_letter(frozen_columns + 1)}{last + 1}"
    sheet.print_title_rows = f"{first}:{last}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    if sheet.sheet_properties.pageSetUpPr is not None:
        sheet.sheet_properties.pageSetUpPr.fitToPage = True

"""How the sheets look, on screen and in print."""

from collections.abc import Sequence
from math import ceil

from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from forecast.present.formats.letters import plain
from forecast.present.formats.workbook.cells import put_text

INK, ACCENT, MUTED, MARK = "16202A", "0B4A7A", "55616D", "A84300"
TITLE = Font(name="Arial", size=13, bold=True, color=INK)
BODY = Font(name="Arial", size=10, color=INK)
STRONG = Font(name="Arial", size=10, bold=True, color=INK)
REMARK = Font(name="Arial", size=10, italic=True, color=MUTED)
WARNING = Font(name="Arial", size=11, bold=True, color=MARK)
LINK = Font(name="Arial", size=10, underline="single", color=ACCENT)
HEAD_FILL = PatternFill("solid", fgColor="E6EDF3")
_RULE = Side(style="thin", color="C9D2DA")
UNDER = Border(bottom=_RULE)
WRAPPED = Alignment(wrap_text=True, vertical="top")
INDENTED = Alignment(horizontal="left", wrap_text=True, vertical="top", indent=1)
TO_THE_RIGHT = Alignment(horizontal="right", vertical="top", wrap_text=True)

_LINE = 13.5
"""Height of a line of 10 points [points]."""

_EMPTY_COLUMN = 8.43
"""Width of a column that nobody set [letters]."""

PAGE = 125
"""Width that A4 across bears at full size [letters]."""

_LETTERS = 1.15
"""Letters that a column of width 1 holds on average: the width is that of a digit."""

_READABLE = 90
"""Width that long lines over a table need, however narrow the table [letters]."""


def set_widths(sheet: Worksheet, widths: Sequence[float]) -> None:
    """Set the widths of the first columns [letters]."""
    for column, width in enumerate(widths, 1):
        sheet.column_dimensions[get_column_letter(column)].width = width


def line(sheet: Worksheet, row: int, text: str, font: Font, *, widths: Sequence[float]) -> None:
    """Write a text over a table, or over more columns where the table is narrow."""
    more = max(0, ceil((_READABLE - sum(widths)) / _EMPTY_COLUMN))
    cell = sheet.cell(row, 1)
    put_text(cell, text)
    cell.font, cell.alignment = font, WRAPPED
    sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(widths) + more)
    size = float(font.size or 10) / 10
    width = (sum(widths) + more * _EMPTY_COLUMN) / size
    sheet.row_dimensions[row].height = size * _LINE * lines(text, width) + 2


def lines(text: str, width: float) -> int:
    r"""Give the number of lines a text takes in a column.

    Examples
    --------
    >>> lines("a" * 24, 10.0), lines("one\ntwo", 10.0), lines("", 10.0)
    (3, 2, 1)
    """
    return sum(max(1, ceil(len(part) / (_LETTERS * width))) for part in text.split("\n"))


def heighten(sheet: Worksheet, row: int, texts: Sequence[str], widths: Sequence[float]) -> None:
    """Make a row as high as its longest text: no program does it for a file it has just read."""
    most = max(lines(text, width - 2) for text, width in zip(texts, widths, strict=True))
    sheet.row_dimensions[row].height = most * _LINE + 2


def link(sheet: Worksheet, row: int, column: int, text: str, *, to: str) -> None:
    """Write a text that leads to another place of the workbook."""
    cell = sheet.cell(row, column)
    put_text(cell, text)
    cell.hyperlink = Hyperlink(ref=cell.coordinate, location=to)
    cell.font, cell.alignment = LINK, INDENTED


def head(
    sheet: Worksheet,
    row: int,
    titles: Sequence[str],
    *,
    widths: Sequence[float],
    right: frozenset[int] = frozenset(),
) -> None:
    """Write the head of a table, and keep it in sight and on every printed page.

    Parameters
    ----------
    right
        Columns that stand to the right, counted from 0.
    """
    for column, title in enumerate(titles):
        cell = sheet.cell(row, column + 1)
        put_text(cell, title)
        cell.font, cell.fill, cell.border = STRONG, HEAD_FILL, UNDER
        cell.alignment = TO_THE_RIGHT if column in right else INDENTED
    heighten(sheet, row, titles, widths)
    sheet.freeze_panes = f"A{row + 1}"
    sheet.print_title_rows = f"{row}:{row}"


def printed(sheet: Worksheet, *, left: str, right: str) -> None:
    """Print across, as wide as a page; whose paper it is and its marks stand on every page."""
    sheet.sheet_view.showGridLines = False
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    ends = {"left": _HeaderFooterPart(_literal(left)), "right": _HeaderFooterPart(_literal(right))}
    sheet.oddHeader = HeaderFooterItem(**ends)
    sheet.oddFooter = HeaderFooterItem(center=_HeaderFooterPart("&P/&N"))


def _literal(text: str) -> str:
    """Text in a running head, where & begins a code; digits after a code would be a size.

    Examples
    --------
    >>> _literal("A & B")
    'A && B'
    """
    return plain(text).replace("&", "&&")[:100]

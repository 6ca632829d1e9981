"""A copy of a spreadsheet in which every refused cell is marked and says what is wrong with it."""

import io
import re
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill
from openpyxl.worksheet.worksheet import Worksheet

from forecast.errors import Fault, message
from forecast.present.words import Words
from forecast.record.intake.sheets import Sheet

MARK = PatternFill("solid", fgColor="FFFFC7CE")
AUTHOR = "forecast"
_CELL = re.compile(r"(?:(?P<sheet>.*)!)?(?P<cell>[A-Z]{1,3}\d{1,7})")
_FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def annotated(path: Path, sheets: Sequence[Sheet], faults: Sequence[Fault], words: Words) -> bytes:
    """The workbook as it is, or its values where it is no Excel workbook, with its faults marked.

    Faults that speak of no cell stand on a sheet of their own in front.
    """
    book = _opened(path) or _rebuilt(sheets)
    by_cell: dict[tuple[str, str], list[Fault]] = defaultdict(list)
    elsewhere: list[Fault] = []
    for fault in faults:
        found = _CELL.fullmatch(fault.column)
        sheet = (found["sheet"] or "") if found else ""
        name = sheet if sheet in book.sheetnames else book.sheetnames[0]
        if found and fault.file == path.name and (not sheet or sheet == name):
            by_cell[name, found["cell"]].append(fault)
        else:
            elsewhere.append(fault)
    for (name, cell), found_there in by_cell.items():
        _mark(book[name], cell, found_there, words)
    _listed(book, [*elsewhere, *(fault for group in by_cell.values() for fault in group)], words)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _opened(path: Path) -> Workbook | None:
    try:
        return load_workbook(path, keep_links=False, keep_vba=False)
    except Exception:  # the file was read otherwise; its values are copied
        return None


def _rebuilt(sheets: Sequence[Sheet]) -> Workbook:
    """A workbook of the values that were read; text stays text, whatever it begins with."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for number, sheet in enumerate(sheets, start=1):
        page = book.create_sheet(_FORBIDDEN.sub(" ", sheet.name)[:31] or str(number))
        for row, values in enumerate(sheet.rows, start=1):
            for column, value in enumerate(values, start=1):
                if value is not None:
                    cell = page.cell(row=row, column=column)
                    cell.value = _CONTROL.sub(" ", value) if isinstance(value, str) else value
                    if isinstance(value, str):
                        cell.data_type = "s"
    return book


def _mark(page: Worksheet, name: str, faults: Sequence[Fault], words: Words) -> None:
    cell = page[name]
    for area in page.merged_cells.ranges:
        if name in area:
            cell = page.cell(row=area.min_row, column=area.min_col)
    if isinstance(cell, Cell):
        said = "\n".join(f"{words.say(f.problem)} {words.say(f.remedy)}" for f in faults)
        cell.fill = MARK
        cell.comment = Comment(_CONTROL.sub(" ", said), AUTHOR, width=360, height=140)


def _listed(book: Workbook, faults: Sequence[Fault], words: Words) -> None:
    """All faults as a table on a first sheet."""
    title = words.say(message("Faults"))
    page = book.create_sheet(title, 0)
    heads = (
        message("Cell"),
        message("Found"),
        message("Problem"),
        message("What to write instead"),
    )
    page.append([words.say(head) for head in heads])
    for fault in faults:
        texts = (fault.column, fault.found, words.say(fault.problem), words.say(fault.remedy))
        page.append([""] * len(texts))
        for column, text in enumerate(texts, start=1):
            cell = page.cell(row=page.max_row, column=column)
            cell.value = _CONTROL.sub(" ", text)
            cell.data_type = "s"
    for letter, width in zip("ABCD", (24, 30, 70, 70), strict=True):
        page.column_dimensions[letter].width = width
    book.active = 0

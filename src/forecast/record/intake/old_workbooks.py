"""Sheets of an old Excel workbook, .xls."""

import io

import xlrd

from forecast.record.intake.refusals import locked, too_many_cells, unreadable
from forecast.record.intake.sheets import Sheet, Value, value_of
from forecast.record.intake.workbooks import MAX_CELLS

_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")


def read_old(raw: bytes, *, file: str) -> tuple[Sheet, ...]:
    """Every sheet of a workbook.

    Raises
    ------
    InputError
        If it is damaged, locked by a password, or holds more than is read at once.
    """
    if _ENCRYPTED in raw:
        raise locked(file)
    try:
        # Its grumbling about odd files goes nowhere; what cannot be read is refused.
        book = xlrd.open_workbook(
            file_contents=raw, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
        pages = book.sheets()
    except Exception as error:  # the reader's complaints share no class
        raise (locked if "encrypt" in str(error).lower() else unreadable)(file) from error
    if sum(page.row_len(row) for page in pages for row in range(page.nrows)) > MAX_CELLS:
        raise too_many_cells(file, max(pages, key=lambda page: int(page.nrows)).name)
    return tuple(_sheet(page, book.datemode, file) for page in pages)


def _sheet(page: xlrd.sheet.Sheet, datemode: int, file: str) -> Sheet:
    rows = tuple(
        tuple(_value(cell, datemode) for cell in page.row(row)) for row in range(page.nrows)
    )
    errors = {
        (row, column)
        for row in range(page.nrows)
        for column, kind in enumerate(page.row_types(row))
        if kind == xlrd.XL_CELL_ERROR
    }
    return Sheet(
        file=file,
        name=page.name,
        rows=rows,
        merged=tuple((r0, c0, r1 - 1, c1 - 1) for r0, r1, c0, c1 in page.merged_cells),
        hidden_rows=frozenset(row for row, info in page.rowinfo_map.items() if info.hidden),
        hidden_columns=frozenset(col for col, info in page.colinfo_map.items() if info.hidden),
        hidden=page.visibility != 0,
        unstored=frozenset(errors),
    )


def _value(cell: xlrd.sheet.Cell, datemode: int) -> Value:
    if cell.ctype in (xlrd.XL_CELL_EMPTY, xlrd.XL_CELL_BLANK, xlrd.XL_CELL_ERROR):
        return None
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return bool(cell.value)
    if cell.ctype == xlrd.XL_CELL_DATE:
        try:
            return value_of(xlrd.xldate_as_datetime(cell.value, datemode))
        except (ValueError, OverflowError):
            return float(cell.value)
    return value_of(cell.value)

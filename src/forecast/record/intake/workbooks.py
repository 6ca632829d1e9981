"""Sheets of a zipped workbook, .xlsx or .ods: values, and what they do not tell of themselves.

Formulas are not computed: the value stored with them is read. Macros and external links are never
looked at.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass, field

from openpyxl import load_workbook
from openpyxl.utils import column_index_from_string
from python_calamine import CalamineSheet, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from forecast.errors import InputError
from forecast.record.intake.refusals import too_large, too_many_cells, unreadable
from forecast.record.intake.sheets import Area, Sheet, filled, value_of

MAX_UNPACKED = 300 * 1024 * 1024
"""Largest spreadsheet once unpacked [bytes]."""

MAX_CELLS = 2_000_000
"""Most cells of all sheets of a spreadsheet, empty ones within the used area included."""

LAST_ROW = 1_048_576
"""Last row a sheet can have."""

_SHEET = re.compile(r"worksheets/[^/]+\.xml$|^content\.xml$")
_CELL = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Za-z]+)(\d+)"')
_ROW = re.compile(rb'<(?:\w+:)?row\b[^>]*?\br="(\d+)"')
_REPEATED = re.compile(
    rb'<table:table-cell\b(?=[^>]*office:value-type)[^>]*number-columns-repeated="(\d{1,9})"'
)


def read_zipped(raw: bytes, *, file: str) -> tuple[Sheet, ...]:
    """Every sheet of a workbook.

    Raises
    ------
    InputError
        If it is damaged, or holds more than is read at once.
    """
    _require_small(raw, file=file)
    try:
        marks = _Marks.of(raw)
        book = CalamineWorkbook.from_filelike(io.BytesIO(raw))
        names = [
            (meta.name, meta.visible != SheetVisibleEnum.Visible)
            for meta in book.sheets_metadata
            if meta.typ == SheetTypeEnum.WorkSheet
        ]
        return tuple(
            _sheet(book.get_sheet_by_name(name), file, marks.get(name, _Marks()), hidden=hidden)
            for name, hidden in names
        )
    except InputError:
        raise
    except Exception as error:  # the readers' complaints share no class
        raise unreadable(file) from error


def _require_small(raw: bytes, *, file: str) -> None:
    """Refuse before a reader lays out what a few bytes claim to hold."""
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as archive:
            unpacked = sum(entry.file_size for entry in archive.infolist())
            if unpacked > MAX_UNPACKED:
                raise too_large(file, unpacked)
            areas = {
                name: _used(archive.read(name))
                for name in archive.namelist()
                if _SHEET.search(name)
            }
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        ValueError,
        OSError,
        NotImplementedError,
        RuntimeError,
    ) as error:
        if isinstance(error, InputError):
            raise
        raise unreadable(file) from error
    if sum(areas.values()) > MAX_CELLS:
        raise too_many_cells(file, max(areas, key=lambda name: areas[name]))


def _used(sheet: bytes) -> int:
    """Cells of the area from the first cell to the last one named in the XML of a sheet."""
    rows, columns = 0, 0
    for letters, digits in set(_CELL.findall(sheet)):
        if len(letters) > 3 or len(digits) > 7:
            return MAX_CELLS + 1
        rows = max(rows, int(digits))
        columns = max(columns, column_index_from_string(letters.decode().upper()))
    rows = max([rows, *(int(digits) for digits in _ROW.findall(sheet) if len(digits) < 20)])
    if rows > LAST_ROW:
        return MAX_CELLS + 1
    repeated = sum(int(times) for times in _REPEATED.findall(sheet))
    return max(rows * columns, repeated)


@dataclass(slots=True)
class _Marks:
    """Hidden rows and columns, formulas and errors of a sheet."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)
    formulas: set[tuple[int, int]] = field(default_factory=set)

    @classmethod
    def of(cls, raw: bytes) -> "dict[str, _Marks]":
        """By name of the sheet; empty where the file is no Excel workbook."""
        try:
            book = load_workbook(io.BytesIO(raw), keep_links=False, keep_vba=False)
        except Exception:  # another format; a damaged file is refused by its values
            return {}
        found = {}
        for sheet in book.worksheets:
            marks = found[sheet.title] = cls()
            marks.rows = {row - 1 for row, mark in sheet.row_dimensions.items() if mark.hidden}
            for mark in sheet.column_dimensions.values():
                if mark.hidden and mark.min and mark.max:
                    marks.columns |= set(range(mark.min - 1, min(mark.max, 16_384)))
            marks.formulas = {
                (cell.row - 1, cell.column - 1)
                for row in sheet.iter_rows()
                for cell in row
                if cell.data_type in ("f", "e") and cell.row and cell.column
            }
        return found


def _sheet(found: CalamineSheet, file: str, marks: _Marks, *, hidden: bool) -> Sheet:
    if found.total_height * found.total_width > MAX_CELLS:
        raise too_many_cells(file, found.name)
    rows = tuple(
        tuple(value_of(cell) for cell in row) for row in found.to_python(skip_empty_area=False)
    )
    unstored = {
        (row, column)
        for row, column in marks.formulas
        if not (row < len(rows) and column < len(rows[row]) and filled(rows[row][column]))
    }
    return Sheet(
        file=file,
        name=found.name,
        rows=rows,
        merged=tuple(_area(area) for area in found.merged_cell_ranges or ()),
        hidden_rows=frozenset(marks.rows),
        hidden_columns=frozenset(marks.columns),
        hidden=hidden,
        formulas=frozenset(marks.formulas),
        unstored=frozenset(unstored),
    )


def _area(area: tuple[tuple[int, int], tuple[int, int]]) -> Area:
    (first_row, first_column), (last_row, last_column) = area
    return first_row, first_column, last_row, last_column

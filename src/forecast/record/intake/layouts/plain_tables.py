"""The tables of a record themselves, whatever signs part their columns."""

import unicodedata
from collections.abc import Mapping

from forecast.errors import Message, message
from forecast.record.folders import TABLES
from forecast.record.intake.headings import Head
from forecast.record.intake.layouts.layout import Asked, Found
from forecast.record.intake.layouts.line import LARGEST_COUNT, TOO_LARGE
from forecast.record.intake.privacy import scrubbed
from forecast.record.intake.proposed import Proposed, cell_fault
from forecast.record.intake.sheets import Sheet, as_text
from forecast.record.table_forms import FORMS

TITLE: Message = message("Table of the record")
_FREE = frozenset({"name", "commune", "source", "note"})
"""Columns of free text, from which personal data are cut out."""


def find_table(sheet: Sheet) -> tuple[str, Head] | None:
    """The table whose columns the first row names, with all it cannot do without."""
    if not sheet.rows:
        return None
    header = {as_text(cell): column for column, cell in enumerate(sheet.rows[0]) if cell}
    fitting: dict[str, int] = {}
    for table in TABLES:
        tests = FORMS[table].columns.tests
        needed = {name for name, asked in tests.items() if "stated" in asked} - {"source", "grade"}
        if header and needed <= header.keys() and header.keys() <= tests.keys():
            fitting[table] = len(tests.keys() - header.keys())
    if not fitting:
        return None
    columns = {name: (column,) for name, column in header.items()}
    return min(fitting, key=lambda table: fitting[table]), Head(first=0, body=1, columns=columns)


def read_table_rows(found: Found, asked: Asked) -> None:
    """Every row as it stands; the checks of the record say what is wrong with it."""
    del asked
    columns = {name: places[0] for name, places in found.head.columns.items()}
    for row in range(1, len(found.sheet.rows)):
        cells = {name: _text(found.sheet, row, name, column) for name, column in columns.items()}
        for name, column in columns.items():
            if "number" in FORMS[found.layout].columns.tests[name] and _too_many(cells[name]):
                shown = cells[name]
                found.faults.append(
                    cell_fault(found.sheet, row, column, found=shown, said=TOO_LARGE)
                )
        if any(cells.values()):
            found.rows.append(
                Proposed(
                    table=found.layout, cells=cells, sheet=found.sheet, row=row, columns=columns
                )
            )


def _too_many(text: str) -> bool:
    digits = text.partition(".")[0]
    return digits.isdecimal() and int(digits) > LARGEST_COUNT


def _text(sheet: Sheet, row: int, name: str, column: int) -> str:
    text = unicodedata.normalize("NFC", as_text(sheet.at(row, column)))
    return scrubbed(text) if name in _FREE else text


def as_found(sheet: Sheet, table: str, head: Head) -> Found:
    """A sheet that is a table of the record."""
    fields: Mapping[str, Message] = {}
    return Found(layout=table, title=TITLE, sheet=sheet, head=head, fields=fields)

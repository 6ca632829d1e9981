"""A record table: rows as a person counts them, each a figure under its contract or a fault.

Row 1 is the header, as in a spreadsheet. The file is taken apart by the csv module, because a
reader that fills up or cuts off rows of the wrong length would hide that a comma is missing.
"""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Generic

import pandas as pd

from forecast.errors import Fault, InputError, message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.faults import refused, shorten
from forecast.record.table_forms import R, TableForm

HEADER_ROW = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Table(Generic[R]):
    """The sound rows of a table, and the faults of the others."""

    file: str
    entries: tuple[R, ...] = ()
    rows: tuple[int, ...] = ()
    """Row of each entry as a spreadsheet counts it."""

    faults: tuple[Fault, ...] = ()

    def numbered(self) -> Iterator[tuple[int, R]]:
        """Each entry with its row."""
        return zip(self.rows, self.entries, strict=True)

    def fault(self, row: int, column: str, *, found: object, said: Advice) -> Fault:
        """A fault in one cell."""
        problem, remedy = said
        return Fault(
            file=self.file,
            place=str(row),
            column=column,
            found=shorten(found),
            problem=problem,
            remedy=remedy,
        )


def read_table(text: str, *, file: str, form: TableForm[R]) -> Table[R]:
    """Read a table; what is wrong stands in the result's ``faults``."""
    blank: Table[R] = Table(file=file)
    try:
        rows = _rows(text, file=file)
    except InputError as error:
        return Table(file=file, faults=error.faults)
    header = rows.pop(HEADER_ROW, [])
    faults = [*_repeated(header, blank=blank), *_ragged(rows, header=header, blank=blank)]
    frame = _frame(rows, header=header)
    faults += [
        blank.fault(cell.row, cell.column, found=cell.found, said=cell.advice)
        for cell in form.columns.cell_faults(frame)
    ]
    sound = _sound(frame, faults)
    faults += [
        blank.fault(row, column, found=found, said=said)
        for row, cells in sound.items()
        for column, found, said in form.row_faults(cells)
    ]
    sound = _sound(frame, faults)
    return Table(
        file=file,
        entries=tuple(form.row(cells) for cells in sound.values()),
        rows=tuple(sound),
        faults=tuple(faults),
    )


def _sound(frame: pd.DataFrame, faults: list[Fault]) -> dict[int, dict[str, str]]:
    """The rows without a fault; none when the header has one."""
    bad = {int(fault.place) for fault in faults}
    if HEADER_ROW in bad:
        return {}
    return {row: cells for row, cells in _records(frame) if row not in bad}


def _rows(text: str, *, file: str) -> dict[int, list[str]]:
    """Trimmed cells of all rows that are not blank, by row number."""
    rows: dict[int, list[str]] = {}
    row = HEADER_ROW
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), strict=True):
            trimmed = [cell.strip() for cell in cells]
            if row == HEADER_ROW or any(trimmed):
                rows[row] = trimmed
            row += 1
    except csv.Error as error:
        raise InputError([_misquoted(row, file=file)]) from error
    header = rows.get(HEADER_ROW, [])
    if len(header) == 1 and re.search(r"[;\t]", header[0]):
        raise refused(
            file,
            found=header[0],
            problem=message("The columns are separated by semicolons or tabs, not by commas."),
            remedy=message("Save the table again as CSV UTF-8 separated by commas."),
        )
    return rows


def _misquoted(row: int, *, file: str) -> Fault:
    return Fault(
        file=file,
        place=str(row),
        problem=message("A quotation mark in this row is out of place."),
        remedy=message(
            'Put text with commas in "quotes" and write a quotation mark inside it twice.'
        ),
    )


def _frame(rows: Mapping[int, list[str]], *, header: list[str]) -> pd.DataFrame:
    whole = {row: cells for row, cells in rows.items() if len(cells) == len(header)}
    frame = pd.DataFrame(list(whole.values()), index=list(whole), columns=header, dtype=str)
    return frame.loc[:, ~frame.columns.duplicated()]


def _records(frame: pd.DataFrame) -> Iterator[tuple[int, dict[str, str]]]:
    records = frame.to_dict("records")
    for row, cells in zip(frame.index, records, strict=True):
        yield int(row), {str(column): str(cell) for column, cell in cells.items()}


def _repeated(header: list[str], *, blank: Table[R]) -> Iterator[Fault]:
    for position, column in enumerate(header):
        if column in header[:position]:
            said = advice.repeated(column)
            yield blank.fault(HEADER_ROW, column, found=column, said=said)


def _ragged(
    rows: Mapping[int, list[str]], *, header: list[str], blank: Table[R]
) -> Iterator[Fault]:
    for row, cells in rows.items():
        if len(cells) != len(header):
            said = (
                message(
                    "The row has {cells} cells, the header {columns}.",
                    cells=len(cells),
                    columns=len(header),
                ),
                message('Complete the row; text that holds commas must stand in "quotes".'),
            )
            yield blank.fault(row, "", found=",".join(cells), said=said)

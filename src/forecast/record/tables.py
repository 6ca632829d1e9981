"""A record table: rows as a person counts them, each a figure under its contract or a fault.

Row 1 is the header, as in a spreadsheet. The file is taken apart by the csv module, because a
reader that fills up or cuts off rows of the wrong length would hide that a comma is missing.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic

import pandas as pd

from forecast.errors import Fault, InputError, message, plural
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.faults import refused, shorten
from forecast.record.table_forms import R, TableForm

HEADER_ROW = 1

ROWS_AT_ONCE = 20_000
"""Rows that are checked together, which bounds the memory of a large table."""

_Row = tuple[int, list[str]]
"""Number of a row as a spreadsheet counts, and its cells."""

Watching = Callable[[str, float], None]
"""Is told a file and the share of it that is read."""


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


def read_table(
    text: str, *, file: str, form: TableForm[R], watch: Watching | None = None
) -> Table[R]:
    """Read a table; what is wrong stands in the result's ``faults``.

    Parameters
    ----------
    watch
        Is told the file and the share of it that is read, from time to time.
    """
    blank: Table[R] = Table(file=file)
    lines = _Lines(text)
    rows = _rows(lines, file=file)
    try:
        _, header = next(rows, (HEADER_ROW, []))
        _require_commas(header, file=file)
        faults = [*_repeated(header, blank=blank)]
        entries: list[R] = []
        places: list[int] = []
        while True:
            part = list(islice(rows, ROWS_AT_ONCE))
            found = _read_part(part, header, form=form, blank=blank)
            faults += found.faults
            entries += found.entries
            places += found.rows
            if watch is not None:
                watch(file, lines.share)
            if len(part) < ROWS_AT_ONCE:
                break
    except InputError as error:
        return Table(file=file, faults=error.faults)
    return Table(file=file, entries=tuple(entries), rows=tuple(places), faults=tuple(_once(faults)))


def _read_part(
    rows: Sequence[_Row], header: list[str], *, form: TableForm[R], blank: Table[R]
) -> Table[R]:
    """Some rows of a table, checked together."""
    faults = [*_ragged(rows, header=header, blank=blank)]
    whole = [row for row in rows if len(row[1]) == len(header)]
    frame = pd.DataFrame(
        [cells for _, cells in whole], index=[row for row, _ in whole], columns=header, dtype=str
    )
    faults += [
        blank.fault(cell.row, cell.column, found=cell.found, said=cell.advice)
        for cell in form.columns.cell_faults(frame.loc[:, ~frame.columns.duplicated()])
    ]
    bad = {int(fault.place) for fault in faults}
    if HEADER_ROW in bad or len(set(header)) < len(header):
        return Table(file=blank.file, faults=tuple(faults))
    entries, places = [], []
    for row, cells in whole:
        if row in bad:
            continue
        named = dict(zip(header, cells, strict=True))
        wrong = [
            blank.fault(row, at, found=found, said=said)
            for at, found, said in form.row_faults(named)
        ]
        if wrong:
            faults += wrong
        else:
            entries.append(form.row(named))
            places.append(row)
    return Table(file=blank.file, entries=tuple(entries), rows=tuple(places), faults=tuple(faults))


def _once(faults: Sequence[Fault]) -> list[Fault]:
    """Faults of the header stand in every part of a table and are told once."""
    header = str(HEADER_ROW)
    first = {(f.column, f.found): f for f in reversed(faults) if f.place == header}
    return [*reversed(first.values()), *(f for f in faults if f.place != header)]


class _Lines:
    """Lines of a text one by one, without a second copy of it."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0

    def __iter__(self) -> Iterator[str]:
        while self._at < len(self._text):
            end = self._text.find("\n", self._at) + 1 or len(self._text)
            line, self._at = self._text[self._at : end], end
            yield line

    @property
    def share(self) -> float:
        """Share of the text that has been read."""
        return self._at / max(1, len(self._text))


def _rows(lines: Iterable[str], *, file: str) -> Iterator[_Row]:
    """Number and trimmed cells of the header and of every row that is not blank."""
    row = HEADER_ROW
    try:
        for cells in csv.reader(lines, strict=True):
            trimmed = [cell.strip() for cell in cells]
            if row == HEADER_ROW or any(trimmed):
                yield row, trimmed
            row += 1
    except csv.Error as error:
        raise InputError([_misquoted(row, file=file)]) from error


def _require_commas(header: Sequence[str], *, file: str) -> None:
    if len(header) == 1 and re.search(r"[;\t]", header[0]):
        raise refused(
            file,
            found=header[0],
            problem=message("The columns are separated by semicolons or tabs, not by commas."),
            remedy=message("Save the table again as CSV UTF-8 separated by commas."),
        )


def _misquoted(row: int, *, file: str) -> Fault:
    return Fault(
        file=file,
        place=str(row),
        problem=message("A quotation mark in this row is out of place."),
        remedy=message(
            'Put text with commas in "quotes" and write a quotation mark inside it twice.'
        ),
    )


def _repeated(header: list[str], *, blank: Table[R]) -> Iterator[Fault]:
    for position, column in enumerate(header):
        if column in header[:position]:
            said = advice.repeated(column)
            yield blank.fault(HEADER_ROW, column, found=column, said=said)


def _ragged(rows: Iterable[_Row], *, header: list[str], blank: Table[R]) -> Iterator[Fault]:
    for row, cells in rows:
        if len(cells) != len(header):
            said = (
                plural(
                    "The row has one cell, the header {columns}.",
                    "The row has {n:count} cells, the header {columns}.",
                    n=len(cells),
                    columns=len(header),
                ),
                message('Complete the row; text that holds commas must stand in "quotes".'),
            )
            yield blank.fault(row, "", found=",".join(cells), said=said)

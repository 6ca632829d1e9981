"""Several tables on one sheet: one after another, each with a head and titles of its own.

A head that only says the same again, as at the top of every printed page, parts nothing.
"""

from collections.abc import Sequence
from dataclasses import replace

from forecast.record.intake.headings import Field, Head, find_heads
from forecast.record.intake.sheets import Sheet
from forecast.record.intake.values import counted_on, number, period


def parted(
    sheet: Sheet, fields: Sequence[Field], head: Head, *, required: Sequence[frozenset[str]]
) -> list[tuple[Sheet, Head]]:
    """Every table of a layout from its first head on, each on a sheet without the others' rows."""
    rows = range(head.body, len(sheet.rows))
    below = find_heads(sheet, fields, required=required, rows=rows)
    begins = [(head.first, head)]
    again: set[int] = set()
    for one in below:
        start = _first_title(sheet, one, after=begins[-1][1])
        if one.headings == head.headings and not _dated(sheet, range(start, one.first)):
            again |= set(range(one.first, one.body))
        else:
            begins.append((start, one))
    ends = [start for start, _ in begins[1:]] + [len(sheet.rows)]
    return [
        (_only(sheet, _titles(sheet, head, start, one), range(start, end), again), one)
        for (start, one), end in zip(begins, ends, strict=True)
    ]


def _first_title(sheet: Sheet, head: Head, *, after: Head) -> int:
    """The first row of the titles above a head: rows without a figure."""
    row = head.first
    while row > after.body and not any(number(cell) is not None for cell in sheet.rows[row - 1]):
        row -= 1
    return row


def _titles(sheet: Sheet, first: Head, start: int, head: Head) -> range:
    """Rows of the sheet's own titles, unless the table has a day or period of its own."""
    own = head.first != first.first and _dated(sheet, range(start, head.first))
    return range(0 if own else first.first)


def _dated(sheet: Sheet, rows: range) -> bool:
    texts = [text for row in rows for _, text in sheet.texts(row)]
    return any(period(text) or counted_on(text) for text in texts)


def _only(sheet: Sheet, titles: range, rows: range, without: set[int]) -> Sheet:
    kept = (set(titles) | set(rows)) - without
    if len(kept) == len(sheet.rows):
        return sheet
    return replace(
        sheet, rows=tuple(cells if row in kept else () for row, cells in enumerate(sheet.rows))
    )

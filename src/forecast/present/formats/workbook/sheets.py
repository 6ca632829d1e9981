"""A sheet for each table of the brief."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import sqrt

from openpyxl.worksheet.worksheet import Worksheet

from forecast.errors import message
from forecast.present.formats.workbook import looks
from forecast.present.formats.workbook.cells import fill
from forecast.present.formats.workbook.names import place
from forecast.present.formats.workbook.number_forms import NumberForms
from forecast.present.parts import Figure, Group, Masthead, Part, Section, Table
from forecast.present.words import Words

NARROWEST = 11.0
"""Width of a column of short numbers [letters]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A table and where the brief has it."""

    table: Table
    section: str
    """Title of the section, or of the group of the annex, that it stands in."""

    finding: str
    """What the chart shows that the table is behind; empty without a chart."""


def tables(parts: Iterable[Part], section: str = "") -> Iterator[Found]:
    """Give every table of a brief, those behind charts too."""
    for part in parts:
        if isinstance(part, Section | Group):
            yield from tables(part.parts, part.title)
        elif isinstance(part, Figure):
            yield Found(table=part.table, section=section, finding=part.caption)
        elif isinstance(part, Table):
            yield Found(table=part, section=section, finding="")


def table_sheet(
    sheet: Worksheet, found: Found, paper: Masthead, words: Words, *, contents: str
) -> None:
    """Write a table with its caption, finding, marks and notes.

    Parameters
    ----------
    contents
        Name of the sheet of contents, to which a link leads back.
    """
    table, widths = found.table, column_widths(found.table)
    looks.set_widths(sheet, widths)
    marks = " · ".join(paper.marks)
    looks.link(sheet, 1, 1, words.say(message("To the contents")), to=place(contents))
    above = [(table.caption, looks.TITLE), (marks, looks.WARNING), (found.finding, looks.REMARK)]
    row = 2
    for text, font in above:
        if text:
            looks.line(sheet, row, text, font, widths=widths)
            row += 1
    looks.head(sheet, row, table.head, widths=widths, right=table.figures)
    row = _body(sheet, row + 1, table, widths, NumberForms(words))
    for note in table.notes:
        looks.line(sheet, row, note, looks.REMARK, widths=widths)
        row += 1
    looks.printed(sheet, left=paper.body, right=marks)


def column_widths(table: Table) -> tuple[float, ...]:
    """Give each column room for its longest line, or what the page has for it [letters].

    Twice as much text is not twice as wide: it takes more lines instead.

    Examples
    --------
    >>> column_widths(Table(caption="", head=("Rate", "Basis"), rows=(("a" * 10, "b" * 400),)))
    (13.0, 112.0)
    """
    wanted = [_letters(cells) for cells in zip(table.head, *table.rows, strict=True)]
    given = dict(enumerate(wanted))
    left, open_columns = float(looks.PAGE), set(given)
    while open_columns:
        share = left / sum(sqrt(wanted[column]) for column in open_columns)
        content = {one for one in open_columns if wanted[one] <= share * sqrt(wanted[one])}
        if not content:
            given |= {one: share * sqrt(wanted[one]) for one in open_columns}
            break
        left -= sum(wanted[one] for one in content)
        open_columns -= content
    return tuple(round(given[column], 1) for column in range(len(wanted)))


def _letters(cells: Sequence[str]) -> float:
    """Room for the longest line; a head may break, so half of it is enough."""
    longest = max([len(cells[0]) / 2, *map(len, cells[1:])])
    return max(1.1 * longest + 2, NARROWEST)


def _body(
    sheet: Worksheet, first: int, table: Table, widths: Sequence[float], forms: NumberForms
) -> int:
    """Write the rows and give the row after them."""
    for row, cells in enumerate(table.rows, first):
        for column, shown in enumerate(cells):
            cell = sheet.cell(row, column + 1)
            fill(cell, shown, forms)
            cell.font, cell.border = looks.BODY, looks.UNDER
            right = column in table.figures
            cell.alignment = looks.TO_THE_RIGHT if right else looks.INDENTED
        looks.heighten(sheet, row, cells, widths)
    return first + len(table.rows)

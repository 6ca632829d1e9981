"""The workbook: a sheet of contents, then every table of the brief on a sheet of its own."""

import datetime as dt
import io
from collections.abc import Sequence

from openpyxl import Workbook
from openpyxl.packaging.core import DocumentProperties
from openpyxl.worksheet.worksheet import Worksheet

from forecast.errors import message
from forecast.present.displayed import masthead_of
from forecast.present.formats.letters import plain
from forecast.present.formats.stable_zip import settled
from forecast.present.formats.tongues import tag_of
from forecast.present.formats.workbook import looks
from forecast.present.formats.workbook.cells import put_text
from forecast.present.formats.workbook.names import place, sheet_names
from forecast.present.formats.workbook.sheets import Found, table_sheet, tables
from forecast.present.parts import Footer, Masthead, Part
from forecast.present.words import Words

_WIDTHS = (7.0, 84.0, 30.0)
"""Widths of the columns of the contents [letters]."""


def workbook(parts: Sequence[Part], *, lang: str, day: dt.date) -> bytes:
    """Write every table of a brief, those of the annex and behind charts too, as a workbook.

    Numbers and dates are real ones that show what the brief shows; everything else is text and can
    never be taken for a formula.

    Parameters
    ----------
    parts
        Parts of a brief.
    lang
        Language they are written in.
    day
        Date of the workbook.

    Raises
    ------
    PublicationError
        If there is no masthead, so that it is no brief.
    """
    paper, words = masthead_of(parts), Words(lang)
    found = tuple(tables(parts))
    names = sheet_names([one.table.caption for one in found])
    contents = words.say(message("Contents"))
    book = Workbook()
    first = book.worksheets[0]
    first.title = contents
    line = next((part.line for part in parts if isinstance(part, Footer)), "")
    _contents(first, paper, found, names, words, line)
    for one, name in zip(found, names, strict=True):
        table_sheet(book.create_sheet(name), one, paper, words, contents=contents)
    book.properties = _known(paper, lang, day)
    written = io.BytesIO()
    book.save(written)
    return settled(written.getvalue(), day=day)


def _known(paper: Masthead, lang: str, day: dt.date) -> DocumentProperties:
    moment = dt.datetime.combine(day, dt.time())
    title = plain(paper.title)
    return DocumentProperties(
        title=title, creator="", language=tag_of(lang), created=moment, modified=moment
    )


def _contents(
    sheet: Worksheet,
    paper: Masthead,
    found: Sequence[Found],
    names: Sequence[str],
    words: Words,
    line: str,
) -> None:
    looks.set_widths(sheet, _WIDTHS)
    marks = " · ".join(paper.marks)
    above = (
        (f"{paper.parent}\n{paper.body}", looks.STRONG),
        (paper.place, looks.REMARK),
        (marks, looks.WARNING),
        (paper.title, looks.TITLE),
        (words.say(message("Tables of figures")), looks.TITLE),
        (" · ".join(paper.kinds), looks.REMARK),
        (paper.face, looks.REMARK),
    )
    row = 1
    for text, font in above:
        if text:
            looks.line(sheet, row, text, font, widths=_WIDTHS)
            row += 1
    titles = (message("No."), message("Table"), message("Section"))
    looks.head(sheet, row, tuple(map(words.say, titles)), widths=_WIDTHS)
    row = _lines(sheet, row + 1, found, names)
    looks.line(sheet, row + 1, line, looks.REMARK, widths=_WIDTHS)
    looks.printed(sheet, left=paper.body, right=marks)


def _lines(sheet: Worksheet, first: int, found: Sequence[Found], names: Sequence[str]) -> int:
    for number, (one, name) in enumerate(zip(found, names, strict=True), 1):
        row = first + number - 1
        sheet.cell(row, 1, number)
        looks.link(sheet, row, 2, one.table.caption, to=place(name))
        put_text(sheet.cell(row, 3), one.section)
        for column in (1, 3):
            cell = sheet.cell(row, column)
            cell.font, cell.alignment = looks.BODY, looks.INDENTED
        for column in (1, 2, 3):
            sheet.cell(row, column).border = looks.UNDER
        looks.heighten(sheet, row, (str(number), one.table.caption, one.section), _WIDTHS)
    return first + len(found)

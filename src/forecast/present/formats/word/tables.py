"""Tables of a brief in a Word file: a head that comes again on every page, rows kept whole."""

from collections.abc import Sequence
from math import sqrt

from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Length, Mm, Pt, RGBColor
from docx.table import Table as WordTable
from docx.table import _Cell
from docx.text.paragraph import Paragraph

from forecast.present.formats.letters import plain
from forecast.present.formats.word.lists import LETTERED, Lists
from forecast.present.formats.word.paper import TABLE_TEXT, WIDTH
from forecast.present.formats.word.xml import cell_shaded, described, kept_whole, repeated
from forecast.present.parts import Card, Cards, Decision, Decisions, Table

SOFT = RGBColor(0xF3, 0xF6, 0xF8)
_DECISION_WIDTHS = (Mm(11), Mm(94), Mm(25), Mm(35))
_NARROWEST, _WIDEST = 8, 70
"""Letters between which a column's length counts for its share of the width."""


def plain_table(document: Document, part: Table) -> WordTable:
    """Write rows under a head."""
    table = _grid(document, part.head, widths=_widths(part), caption=part.caption)
    for row in part.rows:
        cells = table.add_row().cells
        for column, (cell, text) in enumerate(zip(cells, row, strict=True)):
            paragraph = _say(cell, text)
            if column in part.figures:
                paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for column in part.figures:
        table.rows[0].cells[column].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return _finished(table, _widths(part))


def decisions(document: Document, part: Decisions, lists: Lists) -> WordTable:
    """Write what is to be decided; whoever leads is written in by hand."""
    table = _grid(document, part.head, widths=_DECISION_WIDTHS, caption=part.caption)
    for number, one in enumerate(part.rows, 1):
        cells = table.add_row().cells
        _say(cells[0], str(number)).alignment = WD_ALIGN_PARAGRAPH.CENTER
        _matter(cells[1], one, lists)
        _say(cells[2], one.lead)
        _say(cells[3], one.deadline)
    return _finished(table, _DECISION_WIDTHS)


def cards(document: Document, part: Cards, *, across: int = 3) -> None:
    """Write the figures of each target beside one another."""
    for first in range(0, len(part.cards), across):
        row = part.cards[first : first + across]
        table = document.add_table(rows=1, cols=len(row))
        table.alignment = WD_TABLE_ALIGNMENT.CENTER
        for cell, card in zip(table.rows[0].cells, row, strict=True):
            cell_shaded(cell, SOFT)
            _card(cell, card)
        described(table, plain("; ".join(card.goal for card in row)))
        _finished(table, (Length(WIDTH // len(row)),) * len(row))


def _card(cell: _Cell, card: Card) -> None:
    _say(cell, card.goal, bold=True).paragraph_format.space_before = Pt(4)
    odds = _further(cell)
    odds.add_run(plain(card.odds)).bold = True
    odds.runs[0].font.size = Pt(24)
    odds.add_run(" " + plain(card.word))
    for text in filter(None, (card.frequency, card.need)):
        _further(cell).add_run(plain(text))


def _matter(cell: _Cell, one: Decision, lists: Lists) -> None:
    _say(cell, one.what, bold=True)
    letters = lists.begin_letters() if one.options else 0
    for option in one.options:
        line = _further(cell, LETTERED)
        line.add_run(plain(option))
        lists.put(line, letters)
    if one.consequence:
        _further(cell).add_run(plain(one.consequence)).italic = True


def _grid(
    document: Document, head: Sequence[str], *, widths: Sequence[Length], caption: str
) -> WordTable:
    table = document.add_table(rows=1, cols=len(head), style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    described(table, plain(caption))
    for cell, title in zip(table.rows[0].cells, head, strict=True):
        cell_shaded(cell, SOFT)
        _say(cell, title, bold=True).paragraph_format.keep_with_next = True
    repeated(table.rows[0])
    return _finished(table, widths)


def _finished(table: WordTable, widths: Sequence[Length]) -> WordTable:
    """Fix the widths, as Word and others take them from different places."""
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = width
    for row in table.rows:
        if row._tr.trPr is None or not row._tr.trPr.xpath("w:cantSplit"):
            kept_whole(row)
        for cell, width in zip(row.cells, widths, strict=True):
            cell.width = width
    return table


def _widths(part: Table) -> tuple[Length, ...]:
    """Share the line by the length of what the columns hold; twice as long is not twice as wide."""
    columns = list(zip(part.head, *part.rows, strict=True))
    wants = [sqrt(min(max(_NARROWEST, *map(len, column)), _WIDEST)) for column in columns]
    return tuple(Length(int(WIDTH * want / sum(wants))) for want in wants)


def _say(cell: _Cell, text: str, *, bold: bool = False) -> Paragraph:
    paragraph: Paragraph = cell.paragraphs[0]
    paragraph.style = TABLE_TEXT
    if text:
        paragraph.add_run(plain(text)).bold = bold or None
    return paragraph


def _further(cell: _Cell, style: str = TABLE_TEXT) -> Paragraph:
    paragraph: Paragraph = cell.add_paragraph(style=style)
    return paragraph

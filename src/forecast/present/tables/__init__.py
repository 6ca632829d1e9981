"""A table as people read it: one finding as its caption, headed columns, figures to the right."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from forecast.present.page.blocks import Block
from forecast.present.page.render import render
from forecast.present.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text under a head; the first column names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    figures: frozenset[int] = frozenset()
    """Columns that hold numbers, counted from 0; they stand to the right."""

    notes: tuple[str, ...] = ()
    """Sentences under the table."""


def table_html(table: Table, words: Words) -> Markup:
    """Give the table as HTML; on a telephone each row becomes a card with named fields."""
    return render("table.html.j2", words, table=table)


def table_block(table: Table, words: Words) -> Block:
    """Give the table as a block of a page, and as aligned text."""
    return Block(html=table_html(table, words), text=_aligned(table))


def _aligned(table: Table) -> str:
    lines = [table.head, *table.rows]
    widths = [max(len(cells[i]) for cells in lines) for i in range(len(table.head))]
    body = ("  ".join(_cells(cells, table, widths)).rstrip() for cells in lines)
    return "\n".join([table.caption, *body, *table.notes])


def _cells(cells: Sequence[str], table: Table, widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if i in table.figures else cell.ljust(width)
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]

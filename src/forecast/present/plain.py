"""Parts of a brief as plain lines, for a console and for a notebook without HTML."""

from collections.abc import Sequence
from functools import singledispatch

from forecast.present.parts import (
    Cards,
    Decisions,
    Figure,
    Footer,
    Group,
    Lead,
    Masthead,
    Note,
    Part,
    Section,
    Sentences,
    Table,
)


def plain_text(parts: Sequence[Part]) -> str:
    """Give parts as text, an empty line between them."""
    return "\n\n".join(_text(part) for part in parts)


@singledispatch
def _text(part: Part) -> str:
    raise TypeError(f"no part of a brief: {type(part).__name__}")


@_text.register
def _(part: Masthead) -> str:
    lines = (part.parent, part.body, part.place, *part.marks, part.title, *part.kinds, part.face)
    return "\n".join(line for line in lines if line)


@_text.register
def _(part: Lead) -> str:
    return " ".join((part.text, *part.further))


@_text.register
def _(part: Cards) -> str:
    return "\n".join(
        f"{card.goal}: {card.odds} – {card.word}; {card.frequency}" for card in part.cards
    )


@_text.register
def _(part: Note) -> str:
    return part.text


@_text.register
def _(part: Sentences) -> str:
    return "\n".join(part.items)


@_text.register
def _(part: Decisions) -> str:
    return "\n".join(row.what for row in part.rows)


@_text.register
def _(part: Table) -> str:
    lines = [part.head, *part.rows]
    widths = [max(len(cells[i]) for cells in lines) for i in range(len(part.head))]
    body = ("  ".join(_aligned(cells, part, widths)).rstrip() for cells in lines)
    return "\n".join([part.caption, *body, *part.notes])


@_text.register
def _(part: Figure) -> str:
    return f"{part.caption}\n{part.described}"


@_text.register
def _(part: Footer) -> str:
    return part.line


@_text.register(Group | Section)
def _(part: Group | Section) -> str:
    return f"{part.title}\n\n{plain_text(part.parts)}"


def _aligned(cells: Sequence[str], table: Table, widths: Sequence[int]) -> list[str]:
    return [
        cell.rjust(width) if i in table.figures else cell.ljust(width)
        for i, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]

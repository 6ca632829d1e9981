"""Lines of the workbook of a new federation: found by their headings, read cell by cell."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

from forecast.errors import message
from forecast.record import advice
from forecast.record.faults import known_names
from forecast.record.intake import values
from forecast.record.intake.headings import Field, Head, find_head
from forecast.record.intake.layouts.layout import Found
from forecast.record.intake.layouts.line import NEGATIVE, NOT_A_COUNT, UNSTORED, Line
from forecast.record.intake.privacy import scrubbed
from forecast.record.intake.sheets import Sheet, as_text
from forecast.record.intake.spelling import folded, tidy
from forecast.record.start.forms import Ask

T = TypeVar("T")

LAYOUT = "own-workbook"
TITLE = message("Workbook of the federation")

_REACHES_A_PERSON = re.compile(r"@|(?<!\d)(?:\+?84|0)\d(?:[\s.-]?\d){7,9}(?!\d)")


def fields_of(asks: Sequence[Ask]) -> tuple[Field, ...]:
    """What to look for in a head to find these columns."""
    return tuple(Field(ask.key, rf"^{re.escape(folded(ask.heading))}\b") for ask in asks)


def table(sheet: Sheet, asks: Sequence[Ask], *, telling: Sequence[str]) -> Found | None:
    """The table of a sheet with these columns, ``telling`` ones among them, if it has one."""
    required = [frozenset({key}) for key in telling]
    head = find_head(sheet, fields_of(asks), required=required)
    return found_at(sheet, head) if head else None


def found_at(sheet: Sheet, head: Head) -> Found:
    """A sheet of the workbook of which the head is known."""
    return Found(layout=LAYOUT, title=TITLE, sheet=sheet, head=head)


def filled_lines(found: Found, keys: Sequence[str]) -> Iterator[Line]:
    """Lines below the head in which one of these columns holds something."""
    for row in range(found.head.body, len(found.sheet.rows)):
        line = Line(found, row, len(found.faults))
        if line.has(*keys):
            yield line


def said(line: Line, key: str) -> str:
    """Text as it is stored; cut where it holds a telephone number or an address of mail."""
    text = tidy(line.text(key))
    return scrubbed(text) if _REACHES_A_PERSON.search(text) else text


def needed(line: Line, key: str) -> str:
    """Text of a cell that must not be empty; a fault where it is."""
    text = said(line, key)
    if not text:
        line.fault(key, advice.empty(text))
    return text


def choice(line: Line, key: str, words: Mapping[str, T]) -> T | None:
    """What a chosen word stands for; a fault where it is none of the words."""
    text = line.text(key)
    if not text:
        return None
    for word, meant in words.items():
        if folded(word) == folded(text):
            return meant
    problem = message("This is not one of the words allowed here.")
    line.fault(key, (problem, known_names(text, list(words))))
    return None


def number(line: Line, key: str) -> float | None:
    """A number from 0 upwards, a percentage as a part of one; a fault where it is none."""
    column = line.found.head.one(key)
    if column is None:
        return None
    value = line.sheet.at(line.row, column)
    if (line.row, column) in line.sheet.unstored:
        line.fault(key, UNSTORED, found="=")
        return None
    if not as_text(value):
        return None
    read = values.number(value)
    if read is None:
        line.fault(key, NOT_A_COUNT)
    elif read < 0:
        line.fault(key, NEGATIVE)
    return None if read is None or read < 0 else read

"""What a layout is, what is asked of an import, what a sheet holds, and when it is of."""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from forecast.errors import Fault, Message, message
from forecast.record.intake import values
from forecast.record.intake.headings import Field, Head, above
from forecast.record.intake.proposed import Notice, Proposed, Unmatched, cell_fault
from forecast.record.intake.sectors import Sectors
from forecast.record.intake.sheets import Sheet, as_text


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What the person who imports has said."""

    sectors: Sectors
    date: dt.date | None = None
    """Day the figures are of; empty takes it from the sheet."""

    known_on: dt.date | None = None
    """Day they became known; empty takes the day under the signature, else none is stated."""

    start: dt.date | None = None
    """First day of the period of a movement report; empty takes it from the sheet."""


@dataclass(kw_only=True)
class Found:
    """What one sheet holds."""

    layout: str
    title: Message
    """What kind of sheet it is, for the report."""

    sheet: Sheet
    head: Head
    fields: Mapping[str, Message] = field(default_factory=dict)
    rows: list[Proposed] = field(default_factory=list)
    unmatched: list[Unmatched] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    @cached_property
    def signed(self) -> list[dt.date]:
        """Days under which the sheet is signed, in order."""
        texts = (as_text(cell) for row in self.sheet.rows for cell in row if isinstance(cell, str))
        days = (values.signed_on(text) for text in texts if "ng" in text.lower())
        return sorted(day for day in days if day)

    def note(self, text: Message, *, row: int | None = None, column: int | None = None) -> None:
        """Add a notice about a cell, a row or the whole sheet."""
        place = self.sheet.name if row is None else self.sheet.ref(row, column or 0)
        self.notices.append(Notice(text=text, place=place))


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """A kind of sheet."""

    id: str
    title: Message
    fields: tuple[Field, ...]
    required: tuple[frozenset[str], ...]
    read: Callable[[Found, Asked], None]
    """Fills a `Found` whose head is known."""

    rules_out: frozenset[str] = frozenset()
    """Fields whose presence means another layout."""

    says: str = ""
    """Regular expression the folded title, sheet name or file name must hold."""


def count_date(found: Found, asked: Asked) -> dt.date | None:
    """The day the figures of a sheet are of; a fault where nobody says, or two say otherwise."""
    titles = [*above(found.sheet, found.head.first), (0, found.sheet.name)]
    stated = {day: row for row, text in titles if (day := values.counted_on(text))}
    if asked.date and stated and asked.date not in stated:
        day, row = next(iter(stated.items()))
        said = (
            message("The sheet says its figures are of {day:day}.", day=day),
            message("Give --date {date}, or correct the sheet.", date=day.isoformat()),
        )
        found.faults.append(
            cell_fault(found.sheet, row, None, found=asked.date.isoformat(), said=said)
        )
        return None
    if asked.date:
        return asked.date
    if len(stated) == 1:
        return next(iter(stated))
    said = (
        message("The sheet does not say which day its figures are of."),
        message("Give it with --date, such as --date 2022-11-30."),
    )
    found.faults.append(cell_fault(found.sheet, found.head.first, None, found="", said=said))
    return None


def known_date(found: Found, asked: Asked, *, counted: dt.date) -> str:
    """The day the figures became known: asked for, else signed, else nothing."""
    if asked.known_on:
        return asked.known_on.isoformat()
    later = [day for day in found.signed if day >= counted]
    return later[0].isoformat() if later else ""

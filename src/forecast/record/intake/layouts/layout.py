"""What every layout needs: how a cell becomes a figure or a fault, what a row is, what is dated."""

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import zip_longest

from forecast.errors import Fault, Message, message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.intake import values
from forecast.record.intake.headings import Field, Head, above, numbers_columns
from forecast.record.intake.privacy import scrubbed
from forecast.record.intake.proposed import Notice, Proposed, Unmatched, cell_fault
from forecast.record.intake.sectors import Sectors
from forecast.record.intake.sheets import Sheet, Value, as_text
from forecast.record.intake.spelling import folded, plain

_TOTAL = re.compile(
    r"^(tong (cong|so|cac)\b(?! ty\b)|(tong|cong)( cong)?$|luy ke\b"
    r"|tong (?!cong (ty|trinh)\b|kho\b|cuc\b|dai\b|lanh\b|hop\b)"
    r"|cong (cong|cac|so|toan|don|khoi|khu vuc|nhom|muc|trang|huyen|xa|phuong|[ivx]+|[a-h]|\d+)\b"
    r"|toan (huyen|xa|quan|tinh|thanh pho|nganh|khu)\b)"
)
_GROUP_NUMBER = re.compile(r"^([IVXLC]+|[A-H]|\d+\.0)[.)]?$")
_GROUP_NAME = re.compile(r"^([IVX]+|[A-H])\s*[.)/:–-]\s*(?=[^\W\d_]{2})")
"""A heading and its mark in one cell: II. Khối doanh nghiệp."""

_ORDINAL = re.compile(r"^\d+([.)]|\.\d+)?$")


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


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the body, its cells read by field; what is wrong is added to the faults."""

    found: Found
    row: int
    since: int
    """Faults found before this row."""

    @property
    def refused(self) -> bool:
        """Whether a cell of the row has been refused already: one fault a row is enough."""
        return len(self.found.faults) > self.since

    @property
    def sheet(self) -> Sheet:
        """The sheet it stands in."""
        return self.found.sheet

    def text(self, name: str) -> str:
        """Text of a field, a merged range's for all its rows; empty where there is none."""
        column = self.found.head.one(name)
        return "" if column is None else self.sheet.text(self.row, column)

    def own(self, name: str) -> str:
        """Text of a field's own cell."""
        column = self.found.head.one(name)
        return "" if column is None else as_text(self.sheet.at(self.row, column))

    def has(self, *names: str) -> bool:
        """Whether any column of these fields holds something of its own in this row."""
        columns = [c for name in names for c in self.found.head.columns.get(name, ())]
        return any(as_text(self.sheet.at(self.row, column)) for column in columns)

    def fault(self, name: str, said: Advice, *, found: object = None) -> None:
        """Add a fault in the cell of a field."""
        column = self.found.head.one(name)
        shown = self.text(name) if found is None else found
        self.found.faults.append(cell_fault(self.sheet, self.row, column, found=shown, said=said))

    def count(self, name: str) -> int | None:
        """People or unions in the columns of a field, added; nothing where all are empty."""
        counts = [self.count_in(column) for column in self.found.head.columns.get(name, ())]
        stated = [count for count in counts if count is not None]
        return sum(stated) if stated else None

    def count_in(self, column: int) -> int | None:
        """People or unions in one column."""
        value = self.sheet.at(self.row, column)
        if (self.row, column) in self.sheet.unstored:
            self._refuse(column, "=", UNSTORED)
        elif values.nothing(value):
            return 0 if as_text(value) in ("-", "–", "—", "0") else None
        else:
            return self._counted(column, values.number(value))
        return None

    def _counted(self, column: int, number: float | None) -> int | None:
        shown = self.sheet.text(self.row, column)
        if number is None:
            self._refuse(column, shown, NOT_A_COUNT)
        elif number < 0:
            self._refuse(column, shown, NEGATIVE)
        elif not float(number).is_integer():
            self._refuse(column, shown, advice.not_whole(number))
        elif number > LARGEST_COUNT:
            self._refuse(column, shown, TOO_LARGE)
        else:
            return int(number)
        return None

    def date(self, name: str) -> dt.date | None:
        """The day a field means; a fault where it means none."""
        column = self.found.head.one(name)
        if column is None:
            return None
        value = self.sheet.shown(self.row, column)
        if (self.row, column) in self.sheet.unstored:
            self._refuse(column, "=", UNSTORED)
            return None
        if values.nothing(value) or plain(as_text(value)) in _UNKNOWN:
            return None
        day = values.date(value)
        if day is None:
            self._refuse(column, self.sheet.text(self.row, column), NOT_A_DAY)
        return day

    def ticked(self, name: str) -> bool:
        """Whether a field is ticked: anything but nothing, no or 0."""
        return any(
            not values.nothing(self.sheet.at(self.row, column))
            and plain(as_text(self.sheet.at(self.row, column))) != "khong"
            for column in self.found.head.columns.get(name, ())
        )

    def _refuse(self, column: int, shown: object, said: Advice) -> None:
        fault = cell_fault(self.sheet, self.row, column, found=shown, said=said)
        self.found.faults.append(fault)


LARGEST_COUNT = 100_000_000
_UNKNOWN = frozenset({"chua ro", "khong ro", "khong", "chua co", "x", "?"})
UNSTORED: Advice = (
    message("The cell shows an error, or a formula whose value was not stored with it."),
    message("Open the file in Excel, let it compute, save it and import it again."),
)
NOT_A_COUNT: Advice = (
    message("This is not a number."),
    message("Write digits only, such as 15249 or 15.249; leave the cell empty for unknown."),
)
NEGATIVE: Advice = (
    message("The number is negative; people, unions and shares cannot be fewer than none."),
    message("Write a number from 0 upwards."),
)
TOO_LARGE: Advice = (
    message("No federation has so many."),
    message("Check the number: a telephone number or a code may stand in the wrong column."),
)
NOT_A_DAY: Advice = (
    message("This is not a date."),
    message("Write a day, a month or a year, such as 15/3/2019, 3/2019 or 2019."),
)
NO_NAME: Advice = (
    message("The row has figures but no name."),
    message("Write the name, or mark the row as a total (Tổng cộng)."),
)


def is_number(value: Value) -> bool:
    """Whether a cell holds a number."""
    return values.number(value) is not None


def lines(
    found: Found,
    *,
    name: str,
    figures: Sequence[str],
    tells: Callable[[Value], bool] = is_number,
) -> Iterator[tuple[Line, str]]:
    """Rows of the body with what they are: ``row``, ``total``, ``group``, ``nameless`` or ``note``.

    Parameters
    ----------
    name
        Field that names the row.
    figures
        Fields that make it a row; without any it is a heading or a note.
    tells
        What a figure looks like: a row without a running number needs one.
    """
    body = [Line(found, row, len(found.faults)) for row in _body_rows(found)]
    for line, after in zip_longest(body, body[1:]):
        own = replace(line, since=len(found.faults))
        parent = after is not None and _is_part(after.text("ordinal"), of=line.text("ordinal"))
        kind = _kind(own, name=name, figures=figures, tells=tells)
        yield own, "group" if parent and kind == "row" else kind


def _body_rows(found: Found) -> Iterator[int]:
    for row in range(found.head.body, len(found.sheet.rows)):
        texts = [text for _, text in found.sheet.texts(row)]
        if texts and not numbers_columns(texts):
            yield row


def _is_part(ordinal: str, *, of: str) -> bool:
    """Whether a running number is the first of another's parts: 2.1 of 2."""
    whole = of.rstrip(".)")
    return whole.isdigit() and ordinal.rstrip(".)") == f"{whole}.1"


def _kind(line: Line, *, name: str, figures: Sequence[str], tells: Callable[[Value], bool]) -> str:
    ordinal, said = line.text("ordinal"), folded(line.text(name))
    filled = line.has(*figures)
    numbered = bool(_ORDINAL.fullmatch(ordinal))
    first = next((text for _, text in line.sheet.texts(line.row)), "")
    if is_total(said) or is_total(folded(first)) or is_total(folded(ordinal)):
        return "total" if filled else "note"
    if _GROUP_NUMBER.fullmatch(ordinal) and not ordinal.isdigit():
        return "group"
    if not numbered and _GROUP_NAME.match(first) and said in ("", folded(first)):
        return "group"
    if not (numbered and said) and not _any(line, figures, tells):
        return "group" if said and not filled else "note"  # a heading, or who signed
    return "row" if said else "nameless"


def _any(line: Line, figures: Sequence[str], tells: Callable[[Value], bool]) -> bool:
    """Whether a figure of the row is one, or a formula that should have given one."""
    places = [c for name in figures for c in line.found.head.columns.get(name, ())]
    return any(
        tells(line.sheet.at(line.row, column)) or (line.row, column) in line.sheet.unstored
        for column in places
    )


def is_total(said: str) -> bool:
    """Whether folded text heads a total.

    Examples
    --------
    >>> is_total("tong cong"), is_total("cong ty tnhh mau"), is_total("tong cong ty may 10")
    (True, False, False)
    >>> is_total("cong"), is_total("cong an huyen mau"), is_total("tong cong doan co so 12")
    (True, False, True)
    """
    return bool(_TOTAL.match(said))


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


def said_name(line: Line, name: str) -> str:
    """A name as it is stored: one spelling, no telephone numbers or addresses of mail."""
    return scrubbed(line.text(name))

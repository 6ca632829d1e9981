"""What each row below a head is: a row of the table, a total, a heading of a group or a note."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from forecast.errors import plural
from forecast.record.intake import values
from forecast.record.intake.headings import numbers_columns
from forecast.record.intake.layouts.layout import Found
from forecast.record.intake.layouts.line import Line
from forecast.record.intake.sheets import Value
from forecast.record.intake.spelling import folded

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


SEVERAL = 2
"""Numbers in a row from which on it is more than a note."""


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
    unread = list[int]()
    for line, after in zip_longest(body, body[1:]):
        own = replace(line, since=len(found.faults))
        parent = after is not None and _is_part(after.text("ordinal"), of=line.text("ordinal"))
        kind = _kind(own, name=name, figures=figures, tells=tells)
        if kind == "note" and _numbers(own) >= SEVERAL:
            unread.append(own.row)
        yield own, "group" if parent and kind == "row" else kind
    if unread:
        found.note(
            plural(
                "The figures of this row fit no row of the table and were not read.",
                "{n:count} rows with figures from here on fit no row of the table and were not "
                "read.",
                n=len(unread),
            ),
            row=unread[0],
        )


def _numbers(line: Line) -> int:
    """Cells of a row that hold numbers, whatever column they stand in."""
    return sum(
        is_number(line.sheet.at(line.row, column)) for column, _ in line.sheet.texts(line.row)
    )


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

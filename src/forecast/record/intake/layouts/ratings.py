"""Ratings of unions by year, in the words of the scale in force or of the one before it."""

import re
from collections.abc import Iterator

from forecast.errors import message
from forecast.record.advice import Advice
from forecast.record.intake import values
from forecast.record.intake.headings import Field, above
from forecast.record.intake.layouts.layout import Asked, Found, Layout, Line, lines, said_name
from forecast.record.intake.proposed import Proposed, Unmatched, cell_fault
from forecast.record.intake.sheets import Value, as_text
from forecast.record.intake.spelling import folded
from forecast.record.table_contracts import RatingWord, Scale

WORDS: tuple[tuple[str, Scale, RatingWord], ...] = (
    (r"khong hoan thanh|^khtnv$|^kht$|chua hoan thanh", "2019", "poor"),
    (r"xuat sac nhiem vu|hoan thanh xuat sac|^htxs(nv)?$", "2019", "excellent"),
    (r"hoan thanh tot|^httnv$|^htt$", "2019", "good"),
    (r"hoan thanh|^htnv$|^ht$", "2019", "fair"),
    (r"vung manh|^vm$", "older", "strong"),
    (r"^(loai )?kha$", "older", "good"),
    (r"trung binh|^tb$", "older", "fair"),
    (r"^(loai )?yeu( kem)?$", "older", "weak"),
    (r"^(loai )?xuat sac$", "2019", "excellent"),
    (r"^(loai )?tot$", "2019", "good"),
)
"""Folded words of a grade, its scale and its place in it, the most telling first."""

_TICKS = {
    "tick_poor": r"khong hoan thanh",
    "tick_excellent": r"xuat sac",
    "tick_good": r"hoan thanh tot|\| tot$",
    "tick_fair": r"hoan thanh( nhiem vu)?$",
    "tick_strong": r"vung manh",
    "tick_older_good": r"\bkha$",
    "tick_older_fair": r"trung binh$",
    "tick_weak": r"\byeu( kem)?$",
}
FIELDS = (
    Field("ordinal", r"^so thu tu$"),
    Field("name", r"^ten\b|^(cong doan co so|don vi|cong doan)$"),
    Field("year", r"^nam$|^nam (danh gia|xep loai)"),
    *(Field(name, path) for name, path in _TICKS.items()),
    Field(
        "rating",
        r"xep loai|danh gia|phan loai|ket qua|\bnam (19|20)\d\d\b|^(19|20)\d\d$",
        r"du kien",
        several=True,
    ),
)
_TICKED: dict[str, tuple[Scale, RatingWord]] = {
    "tick_poor": ("2019", "poor"),
    "tick_excellent": ("2019", "excellent"),
    "tick_good": ("2019", "good"),
    "tick_fair": ("2019", "fair"),
    "tick_strong": ("older", "strong"),
    "tick_older_good": ("older", "good"),
    "tick_older_fair": ("older", "fair"),
    "tick_weak": ("older", "weak"),
}
LONGEST_TICK = 2
"""A longer text without a grade is no tick [characters]."""

FIRST_YEAR = 2019
"""First year of the scale in force."""


def grade(text: str) -> tuple[Scale, RatingWord] | None:
    """The scale and grade a text means, or nothing.

    Examples
    --------
    >>> grade("Hoàn thành tốt nhiệm vụ"), grade("Vững mạnh"), grade("không rõ")
    (('2019', 'good'), ('older', 'strong'), None)
    """
    said = folded(text)
    for words, scale, word in WORDS:
        if re.search(words, said):
            return scale, word
    return None


def read_ratings(found: Found, asked: Asked) -> None:
    """One rating a union and year."""
    titled = _titled_year(found, asked)
    figures = [name for name in found.head.columns if name == "rating" or name in _TICKED]
    for line, kind in lines(found, name="name", figures=figures, tells=_tells):
        if kind != "row":
            continue
        for column, year, meant in _grades(line, titled):
            if year is None:
                line.fault("name", _NO_YEAR)
            elif meant is None:
                said = _NO_GRADE
                shown = line.sheet.text(line.row, column)
                found.faults.append(
                    cell_fault(line.sheet, line.row, column, found=shown, said=said)
                )
            elif (meant[0] == "2019") != (year >= FIRST_YEAR):
                said = _other_scale(year)
                shown = line.sheet.text(line.row, column)
                found.faults.append(
                    cell_fault(line.sheet, line.row, column, found=shown, said=said)
                )
            else:
                found.unmatched.append(_rating(line, year, meant, column, asked))


def _tells(value: Value) -> bool:
    """Whether a cell rates: by a grade, or by a tick."""
    text = as_text(value)
    return grade(text) is not None or (len(text) <= LONGEST_TICK and not values.nothing(value))


def _titled_year(found: Found, asked: Asked) -> int | None:
    for text in [*(text for _, text in above(found.sheet, found.head.first)), found.sheet.name]:
        year = re.search(r"\bnam (20\d\d|19\d\d)\b", values.plain_date(text))
        if year:
            return int(year[1])
    return asked.date.year if asked.date else None


def _grades(
    line: Line, titled: int | None
) -> Iterator[tuple[int, int | None, tuple[Scale, RatingWord] | None]]:
    """Column, year and grade of every rating of a row; a cell that says nothing is none."""
    day = line.date("year")
    year = day.year if day else titled
    for name, meant in _TICKED.items():
        if line.ticked(name):
            yield line.found.head.columns[name][0], year, meant
    for column in line.found.head.columns.get("rating", ()):
        text = line.sheet.text(line.row, column)
        if text and folded(text) not in _NOT_RATED:
            own = re.search(r"\b(20\d\d|19\d\d)\b", line.found.head.paths[column])
            yield column, int(own[1]) if own else year, grade(text)


_NOT_RATED = frozenset(
    {
        "",
        "khong xep loai",
        "chua xep loai",
        "khong danh gia",
        "chua danh gia",
        "moi thanh lap",
        "kxl",
    }
)
_NO_YEAR: Advice = (
    message("The year of this rating is not stated."),
    message("Write the year in the title or in a column of its own."),
)
_NO_GRADE: Advice = (
    message("This is no grade of either scale."),
    message(
        "Write hoàn thành xuất sắc, hoàn thành tốt, hoàn thành or không hoàn thành nhiệm vụ; "
        "before 2019 vững mạnh, khá, trung bình or yếu."
    ),
)


def _other_scale(year: int) -> Advice:
    return (
        message("This grade is not of the scale of {year}.", year=str(year)),
        _NO_GRADE[1],
    )


def _rating(
    line: Line, year: int, meant: tuple[Scale, RatingWord], column: int, asked: Asked
) -> Unmatched:
    name = said_name(line, "name")
    known = asked.known_on
    row = Proposed(
        table="ratings",
        cells={
            "year": str(year),
            "known_on": known.isoformat() if known and known.year >= year else "",
            "union": "",
            "scale": meant[0],
            "rating": meant[1],
        },
        sheet=line.sheet,
        row=line.row,
        columns={"union": line.found.head.columns["name"][0], "rating": column},
    )
    return Unmatched(row=row, name=name, column="union")


RATINGS = Layout(
    id="rating-list",
    title=message("Ratings of unions"),
    fields=FIELDS,
    required=(frozenset({"name"}), frozenset({"rating", *_TICKED})),
    says=r"xep loai|danh gia|phan loai|chat luong",
    read=read_ratings,
)

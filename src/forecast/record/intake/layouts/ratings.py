"""Ratings of unions by year, in the words of the scale in force or of the one before it."""

import re
from collections.abc import Iterator

from forecast.errors import message
from forecast.record.advice import Advice
from forecast.record.intake import values
from forecast.record.intake.headings import PARTED, Field, above
from forecast.record.intake.layouts.layout import Asked, Found, Layout
from forecast.record.intake.layouts.line import Line, said_name
from forecast.record.intake.layouts.rows import lines
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
    (r"^(loai )?xuat sac( nhiem vu)?$", "2019", "excellent"),
    (r"^(loai )?tot$", "2019", "good"),
)
"""Folded words of a grade, its scale and its place in it, the most telling first."""

_GRADE_HEADING = (
    r"(^|\| )((xep |dat )?loai |dat |muc |cong doan co so )*"
    r"((khong |chua |k)?(hoan thanh|ht)( ?(xuat sac|tot|xs|t))?( ?(nhiem vu|nv))?"
    r"|xuat sac( nhiem vu)?|tot|kha|vung manh|vm|trung binh|tb|yeu( kem)?)$"
)
"""A column that is ticked for one grade, however many years stand side by side."""

FIELDS = (
    Field("ordinal", r"^so thu tu$"),
    Field("name", r"^ten\b|^(cong doan co so|don vi|cong doan)$"),
    Field("year", r"^nam$|^nam (danh gia|xep loai)"),
    Field("ticked", _GRADE_HEADING, several=True),
    Field(
        "rating",
        r"xep loai|danh gia|phan loai|ket qua|\bnam (19|20)\d\d\b|^(19|20)\d\d$",
        r"du kien",
        several=True,
    ),
)
LONGEST_TICK = 2
"""A longer text without a grade is no tick [characters]."""

FIRST_YEAR = 2019
"""First year of the scale in force."""


_SHORT = tuple(
    (re.compile(short), full)
    for short, full in (
        (r"\bkht", "khong ht"),
        (r"\bh thanh\b", "hoan thanh"),
        (r"\bht(?=xs|tn|t\b|nv|\b)", "hoan thanh "),
        (r"\bxs", "xuat sac "),
        (r"\bt ?nv\b|\bt$", "tot nhiem vu"),
        (r"\bnv\b", "nhiem vu"),
    )
)
"""Short forms of the grades, spelt out in order."""


def grade(text: str) -> tuple[Scale, RatingWord] | None:
    """The scale and grade a text means, or nothing.

    Examples
    --------
    >>> grade("Hoàn thành tốt nhiệm vụ"), grade("Vững mạnh"), grade("không rõ")
    (('2019', 'good'), ('older', 'strong'), None)
    """
    said = folded(text)
    for short, full in _SHORT:
        said = short.sub(full, said)
    said = " ".join(said.split())
    for words, scale, word in WORDS:
        if re.search(words, said):
            return scale, word
    return None


def read_ratings(found: Found, asked: Asked) -> None:
    """One rating a union and year."""
    titled = _titled_year(found, asked)
    for line, kind in lines(found, name="name", figures=("rating", "ticked"), tells=_tells):
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
        year = re.search(r"\bnam (20\d\d|19\d\d)\b", values.undated(text))
        if year:
            return int(year[1])
    return asked.date.year if asked.date else None


def _grades(
    line: Line, titled: int | None
) -> Iterator[tuple[int, int | None, tuple[Scale, RatingWord] | None]]:
    """Column, year and grade of every rating of a row; a cell that says nothing is none."""
    day = line.date("year")
    year = day.year if day else titled
    columns = line.found.head.columns
    for column in (*columns.get("ticked", ()), *columns.get("rating", ())):
        text = line.sheet.text(line.row, column)
        if folded(text) in _NOT_RATED or (column in columns.get("ticked", ()) and _no_tick(text)):
            continue
        path = line.found.head.paths[column]
        own = re.search(r"\b(20\d\d|19\d\d)\b", path)
        meant = grade(text)
        if meant is None and len(text) <= LONGEST_TICK and column in columns.get("ticked", ()):
            meant = grade(path.split(PARTED)[-1])
        yield column, int(own[1]) if own else year, meant


def _no_tick(text: str) -> bool:
    return values.nothing(text) or folded(text) == "khong"


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
    required=(frozenset({"name"}), frozenset({"rating", "ticked"})),
    says=r"xep loai|danh gia|phan loai|chat luong",
    read=read_ratings,
)

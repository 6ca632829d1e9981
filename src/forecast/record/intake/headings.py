"""Which columns of a sheet hold what: a table's head found by its words, wherever it stands.

A head may take up to three rows, a group above its parts; what a reader sees over a column, from
top to bottom, is its *path*. Paths are compared folded, so accents, case, line breaks and the
office's abbreviations make no difference, and columns may stand in any order.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from forecast.record.intake.sheets import Sheet, as_text
from forecast.record.intake.spelling import folded
from forecast.record.intake.values import number

SEARCHED_ROWS = 60
"""Rows from the top in which a head is looked for."""

DEEPEST_HEAD = 3
LONGEST_HEADING = 160
"""Longer text is a title or a note and heads no column [characters]."""

PARTED = " | "

PERSONAL = re.compile(
    r"\bchu tich\b|dien thoai|\bemail\b|thu dien tu|\bho (va )?ten\b|lien he|dai dien|phu trach"
    r"|nguoi lap|\bcccd\b|\bcmnd\b|\bcmt\b|can cuoc|chung minh|dinh danh|ngay sinh|nam sinh"
    r"|que quan|tai khoan|\bzalo\b|facebook|di dong|dia chi|can bo cong doan|ke toan|\bfax\b"
    r"|gioi tinh|\bmst\b|so the|giam doc|hieu truong|thu truong|lanh dao|dung dau|^nguoi\b"
    r"|\bchu (doanh nghiep|ho|co so|so huu)\b"
)
"""Columns that are dropped at the door: people, and where they are reached."""


@dataclass(frozen=True, slots=True)
class Field:
    """One thing a layout knows, and the folded paths that mean it."""

    name: str
    paths: str
    """Regular expression searched in a path."""

    never: str = ""
    """Regular expression of paths that mean something else all the same."""

    several: bool = False
    """Several columns may hold a part of it."""

    def means(self, path: str) -> bool:
        """Whether a path means this field."""
        return bool(re.search(self.paths, path)) and not (
            self.never and re.search(self.never, path)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a table."""

    first: int
    """Its first row."""

    body: int
    """The first row below it."""

    columns: Mapping[str, tuple[int, ...]]
    """Columns of each field."""

    paths: Mapping[int, str] = field(default_factory=dict)
    """Folded path of each column."""

    headings: Mapping[int, str] = field(default_factory=dict)
    """Each column's heading as it is written."""

    personal: tuple[int, ...] = ()
    unused: tuple[int, ...] = ()

    def one(self, name: str) -> int | None:
        """The column of a field, if there is one."""
        return next(iter(self.columns.get(name, ())), None)


def find_head(
    sheet: Sheet, fields: Sequence[Field], *, required: Sequence[frozenset[str]]
) -> Head | None:
    """The head that means the most fields, each group of `required` among them by one or more.

    Parameters
    ----------
    required
        Of each group at least one field must be there.
    """
    heads = find_heads(sheet, fields, required=required, rows=range(SEARCHED_ROWS))
    # Of several tables that mean as much the first; the others follow it.
    return max(heads, key=lambda head: (len(head.columns), -head.first), default=None)


def find_heads(
    sheet: Sheet, fields: Sequence[Field], *, required: Sequence[frozenset[str]], rows: range
) -> list[Head]:
    """The heads of all tables, from the top down, that begin in some rows."""
    tables: list[list[tuple[int, Head]]] = []
    for first in rows:
        sized = list(_heads_at(sheet, fields, required, first=first))
        if sized and tables and first <= tables[-1][-1][1].first + 1:
            tables[-1] += sized
        elif sized:
            tables.append(sized)
    return [max(table, key=lambda one: _rank(sheet, *one))[1] for table in tables]


def _rank(sheet: Sheet, depth: int, head: Head) -> tuple[int, bool, int, int]:
    """Of heads that mean as much a whole one is meant, then the shallowest, then the lowest."""
    whole = not any(area[0] < head.first <= area[2] for area in sheet.merged)
    return len(head.columns), whole, -depth, head.first


def _heads_at(
    sheet: Sheet, fields: Sequence[Field], required: Sequence[frozenset[str]], *, first: int
) -> Iterator[tuple[int, Head]]:
    """Heads that begin in a row, each with the rows it takes."""
    for depth in range(1, DEEPEST_HEAD + 1):
        if not (_may_head(sheet, first) and _may_head(sheet, first + depth - 1)):
            return
        if depth < DEEPEST_HEAD and _goes_on(sheet, first + depth - 1):
            continue
        head = _head(sheet, fields, first=first, depth=depth)
        if all(group & head.columns.keys() for group in required):
            yield depth, head


def _goes_on(sheet: Sheet, last: int) -> bool:
    """Whether a heading reaches over several columns that have headings of their own below."""
    if not _may_head(sheet, last + 1):
        return False
    below = {column for column, _ in sheet.texts(last + 1)}
    return any(
        area[2] == last and len(below & set(range(area[1], area[3] + 1))) > 1
        for area in sheet.merged
    )


def _may_head(sheet: Sheet, row: int) -> bool:
    """Whether a row may belong to a head: texts, none of them a figure or a long note."""
    if row >= len(sheet.rows):
        return False
    texts = [text for _, text in sheet.texts(row)]
    if not texts:
        return False
    cells = [sheet.at(row, column) for column, _ in sheet.texts(row)]
    figures = sum(
        number(cell) is not None and not _a_year(text)
        for cell, text in zip(cells, texts, strict=True)
    )
    return figures == 0 and all(len(text) <= LONGEST_HEADING for text in texts)


def _a_year(text: str) -> bool:
    return bool(re.fullmatch(r"(19|20)\d{2}", text))


def _head(sheet: Sheet, fields: Sequence[Field], *, first: int, depth: int) -> Head:
    stacked = [_filled(sheet, first + level, below=level < depth - 1) for level in range(depth)]
    columns: dict[str, list[int]] = {}
    paths, headings, personal, unused = {}, {}, [], []
    for column in range(sheet.width):
        parts = list(dict.fromkeys(texts[column] for texts in stacked if texts.get(column)))
        if not parts:
            continue
        path = PARTED.join(folded(part) for part in parts)
        paths[column], headings[column] = path, " / ".join(parts)
        if PERSONAL.search(path):
            personal.append(column)
            continue
        name = _meant(path, fields, columns)
        if name:
            columns.setdefault(name, []).append(column)
        else:
            unused.append(column)
    return Head(
        first=first,
        body=_body(sheet, first + depth),
        columns={name: tuple(places) for name, places in columns.items()},
        paths=paths,
        headings=headings,
        personal=tuple(personal),
        unused=tuple(unused),
    )


def _meant(path: str, fields: Sequence[Field], taken: Mapping[str, object]) -> str | None:
    for one in fields:
        if one.means(path) and (one.several or one.name not in taken):
            return one.name
    return None


def _filled(sheet: Sheet, row: int, *, below: bool) -> dict[int, str]:
    """Texts of a head's row by column; a group without a merged range reaches over its parts."""
    texts = {column: text for column in range(sheet.width) if (text := sheet.text(row, column))}
    if below and not any(area[0] <= row <= area[2] for area in sheet.merged):
        last = ""
        for column in range(sheet.width):
            last = texts.get(column, last)
            if column not in texts and last and sheet.text(row + 1, column):
                texts[column] = last
    return texts


def _body(sheet: Sheet, row: int) -> int:
    """The first row below a head, past a row that numbers the columns."""
    if row < len(sheet.rows) and numbers_columns([text for _, text in sheet.texts(row)]):
        return row + 1
    return row


def numbers_columns(texts: Sequence[str]) -> bool:
    """Whether a row does nothing but number the columns: A B 1 2 3, (1) (2) (3).

    Examples
    --------
    >>> numbers_columns(["A", "B", "1", "2", "3=1+2"]), numbers_columns(["1", "Trường Mẫu", "12"])
    (True, False)
    """
    marks = [re.sub(r"[()\s]|=.*", "", text) for text in texts]
    figures = [int(mark) for mark in marks if mark.isdigit()]
    letters = [mark for mark in marks if re.fullmatch(r"[A-Za-z]", mark)]
    whole = len(figures) + len(letters) == len(marks) >= 3
    return whole and figures == sorted(set(figures)) and bool(figures) and figures[-1] <= len(marks)


def above(sheet: Sheet, row: int) -> Iterator[tuple[int, str]]:
    """Texts above a head, from the top down, with their rows: titles and remarks."""
    for place in range(min(row, len(sheet.rows))):
        for _, text in sheet.texts(place):
            yield place, text


def all_texts(sheet: Sheet) -> Iterator[str]:
    """Every text of a sheet."""
    for row in sheet.rows:
        for value in row:
            if isinstance(value, str):
                yield as_text(value)

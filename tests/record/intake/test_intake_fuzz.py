"""Whatever a spreadsheet holds, it is imported whole or refused whole, and no telephone passes."""

import datetime as dt
import functools
import re
import shutil
import tempfile
import zipfile
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from illustrative_workbooks import (
    Book,
    content,
    dataset,
    formats,
    imported,
    made,
    sheets,
    small,
    spelling,
    written,
)

from forecast.errors import ForecastError, InputError
from forecast.record.dataset import load_dataset
from forecast.record.intake.reading import read_sheets

Cells = list[list[Any]]

DAY = dt.date(2022, 11, 30)
LIKELY: tuple[Any, ...] = (
    *("", " ", "-", "–", "0", "-1", "x", "✓", "Tổng cộng", "Cộng", "I.", "1", "1.1", "a)", "A"),
    *("1.249", "1,249", "12,5", "1e9", "1e999", "nan", "inf", "=1+1", "#REF!", "95%", "16/12 CĐCS"),
    *("T3/2019", "31/11/2019", "00/00/0000", "29/02/2019", "1/1/99999", "Năm 2019", "2022-11-30"),
    *(
        "C«ng ®oµn",
        "Coâng ñoaøn",
        "Cty",
        "công ty cổ phần",
        "CĐCS",
        "Trường học",
        "\u0301",
        "\u200b",
    ),
    *(
        "\x00",
        "\ufeff",
        "\ud83d\ude00",
        "\n",
        "a\tb",
        "'123",
        '"',
        ";",
        "a,b",
        "=cmd|' /C calc'!A0",
    ),
    *(0, -1, 1, 3.5, 1e15, 1e300, float("nan"), True, False, None),
    *(dt.date(1900, 1, 1), dt.date(2022, 11, 30), dt.date(9999, 12, 31)),
)
HEADINGS = (
    *("TT", "STT", "Tên CĐCS", "Tên đơn vị", "Tổng số CNVCLĐ", "Tổng số ĐVCĐ", "Nữ", "Loại hình"),
    *("Nhà nước", "Trong nước", "Ngoài nước", "Năm thành lập", "Ghi chú", "Chủ tịch", "SĐT"),
    *("Số đầu kỳ", "Số cuối kỳ", "Kết nạp mới", "Chuyển đến", "Chuyển đi", "Giảm", "Xếp loại"),
    *("Năm 2021", "Nội dung", "Đơn vị tính", "Số lượng", "Tên doanh nghiệp", "Số lao động", "Xã"),
    *("date", "id", "name", "members", "known_on", "", None, 2022, "2021"),
)
PHONES = st.integers(0, 999_999).map(spelling.phone)
odd: st.SearchStrategy[Any] = (
    st.sampled_from(LIKELY)
    | st.text(max_size=12)
    | st.integers(-(10**18), 10**18)
    | st.floats()
    | PHONES
)
quick = settings(
    deadline=None,
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),  # making an example smaller takes many imports
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@functools.cache
def _district() -> Path:
    """A dataset to copy, made once: its roster holds the unions of the small list on one date."""
    folder = dataset(Path(tempfile.mkdtemp()) / "huyen", "roster")
    roster = folder / "record/roster.csv"
    header, *rows = roster.read_text(encoding="utf-8").splitlines(keepends=True)
    names = [str(union.name) for union in small.unions()]
    kept = [row for row in rows if row.startswith("2021") and any(name in row for name in names)]
    roster.write_text("".join([header, *kept]), encoding="utf-8")
    return folder


def tried(raw: bytes, name: str, *, date: dt.date | None = DAY) -> tuple[str, bool]:
    """Import a file into a fresh dataset; all text then stored, and whether it was refused.

    Whatever happens the dataset is sound afterwards, and as it was where the file was refused.
    """
    with tempfile.TemporaryDirectory() as parent:
        into = Path(parent) / "huyen"
        shutil.copytree(_district(), into)
        before = content(into)
        path = Path(parent) / name
        path.write_bytes(raw)
        try:
            plan = imported(path, into, date=date)
            refused = bool(plan.faults or plan.questions)
            assert all(fault.file for fault in plan.faults)
        except InputError:
            refused = True
        assert not refused or content(into) == before
        if not refused:
            load_dataset(into)
        return written(into), refused


def read(raw: bytes, name: str) -> tuple[Any, ...]:
    """The sheets of a file; none where it is refused."""
    with tempfile.TemporaryDirectory() as parent:
        path = Path(parent) / name
        path.write_bytes(raw)
        try:
            return read_sheets(path)
        except InputError:
            return ()


def printable(cells: Cells) -> Cells:
    """What a workbook can hold: neither control characters nor halves of characters."""
    return [[_printable(cell) for cell in row] for row in cells]


def _printable(cell: object) -> object:
    if isinstance(cell, str):
        return re.sub("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", cell)
    if isinstance(cell, float) and cell not in (cell, float("inf"), float("-inf")):
        return None
    return cell


def workbook(cells: Cells, *, kind: str = "xlsx", merged: Sequence[str] = ()) -> bytes:
    page = sheets.Sheet(name="Danh sách", rows=printable(cells), merged=merged)
    raw: bytes = getattr(formats, kind)([page])
    return raw


@quick
@given(row=st.integers(0, 10), column=st.integers(0, 6), cell=odd)
@example(row=5, column=3, cell=float("nan"))
@example(row=5, column=4, cell="1e999")
def test_any_cell_of_a_list_is_read_or_refused(row: int, column: int, cell: object) -> None:
    rows = [[*cells, *([None] * 7)][:7] for cells in small.small_list()]
    rows[row][column] = cell

    text, _ = tried(workbook(rows), "danh-sach.xlsx")

    assert spelling.PHONE.search(text) is None


@quick
@given(
    header=st.lists(st.lists(st.sampled_from(HEADINGS), min_size=1, max_size=9), max_size=3),
    body=st.lists(st.lists(odd, max_size=9), max_size=5),
    dated=st.booleans(),
)
def test_any_header_over_any_rows_is_read_or_refused(
    header: Cells, body: Cells, dated: bool
) -> None:
    above = [["BÁO CÁO NĂM 2022 – XẾP LOẠI, DN CHƯA CÓ CĐ"]] if dated else []

    text, _ = tried(workbook([*above, *header, *body]), "bieu.xlsx", date=DAY if dated else None)

    assert spelling.PHONE.search(text) is None


@quick
@given(cells=st.lists(st.lists(odd, max_size=6), max_size=6), delimiter=st.sampled_from(",;\t|"))
def test_any_text_file_is_read_or_refused(cells: Cells, delimiter: str) -> None:
    raw = formats.delimited(printable(cells), encoding="utf-8", delimiter=delimiter)

    text, _ = tried(raw, "bang.csv")

    assert spelling.PHONE.search(text) is None


@settings(quick, max_examples=100)
@given(raw=st.binary(max_size=300), name=st.sampled_from(["a.xlsx", "a.xls", "a.ods", "a.csv"]))
@example(raw=b"PK\x03\x04", name="a.xlsx")
@example(raw=b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504), name="a.xls")
@example(raw=b"\xff\xfe\x00", name="a.csv")
def test_any_bytes_are_read_or_refused(raw: bytes, name: str) -> None:
    read(raw, name)


@settings(quick, max_examples=150)
@given(data=st.data(), kind=st.sampled_from(["xlsx", "ods", "xls"]))
def test_a_damaged_workbook_is_read_or_refused(data: st.DataObject, kind: str) -> None:
    raw = workbook(small.small_list(), kind=kind, merged=["A1:G1"])
    damaged = raw if kind == "xls" else _damaged_part(raw, data)
    for _ in range(data.draw(st.integers(0, 4))):
        damaged = _damaged(damaged, data)

    read(damaged, f"hong.{kind}")


def _damaged_part(raw: bytes, data: st.DataObject) -> bytes:
    """The archive with one of its parts damaged, and packed again."""
    with zipfile.ZipFile(BytesIO(raw)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    part = data.draw(st.sampled_from(sorted(parts)))
    packed: bytes = formats.zipped({**parts, part: _damaged(parts[part], data)})
    return packed


def _damaged(raw: bytes, data: st.DataObject) -> bytes:
    """Some bytes left out or overwritten, or the file cut off."""
    at = data.draw(st.integers(0, max(0, len(raw) - 1)))
    length = data.draw(st.sampled_from([0, 1, 2, 8, 40, len(raw)]))
    put = data.draw(st.sampled_from([b"", b"\xff", b"\0\0", b"-1", b"<", b'"', b"1e999"]))
    return raw[:at] + put + raw[at + length :]


@quick
@given(data=st.data(), number=PHONES, before=st.sampled_from(["", "ĐT: ", "liên hệ ", "Zalo "]))
def test_a_telephone_number_is_stored_from_no_cell(
    data: st.DataObject, number: object, before: str
) -> None:
    rows = small.small_list()
    row = data.draw(st.integers(0, len(rows) - 1))
    column = data.draw(st.integers(0, 6))
    cells = [*rows[row], *([None] * 7)][:7]
    there = cells[column]
    kept = f"{there} " if isinstance(there, str) and data.draw(st.booleans()) else ""
    cells[column] = f"{kept}{before}{number}" if before or kept else number
    rows[row] = cells

    text, _ = tried(workbook(rows), "danh-sach.xlsx")

    assert spelling.PHONE.search(text) is None


BOOKS = [book for book in made.workbooks() if len(book.content) < 20_000 and not book.wrong]


@functools.cache
def _pages(name: str) -> tuple[Any, ...]:
    """The sheets of a sound file."""
    pages = read(next(book.content for book in BOOKS if book.name == name), name)
    assert pages
    return pages


@quick
@given(data=st.data(), book=st.sampled_from(BOOKS), cell=odd)
def test_any_cell_of_any_layout_is_read_or_refused(
    data: st.DataObject, book: Book, cell: object
) -> None:
    pages = _pages(book.name)
    page = data.draw(st.integers(0, len(pages) - 1))
    grids: list[Cells] = [[list(row) for row in one.rows] for one in pages]
    filled = [(r, c) for r, row in enumerate(grids[page]) for c, v in enumerate(row) if v]
    row, column = data.draw(st.sampled_from(filled))
    grids[page][row][column] = cell
    if data.draw(st.booleans()):
        del grids[page][data.draw(st.integers(0, len(grids[page]) - 1))]
    raw = formats.xlsx(
        [
            sheets.Sheet(name=one.name or "Sheet1", rows=printable(grid))
            for one, grid in zip(pages, grids, strict=True)
        ]
    )

    text, _ = tried(raw, "sua.xlsx", date=book.date)

    # In a table of the record a bare number may be a figure: nothing tells it from a telephone's.
    assert book.layout == "record-table" or spelling.PHONE.search(text) is None


def test_a_failure_while_writing_leaves_all_or_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    into, twin = tmp_path / "huyen", tmp_path / "khac"
    shutil.copytree(_district(), into)
    shutil.copytree(_district(), twin)
    before = content(into)
    path = tmp_path / "danh-sach.xlsx"
    path.write_bytes(workbook(_two_more()))
    imported(path, twin, date=DAY)
    rename = Path.rename

    def full(self: Path, target: Path) -> Path:
        if ".import" in str(self):
            raise OSError(28, "No space left on device")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", full)
    with pytest.raises((OSError, ForecastError)):
        imported(path, into, date=DAY)
    monkeypatch.undo()

    imported(path, into, date=DAY, write=False)  # the next start finishes or undoes it
    assert content(into) in (before, content(twin))
    load_dataset(into)


def _two_more() -> Cells:
    rows: Cells = small.small_list()[:-1]
    for number in (998, 999):
        rows.append([number, f"CĐCS Trường {number} (minh họa)", "Trường học", 9, 8, None, None])
    return rows

"""What offices really send comes out as the record has it, or is refused with the cell at fault."""

import datetime as dt
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from illustrative_workbooks import (
    DISTRICT,
    Book,
    content,
    dataset,
    imported,
    made,
    refusal,
    same_union,
    spelling,
    stored,
    written,
)

from forecast.record.intake.importing import ImportPlan

BOOKS: tuple[Book, ...] = made.workbooks()
GOOD = [book for book in BOOKS if not book.wrong]
BROKEN = [book for book in BOOKS if book.wrong]
FILL_THE_MEMORY = (
    *("bomb.xlsx", "lying-bomb.xlsx", "far-cell.xlsx", "far-cell.xls", "far-row.xlsx"),
    *("long-reference.xlsx", "repeated.ods"),
)
A_DAY = dt.timedelta(days=1)
KEYS = {
    "roster": ("name",),
    "ratings": ("year", "name"),
    "movements": ("sector",),
    "facts": ("indicator", "sector"),
    "firms": ("name",),
}
"""Columns by which a row that was expected is found."""


def _name(book: Book) -> str:
    return book.name


def of_layout(*layouts: str) -> pytest.MarkDecorator:
    books = [book for book in GOOD if book.layout in layouts]
    return pytest.mark.parametrize("book", books, ids=_name)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files."""
    place: Path = tmp_path_factory.mktemp("Tệp nhận được")
    made.make(place)
    return place


def faults_said(plan: ImportPlan) -> list[str]:
    return [f"{fault.column} {fault.found}: {fault.problem}" for fault in plan.faults]


def imported_rows(book: Book, folder: Path, into: Path) -> list[dict[str, str]]:
    """Rows that a file brought, those that were there before left out."""
    before = stored(into, book.table)
    plan = imported(folder / book.name, into, date=book.date)
    assert faults_said(plan) == []
    assert not plan.questions
    rows = [dict(row) for row in stored(into, book.table) if row not in before]
    names = {row["id"]: row["name"] for row in stored(into, "roster")}
    for row in rows:
        if book.table == "ratings":
            row["name"] = names[row["union"]]
    return rows


def differences(
    expected: Mapping[str, Any], found: Mapping[str, str]
) -> Iterator[tuple[str, Any, str]]:
    """Columns in which a stored row is not what must come out."""
    for column, value in expected.items():
        cell = found.get(column, "")
        if column == "name":
            agrees = same_union(cell) == same_union(value)
        elif column == "founded":
            agrees = cell.startswith(value) and bool(cell) == bool(value)
        elif column == "start":
            agrees = cell in (str(value), str(value + A_DAY))
        else:
            agrees = cell == str(value)
        if not agrees:
            yield column, value, cell


def compare(book: Book, rows: list[dict[str, str]]) -> None:
    """Every row that must come out is there once, in its numbers, and no other is."""

    def key(row: Mapping[str, Any]) -> tuple[str, ...]:
        return tuple(same_union(str(row[column])) for column in KEYS[book.table])

    found = {key(row): row for row in rows}
    may = {key(row): row for row in book.may}
    must = {key(row): row for row in book.rows}
    assert len(found) == len(rows)
    assert sorted(must.keys() - found.keys()) == []
    assert sorted(found.keys() - must.keys() - may.keys()) == []
    wrong = [
        (place, *one)
        for place, row in found.items()
        for one in differences({**may, **must}[place], row)
    ]
    assert wrong == []


@of_layout("union-list", "commune-sheets")
def test_a_list_of_unions_comes_out_as_the_roster(book: Book, folder: Path, tmp_path: Path) -> None:
    rows = imported_rows(book, folder, dataset(tmp_path / "huyen"))

    compare(book, rows)
    for column, total in book.totals.items():
        assert sum(int(row[column]) for row in rows) == total


@of_layout("union-list", "commune-sheets")
def test_unions_spelt_otherwise_keep_their_ids(book: Book, folder: Path, tmp_path: Path) -> None:
    into = dataset(tmp_path / "huyen", "roster")
    ids = {same_union(row["name"]): row["id"] for row in stored(into, "roster")}
    names = {row["id"]: row["name"] for row in stored(into, "roster")}

    plan = imported(folder / book.name, into, date=book.date)

    assert faults_said(plan) == []
    assert not plan.questions
    assert plan.new_unions == 0
    rows = [row for row in stored(into, "roster") if row["date"] == str(book.date)]
    expected = {ids[same_union(row["name"])] for row in book.rows}
    assert expected <= {row["id"] for row in rows}
    assert {row["name"] for row in rows} <= set(names.values())


def test_lists_of_six_dates_know_each_union_by_one_id(folder: Path, tmp_path: Path) -> None:
    into = dataset(tmp_path / "huyen")
    books = [book for book in GOOD if book.layout in ("union-list", "commune-sheets")]
    large = [book for book in books if len(book.rows) > 6]
    for book in sorted(large, key=lambda book: (str(book.date), book.name)):
        plan = imported(folder / book.name, into, date=book.date)
        assert faults_said(plan) == [], book.name
        assert not plan.questions, book.name

    rows = stored(into, "roster")

    unions = {same_union(row["name"]) for book in large for row in book.rows}
    assert len({row["id"] for row in rows}) == len(unions)
    assert len(rows) == len({(row["date"], row["id"]) for row in rows})


@of_layout("movements")
def test_a_movement_report_comes_out_by_sector(book: Book, folder: Path, tmp_path: Path) -> None:
    rows = imported_rows(book, folder, dataset(tmp_path / "huyen"))

    compare(book, rows)
    for column, total in book.totals.items():
        assert sum(int(row[column]) for row in rows) == total


@of_layout("half-year-form")
def test_an_official_form_comes_out_as_facts(book: Book, folder: Path, tmp_path: Path) -> None:
    compare(book, imported_rows(book, folder, dataset(tmp_path / "huyen")))


@of_layout("firms")
def test_firms_without_a_union_come_out_from_25_workers(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    rows = imported_rows(book, folder, dataset(tmp_path / "huyen"))

    compare(book, rows)
    assert sum(int(row["workers"]) for row in rows) == book.totals["workers"]


@of_layout("ratings")
def test_ratings_come_out_by_union_and_year(book: Book, folder: Path, tmp_path: Path) -> None:
    rows = imported_rows(book, folder, dataset(tmp_path / "huyen", "roster"))

    compare(book, rows)
    assert {row["union"] for row in rows} == {row["union"] for row in book.rows}


@of_layout("record-table")
def test_a_table_of_the_record_comes_out_unchanged(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    into = dataset(tmp_path / "huyen", *(("roster",) if book.table == "ratings" else ()))

    plan = imported(folder / book.name, into, date=None)

    assert faults_said(plan) == []
    expected = [dict(row) for row in book.rows]
    rows = [dict(row) for row in stored(into, book.table)]
    assert sorted(rows, key=str) == sorted(expected, key=str)


@of_layout("union-list")
def test_a_total_that_is_not_the_sum_is_told(book: Book, folder: Path, tmp_path: Path) -> None:
    plan = imported(folder / book.name, dataset(tmp_path / "huyen"), date=book.date)

    wrong = [n.place for n in plan.notices if n.text.template.startswith("A total of")]
    assert bool(wrong) == bool(book.told)
    assert not book.told or any(place.endswith(f"!{book.told}") for place in wrong)


def assert_nobody_is_named(into: Path) -> None:
    """No chair, telephone number or address stands anywhere below a dataset folder."""
    text = written(into)
    assert spelling.PHONE.search(text) is None
    assert [name for name in spelling.CHAIRS if name.lower() in text.lower()] == []
    assert "đường Mẫu" not in text
    assert "@" not in text


@pytest.mark.parametrize("book", GOOD, ids=_name)
def test_a_file_is_stored_only_if_asked_and_once_and_without_people(
    book: Book, folder: Path, tmp_path: Path
) -> None:
    into = dataset(tmp_path / "huyen", *(("roster",) if book.table == "ratings" else ()))
    before = content(into)

    planned = imported(folder / book.name, into, date=book.date, write=False)
    unchanged = content(into)
    imported(folder / book.name, into, date=book.date)
    after = content(into)
    again = imported(folder / book.name, into, date=book.date)

    assert unchanged == before
    assert {file: text.encode() for file, text in planned.changed.items()} == {
        file: text for file, text in after.items() if before.get(file) != text
    }
    assert not again.changed
    assert content(into) == after
    assert_nobody_is_named(into)


@pytest.mark.parametrize(
    "book",
    [book for book in BROKEN if Path(book.name).name not in FILL_THE_MEMORY],
    ids=_name,
)
def test_a_broken_file_is_refused_at_its_cell(book: Book, folder: Path, tmp_path: Path) -> None:
    into = dataset(tmp_path / "huyen", "roster")
    before = content(into)

    faults = refusal(folder / book.name, into, date=book.date)

    assert faults, book.wrong
    assert all(fault.file == Path(book.name).name for fault in faults)
    if book.place:
        assert book.place in [fault.column.rpartition("!")[2] for fault in faults]
    assert content(into) == before


def _few_megabytes() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (3 * 2**30, 3 * 2**30))


@pytest.mark.parametrize("name", FILL_THE_MEMORY)
def test_a_file_made_to_fill_the_memory_is_refused_at_once(name: str, folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from forecast.errors import InputError\n"
        "from forecast.record.intake.reading import read_sheets\n"
        "try: read_sheets(Path(sys.argv[1]))\n"
        "except InputError: print('refused')\n"
    )

    run = subprocess.run(  # noqa: S603 - this interpreter and a file of this test
        [sys.executable, "-c", code, str(folder / "broken" / name)],
        preexec_fn=_few_megabytes,
        capture_output=True,
        text=True,
        timeout=10,
        check=False,
    )

    assert (run.returncode, run.stdout.strip()) == (0, "refused"), run.stderr[:2000]


def test_the_workbooks_are_the_same_bytes_every_time() -> None:
    again = made.workbooks()

    assert [(book.name, book.content) for book in again] == [(b.name, b.content) for b in BOOKS]


def test_another_seed_is_as_dirty_and_says_the_same() -> None:
    other = {book.name: book for book in made.workbooks(7)}

    changed = [book.name for book in BOOKS if other[book.name].content != book.content]
    assert "danh-sach-cdcs.xlsx" in changed
    lists = [book for book in GOOD if book.layout in ("union-list", "commune-sheets")]
    assert all(other[book.name].rows == book.rows for book in lists)


def test_what_must_come_out_is_the_record_itself() -> None:
    latest = [row for row in stored(DISTRICT, "roster") if row["date"] == "2022-11-30"]
    expected = {
        (row["name"], row["sector"], row["workers"], row["members"])
        for row in latest
        if not row["closed"]
    }

    for name in ("danh-sach-cdcs.xlsx", "theo-xa.xlsx"):
        book = next(book for book in BOOKS if book.name == name)
        rows = {
            (row["name"], row["sector"], str(row["workers"]), str(row["members"]))
            for row in book.rows
        }
        assert rows == expected

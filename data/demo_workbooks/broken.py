"""Files that must be refused whole, each for one reason; where one cell is at fault it is named."""

from collections.abc import Callable, Iterator, Sequence

from demo_workbooks import formats, hostile
from demo_workbooks.legacy import tcvn3, vni
from demo_workbooks.record import SECTORS, movements, roster
from demo_workbooks.sheets import Cell, Formula, Sheet, Workbook
from demo_workbooks.small_lists import DAY, FIRST, MEMBERS, NAME, WORKERS, small_list
from demo_workbooks.spelling import TITLE


def _put(row: int, column: int, cell: Cell) -> list[list[Cell]]:
    """The small list with another cell; both counted as Excel counts rows, and from 0."""
    rows = small_list()
    rows[row - 1][column] = cell
    return rows


def _of_unions(
    name: str, rows: Sequence[Sequence[Cell]], *, wrong: str, place: str = ""
) -> Workbook:
    content = formats.xlsx([Sheet(name="Danh sách", rows=rows)])
    return _refused(name, content, wrong=wrong, place=place)


def _refused(
    name: str,
    content: bytes,
    *,
    wrong: str,
    place: str = "",
    layout: str = "union-list",
    table: str = "roster",
) -> Workbook:
    return Workbook(
        name=f"broken/{name}",
        content=content,
        layout=layout,
        table=table,
        date=DAY,
        wrong=wrong,
        place=place,
    )


def _cells() -> Iterator[Workbook]:
    """One cell is wrong."""
    rows = _put(7, MEMBERS, -5)
    yield _of_unions("negative.xlsx", rows, wrong="a negative number of members", place="E7")
    rows = _put(8, MEMBERS, "khoảng năm mươi")
    yield _of_unions("words.xlsx", rows, wrong="words where a number must stand", place="E8")
    rows = _put(6, WORKERS, "12,5")
    yield _of_unions("half-a-worker.xlsx", rows, wrong="a count that is not whole", place="D6")
    rows = _put(9, MEMBERS, Formula(text="D9-2", value=None))
    yield _of_unions("uncalculated.xlsx", rows, wrong="a formula without a value", place="E9")
    rows = small_list()
    rows[8][NAME] = rows[5][NAME]
    yield _of_unions("twice.xlsx", rows, wrong="the same union twice on one date", place="B9")
    rows = _put(5, WORKERS, "#REF!")
    yield _of_unions("error-value.xlsx", rows, wrong="an error of Excel for a number", place="D5")


def _wholes() -> Iterator[Workbook]:
    """The whole table is wrong."""
    rows = [row for n, row in enumerate(small_list(), 1) if n != FIRST - 1]
    yield _of_unions("no-header.xlsx", rows, wrong="no header")
    rows = [[*row[:NAME], *row[NAME + 1 :]] for row in small_list()]
    yield _of_unions("no-names.xlsx", rows, wrong="no column of names")
    rows = small_list()[: FIRST - 1]
    yield _of_unions("only-a-header.xlsx", rows, wrong="a header and no union below")
    yield _of_unions("empty.xlsx", [], wrong="nothing is written in it")
    for name, legacy in (("tcvn3", tcvn3), ("vni", vni)):
        rows = _translated(legacy)
        yield _of_unions(f"{name}.xlsx", rows, wrong=f"text of the legacy code {name.upper()}")
        content = formats.delimited(rows, encoding="cp1252", delimiter=";")
        wrong = f"text of the legacy code {name.upper()}"
        yield _refused(f"{name}.csv", content, wrong=wrong)


def _translated(legacy: Callable[[str], str]) -> list[list[Cell]]:
    return [[legacy(c) if isinstance(c, str) else c for c in row] for row in small_list()]


def _movements() -> Iterator[Workbook]:
    columns: tuple[str, ...] = (
        "opening",
        "admitted_total",
        "transfers_in",
        "transfers_out",
        "left",
    )
    columns += ("closed_members", "closing")
    header: list[Cell] = ["TT", "Khối", "Số đầu kỳ", "Kết nạp mới", "Chuyển đến", "Chuyển đi"]
    header += ["Giảm (nghỉ hưu, thôi việc)", "Giải thể", "Số cuối kỳ"]
    rows: list[list[Cell]] = [
        [f"BIẾN ĐỘNG ĐOÀN VIÊN – {TITLE}"],
        ["6 tháng cuối năm 2022 (từ 01/6/2022 đến 30/11/2022)"],
        header,
    ]
    for number, (sector, flows) in enumerate(movements(DAY).items(), 1):
        rows.append([number, SECTORS[sector], *(flows[column] for column in columns)])
    closing = rows[4][8]
    rows[4][8] = closing + 100 if isinstance(closing, int) else closing
    yield _refused(
        "unbalanced.xlsx",
        formats.xlsx([Sheet(name="Biến động", rows=rows)]),
        wrong="a movement that does not balance",
        place="I5",
        layout="movements",
        table="movements",
    )


def _ratings() -> Iterator[Workbook]:
    words = ("Hoàn thành tốt nhiệm vụ", "Vững mạnh", "Hoàn thành nhiệm vụ", "Khá")
    rows: list[list[Cell]] = [[f"XẾP LOẠI CĐCS NĂM 2021 – {TITLE}"], []]
    rows.append(["TT", "Tên CĐCS", "Năm", "Xếp loại"])
    unions = roster(DAY)[:4]
    rows += [[n, unions[n].name, 2021, word] for n, word in enumerate(words)]
    yield _refused(
        "two-scales.xlsx",
        formats.xlsx([Sheet(name="2021", rows=rows)]),
        wrong="two scales of ratings in one year",
        place="D5",
        layout="ratings",
        table="ratings",
    )


def _files() -> Iterator[Workbook]:
    """The file itself is wrong."""
    sound = formats.xlsx([Sheet(name="Danh sách", rows=small_list())])
    for name, content, wrong in (
        ("picture.xlsx", hostile.picture(), "a picture named .xlsx"),
        ("page.xls", hostile.web_page(), "a web page named .xls"),
        ("document.xlsx", hostile.document(), "a text document named .xlsx"),
        ("cut-off.xlsx", sound[: len(sound) * 2 // 3], "a file cut off in the middle"),
        ("scrambled.xlsx", hostile.scrambled(sound), "a file damaged in the middle"),
        ("past-the-end.xlsx", hostile.past_the_end(sound), "an archive that promises too much"),
        ("password.xlsx", hostile.encrypted(), "a file locked by a password"),
        ("bomb.xlsx", hostile.bomb(), "a small file that unpacks to 400 MB"),
        ("lying-bomb.xlsx", hostile.lying_bomb(), "a bomb that states a small size"),
        ("far-cell.xlsx", hostile.far_cell(), "one cell in the last row and column"),
        ("far-cell.xls", hostile.far_cell_of_old_excel(), "one cell far outside any sheet"),
        ("long-reference.xlsx", hostile.long_reference(), "a cell in row 99.999.999"),
        ("far-row.xlsx", hostile.far_row(), "a row 99.999.999 whose cells have no names"),
        ("repeated.ods", hostile.repeated(), "one cell repeated a thousand million times"),
        ("nothing.csv", b"", "an empty file"),
    ):
        yield _refused(name, content, wrong=wrong)


def workbooks() -> Iterator[Workbook]:
    """Every file that must be refused."""
    yield from _cells()
    yield from _wholes()
    yield from _movements()
    yield from _ratings()
    yield from _files()

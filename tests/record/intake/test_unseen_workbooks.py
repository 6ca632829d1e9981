"""Sheets as offices make them that misled the import once."""

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import openpyxl
import pytest
from illustrative_workbooks import dataset

from forecast.record.intake.importing import ImportPlan, ImportRequest, import_file
from forecast.record.intake.privacy import scrubbed

AT = dt.datetime(2026, 11, 26, 22, 30, tzinfo=dt.UTC)
DAY = "DANH SÁCH CÔNG ĐOÀN CƠ SỞ (tính đến 30/11/2023)"
LIST = ("TT", "Tên CĐCS", "Số CNVCLĐ", "Số ĐV")
MOVED = ("TT", "Khu vực", "ĐV đầu kỳ", "Kết nạp mới", "Nghỉ hưu", "ĐV cuối kỳ")
SCHOOLS = ("Trường học", 100, 5, 4, 101)
FIRMS = ("Doanh nghiệp", 200, 20, 10, 210)

Row = Sequence[object]


def imported(tmp_path: Path, *rows: Row, merged: Sequence[str] = ()) -> ImportPlan:
    """A sheet of these rows, imported into the illustrative district without writing."""
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Biểu"
    for row in rows:
        sheet.append(list(row))
    for area in merged:
        sheet.merge_cells(area)
    path = tmp_path / "bang.xlsx"
    book.save(path)
    return import_file(
        ImportRequest(path=path, folder=dataset(tmp_path / "huyen"), at=AT), write=False
    )


def rows_of(plan: ImportPlan, table: str, *columns: str) -> list[tuple[str, ...]]:
    """What would be stored, in the order of the sheet."""
    assert [str(fault.problem) for fault in plan.faults] == []
    rows = [*(row for one in plan.found for row in one.rows)]
    rows += [one.row for found in plan.found for one in found.unmatched]
    return [tuple(row.cells[name] for name in columns) for row in rows if row.table == table]


def problems(plan: ImportPlan) -> list[tuple[str, str]]:
    return [(fault.column, fault.problem.template) for fault in plan.faults]


def test_the_head_of_every_printed_page_parts_nothing(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        (DAY,),
        LIST,
        (1, "Trường MN Sen", 12, 11),
        LIST,
        (2, "Trường MN Cúc", 14, 13),
    )

    assert rows_of(plan, "roster", "name", "members") == [
        ("Trường MN Sen", "11"),
        ("Trường MN Cúc", "13"),
    ]


def test_a_second_table_has_columns_and_a_sector_of_its_own(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        (DAY,),
        LIST,
        (1, "Trường MN Sen", 12, 11),
        ("Cộng", None, 12, 11),
        ("KHỐI DOANH NGHIỆP",),
        ("TT", "Tên CĐCS", "Số ĐV", "Số CNVCLĐ"),
        (1, "Gốm Hà", 20, 30),
    )

    assert rows_of(plan, "roster", "name", "sector", "workers", "members") == [
        ("Trường MN Sen", "school", "12", "11"),
        ("Gốm Hà", "enterprise", "30", "20"),
    ]


def test_two_quarters_on_a_sheet_are_two_periods(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        ("QUÝ II/2023",),
        MOVED,
        (1, *SCHOOLS),
        (),
        ("QUÝ III/2023",),
        MOVED,
        (1, "Trường học", 101, 5, 4, 102),
    )

    assert rows_of(plan, "movements", "start", "closing") == [
        ("2023-04-01", "101"),
        ("2023-07-01", "102"),
    ]


@pytest.mark.parametrize(
    ("titles", "period"),
    [
        (["BÁO CÁO 06 THÁNG ĐẦU NĂM 2023"], ("2023-01-01", "2023-06-30")),
        (["BÁO CÁO QUÍ III NĂM 2023"], ("2023-07-01", "2023-09-30")),
        (["Quý III - 2023"], ("2023-07-01", "2023-09-30")),
        (
            ["6 THÁNG ĐẦU NĂM, PHƯƠNG HƯỚNG 6 THÁNG CUỐI NĂM 2023"],
            ("2023-01-01", "2023-06-30"),
        ),
        (
            ["Minh Họa, ngày 05 tháng 10 năm 2023", "QUÝ III/2023"],
            ("2023-07-01", "2023-09-30"),
        ),
        (["THỰC HIỆN NHIỆM VỤ NĂM 2023", "Quý III năm 2023"], ("2023-07-01", "2023-09-30")),
    ],
)
def test_a_part_of_a_year_is_never_the_year(
    tmp_path: Path, titles: list[str], period: tuple[str, str]
) -> None:
    plan = imported(tmp_path, *([title] for title in titles), MOVED, (1, *SCHOOLS))

    assert rows_of(plan, "movements", "start", "end") == [period]


def test_a_report_of_a_month_is_refused_not_taken_for_a_year(tmp_path: Path) -> None:
    plan = imported(tmp_path, ("BÁO CÁO THÁNG 9 NĂM 2023",), MOVED, (1, *SCHOOLS))

    assert problems(plan) == [("Biểu", "The report does not say which period it covers.")]


def test_unions_whose_names_begin_like_a_total_are_unions(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        (DAY,),
        (*LIST, "Khu vực"),
        (1, "Công an huyện", 50, 45, "Hành chính, sự nghiệp"),
        (2, "Công viên Hồ Xanh", 20, 18, "Doanh nghiệp"),
        (3, "Tổng kho Đức", 40, 38, "Doanh nghiệp"),
        (None, "Tổng CĐCS: 3", 110, 101),
        (None, "Cộng", 110, 101),
    )

    assert [name for (name,) in rows_of(plan, "roster", "name")] == [
        "Công an huyện",
        "Công viên Hồ Xanh",
        "Tổng kho Đức",
    ]


@pytest.mark.parametrize("merged", [(), ("A3:B3", "A5:B5")])
def test_the_sums_of_groups_are_no_unions(tmp_path: Path, merged: Sequence[str]) -> None:
    plan = imported(
        tmp_path,
        (DAY,),
        LIST,
        ("I. Khối trường học", None, 12, 11),
        (1, "Hoa Sen", 12, 11),
        ("II. Khối doanh nghiệp", None, 30, 20),
        (1, "Gốm Hà", 30, 20),
        merged=merged,
    )

    assert rows_of(plan, "roster", "name", "sector") == [
        ("Hoa Sen", "school"),
        ("Gốm Hà", "enterprise"),
    ]


@pytest.mark.parametrize("ordinals", [(1, "1.1", 2, "2.1"), (None, 1, None, 1)])
def test_the_sums_of_communes_are_no_unions(tmp_path: Path, ordinals: Sequence[object]) -> None:
    names = [("Xã Kim", 12, 11), ("Trường MN Sen", 12, 11), ("Xã Lan", 30, 20), ("Cty Hà", 30, 20)]
    body = [(ordinal, *row) for ordinal, row in zip(ordinals, names, strict=True)]

    plan = imported(tmp_path, (DAY,), LIST, *body)

    assert [name for (name,) in rows_of(plan, "roster", "name")] == ["Trường MN Sen", "Cty Hà"]


def test_a_school_under_the_heading_of_the_state_is_a_school(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        (DAY,),
        LIST,
        ("A", "Khu vực Nhà nước"),
        (1, "Trường THCS Sen", 12, 11),
        (2, "UBND xã Kim", 14, 13),
    )

    assert [sector for (sector,) in rows_of(plan, "roster", "sector")] == ["school", "office"]


def test_a_title_that_names_several_sectors_says_none(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        (f"{DAY} KHỐI CƠ QUAN, DOANH NGHIỆP VÀ TRƯỜNG HỌC",),
        LIST,
        (1, "Trường MN Sen", 12, 11),
        (2, "Cty TNHH Hà", 30, 20),
        (3, "UBND xã Kim", 14, 13),
    )

    sectors = [sector for (sector,) in rows_of(plan, "roster", "sector")]
    assert sectors == ["school", "enterprise", "office"]


def test_a_name_tells_its_sector_only_by_what_it_begins_with(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        (DAY,),
        LIST,
        (1, "Công ty CP Mầm non Sao", 12, 11),
        (2, "Cơ sở may Phương Nam", 12, 11),
    )

    assert [row.row.cells["sector"] for row in plan.found[0].unmatched] == ["enterprise", ""]
    assert problems(plan) == [("Biểu!B4", "It is not clear which sector this belongs to.")]


def test_a_planned_union_is_no_union(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        ("DOANH NGHIỆP CHƯA THÀNH LẬP CÔNG ĐOÀN (đến 30/11/2023)",),
        ("TT", "Tên chủ DN", "Tên DN", "Tổng số CN", "Dự kiến số đoàn viên"),
        (1, "Người Chủ", "Cty TNHH Hoa", 60, 30),
    )

    assert rows_of(plan, "firms", "name", "workers") == [("Cty TNHH Hoa", "60")]
    assert rows_of(plan, "roster", "name") == []


def test_members_of_two_years_side_by_side_are_refused(tmp_path: Path) -> None:
    head = ("TT", "Tên CĐCS", "Số ĐV 2022", "Số ĐV 2023")

    plan = imported(tmp_path, (DAY,), head, (1, "Cty Hoa", 80, 60))

    assert problems(plan) == [
        ("Biểu!D2", "Several columns hold the members, each of another day."),
    ]


@pytest.mark.parametrize(
    ("written", "founded"),
    [
        ("2019-03", "2019-03-01"),
        ("QĐ 12 ngày 5/3/2019", "2019-03-05"),
        ("12/QĐ-LĐLĐ, 05.3.2019", "2019-03-05"),
        ("２０１９", "2019-01-01"),
        ("2019.", "2019-01-01"),
        (dt.date(1905, 7, 11), "2019-01-01"),  # 2019 in a cell that shows days
    ],
)
def test_a_founding_date_is_read_as_it_is_meant(
    tmp_path: Path, written: object, founded: str
) -> None:
    head = ("TT", "Tên CĐCS", "Số ĐV", "Năm thành lập DN", "Năm thành lập CĐCS")

    plan = imported(tmp_path, (DAY,), head, (1, "Cty Hoa", 80, 2001, written))

    assert rows_of(plan, "roster", "founded") == [(founded,)]


@pytest.mark.parametrize(("written", "members"), [("１２３", "123"), ("1.234,0", "1234")])
def test_a_number_is_read_as_it_is_meant(tmp_path: Path, written: str, members: str) -> None:
    plan = imported(tmp_path, (DAY,), LIST, (1, "Cty Hoa", 5, written))

    assert rows_of(plan, "roster", "members") == [(members,)]


def test_women_first_are_not_the_members(tmp_path: Path) -> None:
    head = ("TT", "Tên CĐCS", "ĐV nữ (người)", "Tổng ĐV (người)", "Số LĐ")

    plan = imported(tmp_path, (DAY,), head, (1, "Cty Hoa", 20, 60, 80))

    assert rows_of(plan, "roster", "members", "workers") == [("60", "80")]


def test_sectors_numbered_like_groups_are_read(tmp_path: Path) -> None:
    total = (None, "Tổng cộng", 300, 25, 14, 311)

    plan = imported(tmp_path, ("QUÝ III/2023",), MOVED, ("I", *SCHOOLS), ("II", *FIRMS), total)

    assert rows_of(plan, "movements", "sector", "closing") == [
        ("school", "101"),
        ("enterprise", "210"),
    ]


def test_a_part_of_the_row_above_is_not_counted_twice(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        ("QUÝ III/2023",),
        MOVED,
        (1, "Khu vực nhà nước", 150, 5, 5, 150),
        (None, "Trong đó: Trường học", 100, 5, 4, 101),
    )

    assert problems(plan) == [
        ("Biểu!B3", "It is not clear which sector this belongs to."),
        ("Biểu!B4", "The row is a part of the row above it, which would be counted twice."),
    ]


def test_losses_and_gains_are_read_however_they_are_split(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        ("QUÝ III/2023",),
        ("TT", "Tên CĐCS", "Khối", "ĐV đầu kỳ", "Tăng", None, None, "Giảm", None, None, "Cuối kỳ"),
        (
            *(None,) * 4,
            "Kết nạp tại CĐCS đã có",
            "Kết nạp do CĐCS thành lập mới",
            "Chuyển từ nơi khác đến",
            "Do CĐCS giải thể",
            "Về hưu",
            "Chuyển đi nơi khác",
        ),
        (1, "Gốm Hà", "Doanh nghiệp", 100, 5, 6, 1, 4, 3, 2, 103),
        merged=("E2:G2", "H2:J2", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "K2:K3"),
    )

    columns = ("sector", "admitted", "organised", "transfers_in", "transfers_out", "left")
    assert rows_of(plan, "movements", *columns, "closed_members") == [
        ("enterprise", "5", "6", "1", "2", "3", "4")
    ]


def test_the_year_of_a_form_is_not_that_of_the_decision_about_it(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        ("Biểu 2-HĐCĐ", "(Kèm theo Quyết định số 12/QĐ-TLĐ ngày 20 tháng 6 năm 2016)"),
        ("SỐ LIỆU HOẠT ĐỘNG CÔNG ĐOÀN NĂM 2023",),
        ("TT", "Nội dung", "ĐVT", "Số lượng"),
        (1, "Tổng số đoàn viên", "người", 4000),
        (None, "- Khu vực nhà nước", "người", 2500),
        (None, "- Khu vực ngoài nhà nước", "người", 1500),
    )

    # The state's are schools and offices here: their sum is of neither.
    assert rows_of(plan, "facts", "date", "sector", "value") == [
        ("2023-11-30", "", "4000"),
        ("2023-11-30", "enterprise", "1500"),
    ]


def test_a_heading_that_lists_the_grades_is_no_tick(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        ("Minh Họa, ngày 10 tháng 01 năm 2023",),
        ("KẾT QUẢ XẾP LOẠI CĐCS NĂM 2022",),
        ("TT", "Tên CĐCS", "Xếp loại (xuất sắc, tốt, hoàn thành, không hoàn thành)"),
        (1, "Trường MN Sen", "HT tốt NV"),
        (2, "Cty Hoa", "Không HTNV"),
    )

    found = [(one.row.cells["year"], one.row.cells["rating"]) for one in plan.found[0].unmatched]
    assert found == [("2022", "good"), ("2022", "poor")]


def test_ticks_of_several_years_are_of_their_years(tmp_path: Path) -> None:
    plan = imported(
        tmp_path,
        ("ĐÁNH GIÁ, XẾP LOẠI CĐCS (báo cáo năm 2023)",),
        ("TT", "Tên CĐCS", "Năm 2021", None, "Năm 2022", None),
        (None, None, "HTXSNV", "KHTNV", "HTXSNV", "KHTNV"),
        (1, "Trường MN Sen", "x", None, None, "x"),
        merged=("C2:D2", "E2:F2", "A2:A3", "B2:B3"),
    )

    found = [(one.row.cells["year"], one.row.cells["rating"]) for one in plan.found[0].unmatched]
    assert found == [("2021", "excellent"), ("2022", "poor")]


def test_a_list_of_unions_with_their_ratings_is_both(tmp_path: Path) -> None:
    head = (*LIST, "Xếp loại năm 2022")

    plan = imported(tmp_path, (DAY,), head, (1, "Trường MN Sen", 12, 11, "Tốt"))

    assert rows_of(plan, "roster", "name", "members") == [("Trường MN Sen", "11")]
    assert rows_of(plan, "ratings", "year", "rating") == [("2022", "good")]


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Trường Sen - Chủ tịch: Người Nào", "Trường Sen"),
        ("Cty Hoa (đ/c Người Nào - CT)", "Cty Hoa"),
        ("Cty Hoa (bà Nào 0900 000 001)", "Cty Hoa"),
        ("Trường Chị Lăng - Anh Sơn", "Trường Chị Lăng - Anh Sơn"),
        ("Cty Cảng, Bà Rịa", "Cty Cảng, Bà Rịa"),
    ],
)
def test_persons_are_cut_out_of_names_and_places_are_not(written: str, kept: str) -> None:
    assert scrubbed(written) == kept


def test_a_table_of_another_kind_is_not_passed_over(tmp_path: Path) -> None:
    moved = (("BIẾN ĐỘNG QUÝ I/2023",), MOVED, (1, *SCHOOLS), (2, *FIRMS))

    plan = imported(tmp_path, (DAY,), LIST, (1, "Trường MN Sen", 12, 11), (), *moved)

    assert "A table of another kind stands on the same sheet." in [s for _, s in problems(plan)]


def test_rows_of_figures_that_fit_no_row_are_told(tmp_path: Path) -> None:
    plan = imported(
        tmp_path, (DAY,), LIST, (1, "Trường MN Sen", 12, 11), (None, None, None, None, 2022, 15)
    )

    assert [note.place for note in plan.notices if "were not read" in str(note.text)] == ["Biểu!A4"]

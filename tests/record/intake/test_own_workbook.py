import datetime as dt
import shutil
from pathlib import Path

import pytest
from filled_workbook import FACTS_HEAD, Filled, carry_out

from forecast.answers.ask import ask
from forecast.record.dataset import load_dataset
from forecast.record.folders import ASSUMPTIONS, FEDERATION, TARGETS
from forecast.record.intake.importing import ImportRequest, import_file
from forecast.record.intake.own_workbook import Statements, statements
from forecast.record.intake.reading import read_sheets
from forecast.record.intake.sheets import Sheet
from forecast.record.known import know
from forecast.record.start import forms
from forecast.record.start.dataset import start_dataset
from forecast.record.start.levels import LEVELS
from forecast.record.start.lists import LISTS
from forecast.record.texts import Text

COUNTED = dt.date(2026, 5, 31)
MEMBERS = {
    "what": "Tổng số đoàn viên",
    "value": 4500,
    "comparison": "Khoảng",
    "tolerance": 50,
    "due": dt.date(2027, 12, 31),
    "clause": "12/KH-CĐ, I.2",
    "known_on": dt.date(2026, 1, 15),
    "wording": "khoảng 4.500 đoàn viên đến hết năm 2027",
}
FOUNDINGS = {
    "what": "CĐCS thành lập mới",
    "value": 5,
    "high": 7,
    "due": dt.date(2030, 12, 31),
    "every_year": "Có",
    "clause": "12/KH-CĐ, I.1",
    "known_on": dt.date(2026, 1, 15),
}


@pytest.fixture(scope="session")
def ward(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A new ward, to be copied."""
    data = tmp_path_factory.mktemp("data")
    start_dataset(data, "moi", level="commune", title="Công đoàn phường Kim Liên")
    return data / "moi"


@pytest.fixture
def book(tmp_path: Path, ward: Path) -> Filled:
    """The workbook of a new ward."""
    return Filled(Path(shutil.copytree(ward, tmp_path / "moi")) / "moi.xlsx")


def told(stated: Statements) -> list[tuple[str, str]]:
    return [(fault.column, str(fault.problem)) for fault in stated.faults]


def texts(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text("utf-8") for name in (FEDERATION, TARGETS, ASSUMPTIONS)}


@pytest.mark.parametrize("level", LEVELS)
def test_a_workbook_as_it_was_made_changes_nothing(tmp_path: Path, level: str) -> None:
    (path, *_) = start_dataset(tmp_path, "moi", level=level, english="New", parent="Trên")

    stated = statements(read_sheets(path), folder=path.parent)

    assert stated == Statements(
        files={}, rows=(), faults=(), sheets=stated.sheets, sectors=stated.sectors
    )
    own = (forms.GUIDE, forms.INFO, forms.CHOICES, forms.TARGETS, forms.FACTS)
    assert stated.sheets == {*own, *(form.name for form in LISTS)}


@pytest.mark.parametrize("level", LEVELS)
def test_one_line_of_totals_makes_a_record(tmp_path: Path, level: str) -> None:
    (path, *_) = start_dataset(tmp_path, "moi", level=level)
    book = Filled(path)
    parts = [None if sector.founding else 310 for sector in LEVELS[level].sectors]
    book.facts(0, COUNTED, 4120, *parts)
    source = 3 * (1 + len(parts)) + 2
    book.sheet(forms.FACTS).cell(FACTS_HEAD + 1, source).value = "Báo cáo"
    book.sheet(forms.FACTS).cell(FACTS_HEAD + 1, source + 1).value = "Báo cáo chính thức"

    carry_out(book.read(), path.parent)

    origin = know(load_dataset(path.parent)).origin
    assert origin is not None
    assert (origin.date, origin.total, origin.grade) == (COUNTED, 4120, "A")


def test_what_is_typed_into_the_workbook_is_answered(book: Filled) -> None:
    book.facts(0, COUNTED, 4120, 0, 310, None, *[None] * 8, "Báo cáo", "Báo cáo chính thức")
    book.target(0, **MEMBERS)
    book.target(1, **FOUNDINGS)
    carry_out(book.read(), book.path.parent)

    answer = ask(know(load_dataset(book.path.parent)), seed=1)

    assert {one.target.id for one in answer.targets} == {"members-2027"}
    assert all(one.probability is not None for one in answer.targets)


def test_a_repeated_import_changes_nothing_and_a_changed_cell_only_its_file(book: Filled) -> None:
    book.target(0, **MEMBERS)
    carry_out(book.read(), book.path.parent)
    before = texts(book.path.parent)

    assert book.read().files == {}
    book.target(0, value=4600)
    stated = book.read()

    assert stated.files.keys() == {TARGETS}
    assert stated.files[TARGETS] == before[TARGETS].replace("value = 4500", "value = 4600")


def test_names_of_the_workbook_reach_the_federation_without_english(book: Filled) -> None:
    book.info("Tên đầy đủ", 'Công đoàn "phường" \\ mới\n<i>')
    book.info("Địa bàn", "toàn phường Mới")
    book.info("Ngày chốt số liệu trong năm", "ngày 31/03; 30/9")
    book.info("Cấp", "khu công nghiệp, KHU CHẾ XUẤT, khu kinh tế")

    carry_out(book.read(), book.path.parent)

    found = load_dataset(book.path.parent).federation
    said = 'Công đoàn "phường" \\ mới <i>'
    assert found.name == Text(vi=said, en=said)
    assert found.area.en == "toàn phường Mới"
    assert found.reporting_dates == ("03-31", "09-30")
    assert found.level == "zone"


def test_english_that_has_no_cell_stays_while_the_vietnamese_does(book: Filled) -> None:
    book.info("Địa danh", "Nơi khác")

    carry_out(book.read(), book.path.parent)

    found = load_dataset(book.path.parent).federation
    assert found.area == Text(vi="toàn phường", en="the commune")


def test_a_further_language_of_a_text_stays_while_the_vietnamese_does(
    book: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("forecast.record.texts.languages", lambda: ("vi", "en", "qto"))
    file = book.path.parent / "federation.toml"
    stated = file.read_text(encoding="utf-8")
    file.write_text(stated.replace("[area]\n", '[area]\nqto = "la komunumo"\n'), encoding="utf-8")
    book.info("Địa danh", "Nơi khác")

    carry_out(book.read(), book.path.parent)

    found = load_dataset(book.path.parent).federation
    assert found.place.vi == "Nơi khác"
    assert found.area.model_dump() == {
        "vi": "toàn phường",
        "en": "the commune",
        "qto": "la komunumo",
    }


def test_a_reporting_day_typed_as_a_date_is_read(book: Filled) -> None:
    book.info("Ngày chốt số liệu trong năm", dt.date(2026, 11, 30))

    carry_out(book.read(), book.path.parent)

    assert load_dataset(book.path.parent).federation.reporting_dates == ("11-30",)


def test_a_new_sector_brings_its_starting_rates_and_a_lost_one_takes_them_along(
    book: Filled,
) -> None:
    book.sector(1, "Nghiệp đoàn “Xe ôm”", "Riders", "Doanh nghiệp", "Không")
    stated = book.read()

    carry_out(stated, book.path.parent)

    dataset = load_dataset(book.path.parent)
    ids = [sector.id for sector in dataset.federation.sector]
    assert ids == ["school", "nghiep-doan-xe-om", "enterprise"]
    assert [sector.id for sector in stated.sectors] == ids
    rates = {one.key for one in dataset.assumptions}
    assert "turnover.nghiep-doan-xe-om" in rates
    assert "turnover.state" not in rates
    assert book.read().files == {}


def test_a_sector_keeps_its_code_when_it_is_renamed(book: Filled) -> None:
    book.sector(0, "Khối trường học", "Schools", "Trường học", "Không", "school")

    stated = book.read()

    assert stated.files.keys() == {FEDERATION}
    assert stated.sectors[0].name.vi == "Khối trường học"


def test_what_the_general_information_cannot_mean_is_refused_at_its_cell(book: Filled) -> None:
    book.info("Tên viết tắt", None)
    book.info("Cấp", "Thôn")
    book.info("Ngày chốt số liệu trong năm", "31/02")
    book.sector(0, "Trường học", "Schools", "Trường học", "Có", "school")
    book.sector(3, "Mới", "", "", "Không")
    stated = book.read()

    cells = dict(told(stated))
    assert stated.files == {}
    assert cells == {
        "Thông tin chung!B6": "Nothing is written here, and it must not be empty.",
        "Thông tin chung!B11": "This is not one of the words allowed here.",
        "Thông tin chung!B13": "This is not a day of the year.",
        "Thông tin chung!C21": "This sector is new, and its kind is not stated.",
    }


def test_two_founding_sectors_are_refused(book: Filled) -> None:
    book.sector(0, "Trường học", "Schools", "Trường học", "Có", "school")

    ((column, problem),) = told(book.read())

    assert column == "Thông tin chung!D17"
    assert problem == "New unions are founded in exactly one sector; 2 say so."


def test_targets_survive_signs_and_keep_their_ids_wherever_they_stand(book: Filled) -> None:
    wording = 'ít nhất "55%" CĐCS\ntừ tốt \\ <b>trở lên</b>'
    share = {**FOUNDINGS, "what": "Tỷ lệ khác", "value": 0.55, "high": None, "wording": wording}
    book.target(0, **MEMBERS)
    book.target(1, **share)
    carry_out(book.read(), book.path.parent)
    first = {target.id: target for target in load_dataset(book.path.parent).targets}
    book.target(0, **{key: share.get(key) for key in {*share, *MEMBERS}})
    book.target(1, **{key: MEMBERS.get(key) for key in {*share, *MEMBERS}})

    carry_out(book.read(), book.path.parent)

    second = {target.id: target for target in load_dataset(book.path.parent).targets}
    assert first == second
    assert next(reversed(first.values())).wording.vi == " ".join(wording.split())


def test_a_target_without_words_says_its_numbers(book: Filled) -> None:
    book.target(0, **FOUNDINGS)

    carry_out(book.read(), book.path.parent)

    (target,) = load_dataset(book.path.parent).targets
    assert target.wording.vi == "CĐCS thành lập mới: 5–7"
    assert target.set_by.vi == "Công đoàn phường Kim Liên"
    assert target.every_year


def test_the_english_and_the_reading_of_a_target_stay(book: Filled) -> None:
    book.target(0, **MEMBERS)
    carry_out(book.read(), book.path.parent)
    path = book.path.parent / TARGETS
    own = path.read_text("utf-8").replace('wording.en = "khoảng', 'wording.en = "about')
    path.write_text(own.replace("reading.vi = ", 'reading.vi = "Riêng. " #'), encoding="utf-8")
    book.target(0, value=4600)

    carry_out(book.read(), book.path.parent)

    (target,) = load_dataset(book.path.parent).targets
    assert target.value == 4600
    assert target.wording.en.startswith("about")
    assert target.reading.vi == "Riêng."


def test_two_targets_alike_but_for_their_numbers_get_ids_of_their_own(book: Filled) -> None:
    book.target(0, **MEMBERS)
    book.target(1, **{**MEMBERS, "value": 4700})

    carry_out(book.read(), book.path.parent)

    ids = [target.id for target in load_dataset(book.path.parent).targets]
    assert ids == ["members-2027", "members-2027-no-2"]


@pytest.mark.parametrize(
    ("change", "column", "problem"),
    [
        ({"value": 55.5}, "B", "People and unions are counted in whole numbers."),
        ({"value": "nhiều"}, "B", "This is not a number."),
        ({"value": None}, "B", "Nothing is written here"),
        ({"what": "Đảng viên"}, "A", "This is not one of the words allowed here."),
        ({"what": "Tỷ lệ khác", "value": 55, "tolerance": None}, "B", "A share is a part of one"),
        ({"high": 4000}, "C", "The upper end lies below the value."),
        ({"tolerance": 5000}, "E", "The tolerance is larger"),
        ({"due": "hôm nào đó"}, "F", "This is not a date."),
        ({"due": dt.date(2025, 12, 31)}, "F", "The target was due before it was known."),
        ({"sector": "Hàng không"}, "H", "This name is not known here."),
        ({"clause": None}, "J", "Nothing is written here"),
    ],
)
def test_a_target_that_cannot_be_is_refused_at_its_cell(
    book: Filled, change: dict[str, object], column: str, problem: str
) -> None:
    book.target(0, **{**MEMBERS, **change})

    stated = book.read()

    ((cell, said),) = told(stated)
    assert cell == f"Chỉ tiêu!{column}5"
    assert said.startswith(problem)
    assert stated.faults[0].place == "5"
    assert stated.files == {}


def test_an_empty_sheet_of_targets_keeps_those_there_are(book: Filled) -> None:
    book.target(0, **MEMBERS)
    carry_out(book.read(), book.path.parent)
    book.target(0, **dict.fromkeys(MEMBERS))

    assert book.read().files == {}


def test_figures_come_from_the_cells_they_stand_in(book: Filled) -> None:
    book.facts(0, "30/11/2025", "4.020", 0, 300, 3720, 55, 0, 3, None, 4400)
    book.facts(1, COUNTED, None, 0, 310, 3810)

    stated = book.read()

    figures = {
        (row.cells["date"], row.cells["indicator"], row.cells["sector"]): row.cells["value"]
        for row in stated.rows
    }
    assert figures["2025-11-30", "members_total", ""] == "4020"
    assert figures["2025-11-30", "workers_in_unionised_units", ""] == "4400"
    assert figures["2026-05-31", "members_total", ""] == "4120"
    assert ("2025-11-30", "unions_total", "enterprise") not in figures
    state = next(row for row in stated.rows if row.cells["sector"] == "state")
    assert state.sheet.ref(state.row, state.columns["value"]) == "Số liệu chung!D6"


@pytest.mark.parametrize(
    ("line", "cell", "problem"),
    [
        ((COUNTED,), "B6", "The total of this day is not stated."),
        ((None, 100, 0, 0), "A6", "Nothing is written here"),
        ((COUNTED, 100), "B6", "The newest figures do not say how many are in: Trường học; Hành"),
        ((COUNTED, 100, 60, 60), "B6", "The total is 100, but its sectors add to 120."),
        ((COUNTED, 100, 10, 10, 10), "B6", "The total is 100, but its sectors add to 30."),
        ((COUNTED, 100, -1, 0), "C6", "The number is negative"),
        ((COUNTED, 100.5, 0, 0), "B6", "People and unions are counted in whole numbers."),
        ((COUNTED, "đông", 0, 0), "B6", "This is not a number."),
    ],
)
def test_totals_that_cannot_be_are_refused_at_their_cell(
    book: Filled, line: tuple[object, ...], cell: str, problem: str
) -> None:
    book.facts(0, *line)

    stated = book.read()

    ((column, said),) = told(stated)
    assert column == f"Số liệu chung!{cell}"
    assert said.startswith(problem)
    assert stated.rows == ()


def test_a_column_of_an_unknown_sector_is_refused(book: Filled) -> None:
    book.sheet(forms.FACTS)["C5"].value = "Ngoài hành tinh"
    assert told(book.read()) == []
    book.facts(0, COUNTED, 4120, 12, 310)

    ((column, _), *_) = told(book.read())

    assert column == "Số liệu chung!C5"


def test_a_telephone_number_in_a_note_is_cut_out_and_a_period_is_not(book: Filled) -> None:
    book.facts(0, COUNTED, 4120, 0, 310, *[None] * 9, "Nghị quyết 2021-2025")
    note = "Hỏi anh B, ĐT 0900 000 001"
    sheet = book.sheet(forms.FACTS)
    (place,) = [cell.column for cell in sheet[4] if cell.value == "Ghi chú"]
    sheet.cell(6, place).value = note

    row = book.read().rows[0]

    assert row.cells["source"] == "Nghị quyết 2021-2025"
    assert "0900" not in row.cells["note"]


def test_columns_are_found_wherever_they_stand_and_however_they_are_spelt(book: Filled) -> None:
    sheet = book.sheet(forms.TARGETS)
    for row in range(1, 12):
        sheet.cell(row, 13).value = sheet.cell(row, 1).value
        sheet.cell(row, 1).value = None
    sheet["M4"] = "CHI TIEU"
    for key, value in {**FOUNDINGS, "what": None}.items():
        book.target(0, **{key: value})
    sheet["M5"] = "cđcs THÀNH LẬP mới"

    stated = book.read()

    assert stated.faults == ()
    assert 'id = "new-unions-a-year-2030"' in stated.files[TARGETS]


def test_the_lists_of_the_workbook_are_imported_with_the_rest(book: Filled) -> None:
    firm, works = "Doanh nghiệp ngoài khu vực Nhà nước", "CĐCS Công ty TNHH Minh Họa"
    book.facts(0, COUNTED, 4120, 0, 310, None)
    book.target(0, **MEMBERS)
    book.listed("Danh sách CĐCS", 1, works, firm, COUNTED, 2019, None, 120, 112)
    start = dt.date(2025, 12, 1)
    flows = (3700, 260, 90, 5, 10, 120, 25, 1, 3810)
    book.listed("Biến động đoàn viên", firm, start, COUNTED, *flows)
    book.listed("DN chưa có CĐCS", 1, "Công ty CP Thử", "Phường Một", 44)
    book.sheet("DN chưa có CĐCS")["A3"] = "Số liệu tính đến ngày: 31/05/2026"
    book.listed("Xếp loại CĐCS", 1, works, 2025, "Hoàn thành tốt nhiệm vụ")
    book.book.save(book.path)
    at = dt.datetime(2026, 6, 2, tzinfo=dt.UTC)
    request = ImportRequest(path=book.path, folder=book.path.parent, at=at)

    plans = [import_file(request, write=True) for _ in range(2)]

    dataset = load_dataset(book.path.parent)
    assert [plan.faults for plan in plans] == [(), ()]
    assert not plans[1].changed
    assert [entry.founded for entry in dataset.roster] == [dt.date(2019, 1, 1)]
    assert [row.closing for row in dataset.movements] == [3810]
    assert [one.workers for one in dataset.firms] == [44]
    assert [one.rating for one in dataset.ratings] == ["good"]
    assert [target.id for target in dataset.targets] == ["members-2027"]


def test_a_list_of_unions_of_any_office_is_not_taken_for_the_workbook(book: Filled) -> None:
    head = ("TT", "Tên CĐCS", "Ngày chốt số liệu", "Tổng số đoàn viên", "Nguồn số liệu", "Ghi chú")
    sheet = Sheet(file="x.xlsx", name="Danh sách", rows=(head, (1.0, "A", COUNTED, 5.0, "b", "")))

    stated = statements([sheet], folder=book.path.parent)

    assert stated.sheets == frozenset()
    assert stated.rows == ()

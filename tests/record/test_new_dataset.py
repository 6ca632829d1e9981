import hashlib
import os
import stat
import tomllib
from pathlib import Path

import pytest
from openpyxl import load_workbook

from forecast.errors import InputError
from forecast.record.dataset import Dataset, load_dataset
from forecast.record.intake.own_workbook import statements
from forecast.record.intake.reading import read_sheets
from forecast.record.known import know
from forecast.record.start import dataset as start
from forecast.record.start import forms
from forecast.record.start.dataset import start_dataset
from forecast.record.start.levels import LEVELS, NewSector
from forecast.record.start.lists import LISTS
from forecast.record.texts import Text
from forecast.record.vocabulary import RATES

TITLE = "Liên đoàn Lao động huyện Đông Anh"


def new_district(data: Path, name: str = "dong-anh") -> tuple[Path, ...]:
    return start_dataset(data, name, level="district", title=TITLE)


def digests(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in folder.rglob("*")
        if path.is_file()
    }


@pytest.fixture(scope="session")
def started(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Dataset]:
    """A new federation of each level."""
    data = tmp_path_factory.mktemp("data")
    for level in LEVELS:
        start_dataset(data, level, level=level)
    return {level: load_dataset(data / level) for level in LEVELS}


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_starts_as_a_sound_dataset(started: dict[str, Dataset], level: str) -> None:
    dataset = started[level]

    assert dataset.federation.level == level
    assert sum(sector.founding for sector in dataset.federation.sector) == 1
    assert not (*dataset.targets, *dataset.events, *dataset.facts)


@pytest.mark.parametrize("level", LEVELS)
def test_without_a_total_the_record_says_that_there_is_none(
    started: dict[str, Dataset], level: str
) -> None:
    with pytest.raises(InputError) as refused:
        know(started[level])

    (fault,) = refused.value.faults
    assert "No membership total" in str(fault.problem)


@pytest.mark.parametrize("level", LEVELS)
def test_starting_rates_are_of_low_grade_sourced_and_say_what_they_are(
    started: dict[str, Dataset], level: str
) -> None:
    for assumption in started[level].assumptions:
        for version in assumption.version:
            assert version.evidence == "low", assumption.key
            assert version.source
            assert version.basis.vi.startswith("Mức khởi điểm"), assumption.key
            assert version.basis.en.startswith("A starting range"), assumption.key


@pytest.mark.parametrize("level", LEVELS)
def test_every_needed_rate_could_be_argued_before_june_2022(
    started: dict[str, Dataset], level: str
) -> None:
    late = [
        one.key
        for one in started[level].assumptions
        if one.version[0].known_on.isoformat() > "2022-05-31" and not RATES[one.id].optional
    ]
    assert late == []


def test_precedents_are_those_of_the_same_level(started: dict[str, Dataset]) -> None:
    found = {level: {one.area.en for one in new.precedents} for level, new in started.items()}

    assert "Tây Hồ, 2024" in found["district"]
    assert found["commune"] == set()
    assert not found["city"] & found["district"]


def test_the_same_words_make_the_same_bytes(tmp_path: Path) -> None:
    for parent in ("one", "two"):
        new_district(tmp_path / parent)

    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_every_made_file_is_told_the_workbook_first(tmp_path: Path) -> None:
    made = new_district(tmp_path)

    assert made[0] == tmp_path / "dong-anh" / "dong-anh.xlsx"
    assert {path.relative_to(tmp_path).as_posix() for path in made} == digests(tmp_path).keys()


def test_the_folder_can_be_entered_by_whom_the_system_usually_allows(tmp_path: Path) -> None:
    (tmp_path / "usual").mkdir()
    new_district(tmp_path)

    modes = [stat.S_IMODE((tmp_path / name).stat().st_mode) for name in ("usual", "dong-anh")]
    assert modes[0] == modes[1]


def test_the_name_tells_place_area_and_short_name(tmp_path: Path) -> None:
    start_dataset(tmp_path, "kim-lien", level="commune", title="Công đoàn phường Kim Liên")
    start_dataset(
        tmp_path,
        "dong-anh",
        level="district",
        title=TITLE,
        english="Đông Anh federation",
        parent="LĐLĐ Hà Nội",
    )

    ward, district = (load_dataset(tmp_path / name).federation for name in ("kim-lien", "dong-anh"))
    assert (ward.place.vi, ward.area.vi, ward.name.en) == ("Kim Liên", "toàn phường", ward.name.vi)
    assert district.short_name == Text(vi="LĐLĐ huyện Đông Anh", en="Đông Anh federation")
    assert district.parent.vi == "LĐLĐ Hà Nội"


def test_words_of_the_planner_survive_whatever_signs_they_hold(tmp_path: Path) -> None:
    title = 'Liên đoàn "Một" \\ hai\n<b>ba</b> \'\'\' """ #bốn = {năm}'

    (path, *_) = start_dataset(tmp_path, "moi", level="city", title=f"= {title}\x07\udcff")

    said = f"= {' '.join(title.split())}"
    assert load_dataset(tmp_path / "moi").federation.name.vi == said
    assert said in [cell.value for (cell,) in load_workbook(path)[forms.INFO]["B1:B9"]]
    assert statements(read_sheets(path), folder=path.parent).files == {}


def test_own_sectors_take_the_place_of_the_usual_ones(tmp_path: Path) -> None:
    sectors = (
        NewSector("school", Text(vi="Trường học", en="Schools"), "school"),
        NewSector("rest", Text(vi="Còn lại", en="The rest"), "enterprise", founding=True),
    )

    start_dataset(tmp_path, "moi", level="city", sectors=sectors)

    dataset = load_dataset(tmp_path / "moi")
    assert [sector.id for sector in dataset.federation.sector] == ["school", "rest"]


@pytest.mark.parametrize(
    ("name", "nearest"), [("Đông Anh", "dong-anh"), ("../x", "x"), ("", "gia-")]
)
def test_a_name_that_is_not_plain_is_refused_with_the_nearest_one(
    tmp_path: Path, name: str, nearest: str
) -> None:
    with pytest.raises(InputError) as refused:
        new_district(tmp_path / "data", name)

    assert nearest in str(refused.value.faults[0].remedy)
    assert not (tmp_path / "data").exists()


def test_a_folder_that_exists_is_left_untouched(tmp_path: Path) -> None:
    (tmp_path / "dong-anh").mkdir()
    (tmp_path / "dong-anh" / "notes.txt").write_text("mine", encoding="utf-8")

    with pytest.raises(InputError, match="Nothing was changed"):
        new_district(tmp_path)

    assert [path.name for path in tmp_path.rglob("*")] == ["dong-anh", "notes.txt"]


def test_an_unknown_level_is_refused_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        start_dataset(tmp_path / "data", "moi", level="distrikt")

    assert "“district”" in str(refused.value.faults[0].remedy)
    assert not (tmp_path / "data").exists()


def test_sectors_that_cannot_be_leave_nothing_behind(tmp_path: Path) -> None:
    sector = NewSector("all", Text(vi="Tất cả", en="All"), "enterprise")

    with pytest.raises(InputError) as refused:
        start_dataset(tmp_path, "moi", level="city", sectors=(sector,))

    assert "exactly one sector" in str(refused.value.faults[0].problem)
    assert list(tmp_path.iterdir()) == []


def test_a_failure_while_writing_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(folder: Path) -> None:
        raise OSError(28, os.strerror(28), str(folder))

    monkeypatch.setattr(start, "load_dataset", full)

    with pytest.raises(OSError, match="No space left"):
        new_district(tmp_path, "moi")

    assert list(tmp_path.iterdir()) == []


def test_the_workbook_has_every_sheet_and_freezes_its_heads(tmp_path: Path) -> None:
    (path, *_) = new_district(tmp_path)

    book = load_workbook(path)
    visible = [sheet.title for sheet in book.worksheets if sheet.sheet_state == "visible"]
    assert visible == [
        *(forms.GUIDE, forms.INFO, forms.TARGETS, forms.FACTS),
        *(form.name for form in LISTS),
    ]
    assert all(sheet.freeze_panes for sheet in book.worksheets if sheet.title in visible)


def test_choices_in_the_workbook_are_taken_from_ranges_that_hold_them(tmp_path: Path) -> None:
    (path, *_) = new_district(tmp_path)

    book = load_workbook(path)
    for sheet in book.worksheets:
        for check in sheet.data_validations.dataValidation:
            if check.type != "list":
                continue
            name, cells = str(check.formula1).split("!")
            chosen = [cell.value for (cell,) in book[name.strip("'")][cells.replace("$", "")]]
            assert any(chosen), check.sqref


def test_no_sheet_asks_for_a_person(tmp_path: Path) -> None:
    (path, *_) = new_district(tmp_path)

    guide, *sheets = load_workbook(path).worksheets
    texts = [str(cell.value).lower() for sheet in sheets for row in sheet for cell in row]
    assert not [text for text in texts if "họ tên" in text or "điện thoại" in text]
    assert any("họ tên" in str(cell.value) for (cell,) in guide["A1:A40"])


def test_the_template_states_each_rate_of_the_vocabulary_but_transfers() -> None:
    text = (Path(start.__file__).parent / "assumptions.toml").read_text(encoding="utf-8")

    stated = {entry["id"] for entry in tomllib.loads(text)["assumption"]}
    assert stated == RATES.keys() - {"transfer_in_rate", "transfer_out_rate"}

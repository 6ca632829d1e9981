"""What is wrong is refused whole, with its exact place, all of it at once."""

from pathlib import Path

import pytest
from small_dataset import append, edit, faults_of, the_fault, write_dataset

from forecast.errors import InputError
from forecast.record.dataset import load_dataset
from forecast.record.files import MAX_BYTES

FACTS = "record/facts.csv"
MORE = "scenarios/more.toml"

TOML = [
    ("targets.toml", "due = 2023-12-31", 'due = "31/12/2023"', "due", "day: 2023-12-31"),
    ("targets.toml", "due = 2023-12-31", "due = 20231231", "due", "year-month-day"),
    ("targets.toml", "due = 2023-12-31", "due = 2203-12-31", "due", "from 1900 to 2100"),
    ("targets.toml", "due = 2023-12-31", "due = 2020-12-31", "due", "Correct"),
    ("targets.toml", "value = 1200", "value = -1", "value", "at least 0"),
    ("targets.toml", "value = 1200", 'value = "1200"', "value", "digits"),
    ("targets.toml", "value = 1200", "value = true", "value", "digits"),
    ("targets.toml", "value = 1200", "value = inf", "value", "digits"),
    ("targets.toml", "value = 1200", "value = 1200\nhigh = 1100", "high", "no smaller"),
    ("targets.toml", "tolerance = 50", "tolerance = 5000", "tolerance", "still counts"),
    ("targets.toml", "tolerance", "tolerancy", "tolerancy", "“tolerance”"),
    ("targets.toml", '"stock"', '"stok"', "kind", "“stock”"),
    ("targets.toml", '"members"\nkind', '"share"\nkind', "value", "0.55"),
    ("targets.toml", 'clause = "I.3"', 'clause = " "', "clause", "Fill it in"),
    ("targets.toml", "set_by = {", 'sector = "scool"\nset_by = {', "sector", "“school”"),
    ("targets.toml", 'en = "The plan"', 'eng = "The plan"', "set_by.en", 'en = "…"'),
    ("federation.toml", 'name = { vi = "Liên đoàn nhỏ"', 'name = { vi = ""', "name.vi", "Fill"),
    ("federation.toml", '"district"', '"Huyện"', "level", "accents"),
    ("federation.toml", '"05-31"', '"31-05"', "reporting_dates", "05-31"),
    ("federation.toml", '"05-31"', '"02-30"', "reporting_dates", "05-31"),
    ("federation.toml", '"other"', '"school"', "id", "school"),
    ("assumptions.toml", "end = 2020-12-31", "end = 2019-12-31", "end", "after the start"),
    ("assumptions.toml", "value = 0.04", "value = 0.06", "version.value", "0.04042"),
    ("assumptions.toml", "low = 0.02", "low = 0.0", "version.low", "near the end"),
    ("assumptions.toml", "high = 0.08", "high = 1.5", "version.high", "from 0 to 0.9"),
    ("assumptions.toml", "high = 0.08", "high = 0.01", "version.value", "between"),
    ("assumptions.toml", '"fraction_per_year"', '"ratio"', "unit", '"fraction_per_year"'),
    ("assumptions.toml", '"fraction"', '"signed"', "shape", 'shape = "fraction"'),
    ("assumptions.toml", "date = 2020-12-31", "date = 2021-12-31", "version.evidence_date", "Corr"),
    (MORE, "new_union_size", "new_union_sise", "assumptions.new_union_sise", "new_union_size”"),
    (MORE, "= 70", "= 7000", "assumptions.new_union_size", "from 5 to 5000"),
    (MORE, "= 70", '= "70"', "assumptions.new_union_size", " or { value"),
    (MORE, "= 70", "= { value = 70, low = 9 }", "assumptions.new_union_size.high", "high ="),
    (MORE, "_year = 20", "_year = 500", "plan.new_unions_per_year", "0 to 240"),
    (MORE, "_year = 20", '_year = "many"', "plan.new_unions_per_year", '"recorded"'),
    (MORE, "_year = 20", "_year = []", "plan.new_unions_per_year", "[20]"),
    (MORE, "_year = 20", "_year = [20, 241]", "plan.new_unions_per_year", "0 to 240"),
    (MORE, "_year = 20", '_year = [20, "x"]', "plan.new_unions_per_year", "[20]"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "column", "remedy"), TOML)
def test_a_wrong_entry_is_named_by_line_and_key(
    folder: Path, file: str, old: str, new: str, column: str, remedy: str
) -> None:
    line = edit(folder, file, old, new)

    fault = next(f for f in faults_of(folder) if f.column == column)

    lines = (folder / file).read_text(encoding="utf-8").splitlines()
    key = column.rsplit(".", 1)[-1]
    of_key = [n for n, text in enumerate(lines, start=1) if text.startswith(f"{key} =")]
    stands = min(of_key, key=lambda n: abs(n - line), default=line)
    assert (fault.file, fault.place) == (file, str(stands))
    assert remedy in str(fault.remedy)


def test_a_break_of_members_needs_a_size(folder: Path) -> None:
    edit(folder, "events.toml", '"federation_ends"', '"members_leave"')

    fault = the_fault(folder)

    assert (fault.file, fault.place, fault.column) == ("events.toml", "1", "event")
    assert "share, members" in str(fault.problem)


def test_a_target_without_a_date_points_at_its_table(folder: Path) -> None:
    edit(folder, "targets.toml", "due = 2023-12-31\n", "")

    fault = the_fault(folder)

    assert (fault.file, fault.place, fault.column) == ("targets.toml", "1", "due")
    assert str(fault.remedy) == "Add it: due = 2023-12-31."


def test_the_line_of_a_later_table_is_its_own(folder: Path) -> None:
    text = (folder / "targets.toml").read_text(encoding="utf-8")
    second = text.replace("members-2023", "members-2024").replace("value = 1200", "value = -1")
    append(folder, "targets.toml", second)

    fault = the_fault(folder)

    assert fault.place == str(text.count("\n") + 5)
    assert fault.found == "-1"


def test_two_targets_of_one_id_are_refused(folder: Path) -> None:
    text = (folder / "targets.toml").read_text(encoding="utf-8")
    append(folder, "targets.toml", text)

    fault = the_fault(folder)

    assert (fault.place, fault.column, fault.found) == ("16", "id", "members-2023")


@pytest.mark.parametrize(
    ("old", "new"), [("founding = true", ""), ('id = "school"', 'id = "school"\nfounding = true')]
)
def test_exactly_one_sector_founds_new_unions(folder: Path, old: str, new: str) -> None:
    edit(folder, "federation.toml", old, new)

    assert [(f.file, f.column) for f in faults_of(folder)] == [("federation.toml", "founding")]


def test_a_rate_that_is_not_stated_is_named(folder: Path) -> None:
    text = (folder / "assumptions.toml").read_text(encoding="utf-8")
    first, second, *others = text.split("[[assumption]]\n")
    rest = "[[assumption]]\n".join([first, *others])
    (folder / "assumptions.toml").write_text(rest, encoding="utf-8")

    fault = the_fault(folder)

    assert 'id = "turnover"' in second
    assert fault.column == "turnover.other"


def test_a_rate_stated_for_no_sector_or_twice_is_refused(folder: Path) -> None:
    edit(folder, "assumptions.toml", 'sector = "other"\n', "")
    edit(folder, "assumptions.toml", 'id = "shock_sd"', 'id = "pool_firms"')

    columns = sorted((fault.column, fault.found) for fault in faults_of(folder))

    assert ("sector", "") in columns
    assert ("id", "pool_firms") in columns
    assert ("shock_sd", "") in columns


def test_versions_stand_in_the_order_in_which_they_became_known(folder: Path) -> None:
    block = (folder / "assumptions.toml").read_text(encoding="utf-8").split("[[assumption]]\n")[1]
    latest = block[block.index("[[assumption.version]]") :]
    line = edit(folder, "assumptions.toml", latest, latest + latest)

    fault = the_fault(folder)

    assert fault.column == "version.known_on"
    assert int(fault.place) == line + latest.count("\n") + 1


def test_a_shock_must_end_after_it_starts(folder: Path) -> None:
    shock = "\n[[shock]]\nstart = 2023-06-01\nend = 2023-05-31\nmembers_change = -0.04\n"
    append(folder, "scenarios/more.toml", shock)

    fault = the_fault(folder)

    assert (fault.column, fault.found) == ("end", "2023-05-31")


@pytest.mark.parametrize("file", ["targets.toml", FACTS, "scenarios/more.toml"])
def test_a_file_that_is_not_utf_8_is_refused_with_its_line(folder: Path, file: str) -> None:
    path = folder / file
    lines = path.read_bytes().split(b"\n")
    lines[2] += "đoàn viên".encode("cp1258", errors="replace")
    path.write_bytes(b"\xef\xbb\xbf" + b"\n".join(lines))

    fault = the_fault(folder)

    assert (fault.file, fault.place) == (file, "3")
    assert "UTF-8" in str(fault.remedy)


@pytest.mark.parametrize(
    ("broken", "problem"),
    [
        ("value = 0,5", "Something follows"),
        ("due = 31/12/2023", "Something follows"),
        ("due = 2023-02-30", "no such day"),
        ("clause = một", "not a value"),
        ('clause = "một', "not closed"),
        ("clause", "without a value"),
        ('clause = "a"\nclause = "b"', "already given"),
    ],
)
def test_a_broken_toml_line_is_named_in_our_words(folder: Path, broken: str, problem: str) -> None:
    (folder / "events.toml").write_text(f"[[event]]\n{broken}\n", encoding="utf-8")

    fault = the_fault(folder)

    assert int(fault.place) in (2, 3)
    assert problem in str(fault.problem)


def test_a_file_that_is_too_large_is_refused(folder: Path) -> None:
    with (folder / "targets.toml").open("r+b") as file:
        file.truncate(MAX_BYTES + 1)

    assert str(the_fault(folder).problem) == "The file is larger than 20 MB."


@pytest.mark.parametrize(
    "file",
    [
        *("target.toml", "facts.csv"),
        *("record/movement.csv", "record/fact.csv", "record/facts.xlsx"),
        *("scenarios/Nhiều hơn.toml", "scenarios/more.tml"),
    ],
)
def test_no_file_is_passed_over_in_silence(folder: Path, file: str) -> None:
    (folder / file).write_text("", encoding="utf-8")

    assert the_fault(folder).file == file


def test_a_misspelt_subfolder_is_refused(folder: Path) -> None:
    (folder / "scenarios").rename(folder / "scenario")

    assert the_fault(folder).file == "scenario"


def test_a_folder_with_an_unpublishable_name_is_refused_with_a_better_one(tmp_path: Path) -> None:
    fault = the_fault(write_dataset(tmp_path, name="Đông Anh"))

    assert "dong-anh" in str(fault.remedy)


def test_all_faults_of_all_files_are_told_at_once(folder: Path) -> None:
    edit(folder, FACTS, "unions_total,,20", "unions_total,,-3")
    edit(folder, FACTS, "2021-12-31,2021-01-01", "31/12/2021,2021-01-01")
    edit(folder, "targets.toml", "due = 2023-12-31\n", "")
    edit(folder, "targets.toml", "value = 1200", "value = -1")
    edit(folder, "scenarios/more.toml", "new_union_size", "new_union_sise")
    edit(folder, "events.toml", "known_on = 2022-06-01", 'known_on = "hôm qua"')
    edit(folder, "assumptions.toml", "value = 0.04", "value = 0.06")

    with pytest.raises(InputError, match="There are 7 faults in the input") as refusal:
        load_dataset(folder)

    places = [(fault.file, fault.column) for fault in refusal.value.faults]
    assert places == [
        ("assumptions.toml", "version.value"),
        ("events.toml", "known_on"),
        (FACTS, "value"),
        (FACTS, "date"),
        ("scenarios/more.toml", "assumptions.new_union_sise"),
        ("targets.toml", "due"),
        ("targets.toml", "value"),
    ]


def test_a_long_find_is_shortened(folder: Path) -> None:
    edit(folder, "targets.toml", "value = 1200", f'value = "{"x" * 500}"')

    assert len(the_fault(folder).found) == 60

"""A dataset folder is read whole."""

import unicodedata
from pathlib import Path

from small_dataset import edit, faults_of, write_dataset

from forecast.record.dataset import load_dataset


def test_a_complete_folder_is_read(folder: Path) -> None:
    dataset = load_dataset(folder)

    assert dataset.name == "small"
    assert list(dataset.scenarios) == ["base", "more"]
    assert dataset.scenarios["more"].assumptions == {"new_union_size": 70, "net_change.other": 0}
    assert dataset.tables == ("facts",)
    assert len(dataset.facts) == 8


def test_optional_files_may_be_missing(folder: Path) -> None:
    for file in ("targets.toml", "events.toml", "scenarios/more.toml"):
        (folder / file).unlink()

    dataset = load_dataset(folder)

    assert (dataset.targets, dataset.events, list(dataset.scenarios)) == ((), (), ["base"])


def test_each_required_file_that_is_missing_is_named(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    faults = faults_of(tmp_path / "empty")

    files = [fault.file for fault in faults]
    assert files == ["assumptions.toml", "federation.toml", "record/facts.csv"]


def test_an_empty_known_on_is_the_end_of_the_period_and_marked(folder: Path) -> None:
    (flow,) = [f for f in load_dataset(folder).facts if f.indicator == "new_unions"]

    assert flow.known_on == flow.date
    assert flow.known_on_assumed


def test_a_byte_order_mark_and_decomposed_letters_change_nothing(tmp_path: Path) -> None:
    plain = write_dataset(tmp_path / "a")
    spelt = write_dataset(tmp_path / "b")
    for file in ("federation.toml", "record/facts.csv"):
        text = unicodedata.normalize("NFD", (spelt / file).read_text(encoding="utf-8"))
        (spelt / file).write_text(text, encoding="utf-8-sig")

    assert load_dataset(spelt).federation == load_dataset(plain).federation
    assert load_dataset(spelt).facts == load_dataset(plain).facts


def test_a_file_base_toml_replaces_the_built_in_base(folder: Path) -> None:
    (folder / "scenarios/more.toml").rename(folder / "scenarios/base.toml")

    assert load_dataset(folder).scenarios["base"].name.en == "More"


def test_a_quoted_rate_key_reads_like_a_dotted_one(folder: Path) -> None:
    before = load_dataset(folder).scenarios
    edit(folder, "scenarios/more.toml", "net_change.other", '"net_change.other"')

    assert load_dataset(folder).scenarios == before


def test_notes_for_people_may_lie_in_the_folder(folder: Path) -> None:
    for file in ("README.md", "SOURCES.md", "LICENSE", "record/README.md", "record/~$facts.xlsx"):
        (folder / file).write_text("notes", encoding="utf-8")

    assert load_dataset(folder).tables == ("facts",)

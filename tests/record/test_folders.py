"""A dataset is found by name or path, and no name leads out of its folder."""

from pathlib import Path

import pytest
from small_dataset import write_dataset

from forecast.errors import InputError
from forecast.record.dataset import find_dataset, load_dataset


def test_a_dataset_is_found_by_name_and_by_path(folder: Path) -> None:
    data = folder.parent

    assert find_dataset("small", data=data) == folder
    assert find_dataset(str(folder), data=data / "elsewhere") == folder


@pytest.mark.parametrize(
    "name", ["smalll", "", "Small", "../small", "small\0", "../small\0", "a" * 5000]
)
def test_an_unknown_name_is_refused_with_the_known_ones(folder: Path, name: str) -> None:
    write_dataset(folder.parent, name="other")

    with pytest.raises(InputError) as refusal:
        find_dataset(name, data=folder.parent)

    (fault,) = refusal.value.faults
    assert fault.file == "DATASET"
    assert "other, small" in str(fault.remedy)


def test_a_folder_without_datasets_says_so(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refusal:
        find_dataset("small", data=tmp_path / "none")

    assert str(refusal.value.faults[0].remedy) == "Write one of the known names: –."


def test_what_an_import_leaves_beside_a_spreadsheet_is_no_stray_file(folder: Path) -> None:
    for place in (folder, folder / "record"):
        (place / "small.loi.xlsx").touch()
        (place / "small.doi-chieu.csv").touch()

    assert load_dataset(folder).tables == ("facts",)

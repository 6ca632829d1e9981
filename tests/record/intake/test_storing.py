import datetime as dt
from pathlib import Path

import pytest
from illustrative_workbooks import content, dataset

from forecast.errors import BusyError, InputError
from forecast.record.intake.storing import commit, discard, only_import, recover, stage

AT = dt.datetime(2026, 11, 26, 22, 30, tzinfo=dt.UTC)
FACTS = "record/facts.csv"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return dataset(tmp_path / "huyen")


def changed(folder: Path) -> dict[str, str]:
    """A record with a row more and a federation of another name."""
    facts = (folder / FACTS).read_text(encoding="utf-8")
    federation = (folder / "federation.toml").read_text(encoding="utf-8")
    return {
        FACTS: facts + facts.splitlines()[1].replace("2016", "2015") + "\n",
        "federation.toml": federation.replace("Minh Họa", "Thử"),
    }


def test_what_is_staged_changes_nothing(folder: Path) -> None:
    before = content(folder)

    stage(folder, changed(folder))
    discard(folder)

    assert content(folder) == before


def test_what_is_replaced_is_kept(folder: Path) -> None:
    before, new = content(folder), changed(folder)

    stage(folder, new)
    backup = commit(folder, new, at=AT)

    assert {file: content(folder)[file].decode() for file in new} == new
    assert (backup / FACTS).read_bytes() == before[FACTS]
    assert (backup / "federation.toml").read_bytes() == before["federation.toml"]


def test_two_imports_in_one_second_keep_two_backups(folder: Path) -> None:
    backups = []
    for _ in range(2):
        stage(folder, changed(folder))
        backups.append(commit(folder, changed(folder), at=AT))

    assert len(set(backups)) == 2
    assert all((backup / FACTS).exists() for backup in backups)


def test_a_run_killed_between_two_renames_is_finished_by_the_next(folder: Path) -> None:
    new = changed(folder)
    staged = stage(folder, new)
    (staged / "federation.toml").replace(folder / "federation.toml")
    (folder / "record").rename(folder / "gone")

    recover(folder)

    assert {file: content(folder)[file].decode() for file in new} == new
    assert not (folder / ".import").exists()


def test_a_record_that_is_gone_comes_back_from_its_newest_backup(folder: Path) -> None:
    before = content(folder)
    stage(folder, changed(folder))
    backup = commit(folder, changed(folder), at=AT)
    (folder / "record").rename(folder.parent / "lost")

    recover(folder)

    assert (folder / FACTS).read_bytes() == before[FACTS]
    assert (backup / FACTS).exists()


def test_a_disk_that_refuses_leaves_everything_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = content(folder)
    stage(folder, changed(folder))
    rename = Path.rename

    def refuse(self: Path, target: Path) -> Path:
        if self.parent.parent.name == ".import":
            raise OSError("no space left")
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(InputError):
        commit(folder, changed(folder), at=AT)

    assert content(folder) == before


def test_a_second_import_does_not_start_beside_the_first(folder: Path) -> None:
    with only_import(folder), pytest.raises(BusyError), only_import(folder):
        pass

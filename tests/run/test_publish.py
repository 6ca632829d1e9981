"""A reader finds the last good edition or the new one, wherever a run was interrupted."""

from collections.abc import Callable
from pathlib import Path

import pytest

from forecast.errors import BusyError, PublicationError
from forecast.run.manifest import is_whole, write_manifest
from forecast.run.publish import only_refresh, publish, recover, stage

DAY = "2022-11-17"


class Crash(BaseException):
    """The machine stops here; no handler of the software runs."""


def build(target: Path, text: str) -> Path:
    staging = stage(target)
    (staging / "inputs").mkdir()
    (staging / "inputs" / "facts.csv").write_text("date\n", encoding="utf-8")
    for lang in ("vi", "en"):
        (staging / f"brief.{lang}.html").write_text(text, encoding="utf-8")
    write_manifest(staging, parameters={"seed": 1}, name={"vi": "Liên đoàn <A>", "en": "A"})
    return staging


def put(target: Path, text: str) -> bool:
    return publish(build(target, text), target)


def brief(target: Path) -> str:
    return (target / "brief.vi.html").read_text(encoding="utf-8")


def visible(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()}


def crash_at(monkeypatch: pytest.MonkeyPatch, count: int) -> None:
    """Stop before the ``count``-th rename from now on."""
    rename: Callable[[Path, Path], Path] = Path.rename
    seen = 0

    def counting(self: Path, target: Path) -> Path:
        nonlocal seen
        seen += 1
        if seen == count:
            raise Crash
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", counting)


def test_an_edition_replaces_the_last_one_and_nothing_else_stays_behind(tmp_path: Path) -> None:
    target = tmp_path / DAY
    put(target, "old")

    changed = put(target, "new")

    assert changed
    assert brief(target) == "new"
    assert visible(tmp_path) == {DAY, "latest.html"}
    assert is_whole(target)


def test_the_same_edition_leaves_the_published_files_untouched(tmp_path: Path) -> None:
    target = tmp_path / DAY
    put(target, "same")
    before = (target / "brief.vi.html").stat()

    changed = put(target, "same")

    assert not changed
    assert (target / "brief.vi.html").stat().st_ino == before.st_ino
    assert visible(tmp_path) == {DAY, "latest.html"}


def test_a_damaged_edition_is_replaced_by_the_same_one(tmp_path: Path) -> None:
    target = tmp_path / DAY
    put(target, "good")
    (target / "brief.vi.html").write_text("damaged", encoding="utf-8")

    put(target, "good")

    assert brief(target) == "good"


@pytest.mark.parametrize("step", [1, 2, 3])
def test_an_interrupted_swap_is_mended_at_the_next_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    target = tmp_path / DAY
    put(target, "old")
    with monkeypatch.context() as patch:
        crash_at(patch, step)
        with pytest.raises(Crash):
            put(target, "new")

    recover(tmp_path)

    # Before the first rename the new edition is only staged; after it, it is ready.
    assert brief(target) == ("old" if step == 1 else "new")
    assert is_whole(target)
    assert visible(tmp_path) == {DAY, "latest.html"}


def test_a_crash_in_the_recovery_itself_is_mended_by_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / DAY
    put(target, "old")
    with monkeypatch.context() as patch:
        crash_at(patch, 3)
        with pytest.raises(Crash):
            put(target, "new")
    for step in (1, 2, 2):
        with monkeypatch.context() as patch:
            crash_at(patch, step)
            with pytest.raises(Crash):
                recover(tmp_path)

    recover(tmp_path)

    assert brief(target) == "new"
    assert visible(tmp_path) == {DAY, "latest.html"}


def test_a_first_edition_interrupted_before_it_stood_is_finished(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / DAY
    with monkeypatch.context() as patch:
        crash_at(patch, 2)
        with pytest.raises(Crash):
            put(target, "new")
    assert not target.exists()

    recover(tmp_path)

    assert brief(target) == "new"
    assert (tmp_path / "latest.html").exists()


def test_a_ready_edition_that_lost_a_file_is_thrown_away(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / DAY
    put(target, "old")
    with monkeypatch.context() as patch:
        crash_at(patch, 3)
        with pytest.raises(Crash):
            put(target, "new")
    (tmp_path / f".ready-{DAY}" / "brief.en.html").unlink()

    recover(tmp_path)

    assert brief(target) == "old"
    assert visible(tmp_path) == {DAY, "latest.html"}


def test_a_refused_second_rename_is_undone_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / DAY
    put(target, "old")
    rename: Callable[[Path, Path], Path] = Path.rename

    def held_open(self: Path, to: Path) -> Path:
        if self.name.startswith(".ready-"):
            raise PermissionError(13, "held open")
        return rename(self, to)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", held_open)
        with pytest.raises(PublicationError, match="held open"):
            put(target, "new")

    assert brief(target) == "old"


def test_an_edition_that_is_not_whole_is_not_published(tmp_path: Path) -> None:
    target = tmp_path / DAY
    staging = build(target, "new")
    (staging / "brief.vi.html").write_text("tampered", encoding="utf-8")

    with pytest.raises(PublicationError, match="do not match"):
        publish(staging, target)

    assert not target.exists()


def test_latest_leads_to_the_newest_base_edition_only(tmp_path: Path) -> None:
    put(tmp_path / "2023-05-31", "newest")
    put(tmp_path / DAY, "older")
    put(tmp_path / "2024-05-31~plan-15", "scenario")

    page = (tmp_path / "latest.html").read_text(encoding="utf-8")

    assert 'url=2023-05-31/brief.vi.html"' in page
    assert 'href="2023-05-31/brief.en.html"' in page
    assert "Liên đoàn &lt;A&gt;" in page
    assert not (tmp_path / "latest.html").is_symlink()
    assert DAY not in page
    assert "plan-15" not in page


def test_latest_is_in_the_language_there_is_and_heeds_no_day_outside_the_calendar(
    tmp_path: Path,
) -> None:
    put(tmp_path / DAY, "only English")
    (tmp_path / DAY / "brief.vi.html").unlink()
    (tmp_path / "2022-99-99").mkdir()
    (tmp_path / "2022-99-99" / "brief.vi.html").write_text("x", encoding="utf-8")

    recover(tmp_path)

    page = (tmp_path / "latest.html").read_text(encoding="utf-8")
    assert '<html lang="en">' in page
    assert f'url={DAY}/brief.en.html"' in page
    assert "brief.vi.html" not in page


def test_a_second_refresh_of_the_same_reports_is_refused(tmp_path: Path) -> None:
    with only_refresh(tmp_path), pytest.raises(BusyError), only_refresh(tmp_path):
        pytest.fail("two refreshes at a time")


def test_the_reports_are_free_again_after_a_failure(tmp_path: Path) -> None:
    with pytest.raises(ZeroDivisionError), only_refresh(tmp_path):
        raise ZeroDivisionError

    with only_refresh(tmp_path):
        assert tmp_path.is_dir()

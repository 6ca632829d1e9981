"""The shelf leads to what is published and to nothing else, whatever lies in the folder."""

import json
import os
import re
import shutil
import sys
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from small_editions import answer, put_edition, target

from forecast.run.holdings import holdings
from forecast.run.manifest import digests
from forecast.run.published_answer import PublishedAnswer, odds
from forecast.run.shelf import rebuild_shelf

GOLDEN = Path(__file__).parents[1] / "answers" / "gia-lam-2022-11-17.json"
OPTION = """\
name = { vi = "Mức phấn đấu", en = "The aim" }
plan = { new_unions_per_year = 15 }
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    """Two datasets: one with an option and an earlier brief, one that is illustrative."""
    folder = tmp_path / "báo cáo"
    put_edition(folder / "gia-lam" / "2022-05-31")
    put_edition(folder / "gia-lam" / "2022-11-17")
    put_edition(folder / "gia-lam" / "2022-11-17~plan-15", scenario_file=OPTION)
    put_edition(folder / "demo" / "2023-05-31", provenance="illustrative")
    return folder


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href")
        if tag == "a" and address is not None and not address.startswith("#"):
            self.found.append(address)


def links(page: Path) -> list[str]:
    """Every address the page leads to, but its own parts."""
    reader = _Links()
    reader.feed(page.read_text(encoding="utf-8"))
    return reader.found


def exists(address: str, *, beside: Path) -> bool:
    """Whether a relative address leads to a file, byte by byte."""
    return os.path.exists(  # noqa: PTH110 - names that are not text have no path
        os.fsencode(beside.parent) + b"/" + unquote_to_bytes(address)
    )


def read(reports: Path, name: str = "index.html") -> str:
    return (reports / name).read_text(encoding="utf-8")


def test_every_link_leads_to_a_published_file_wherever_the_folder_is_moved(
    reports: Path, tmp_path: Path
) -> None:
    put_edition(reports / "khu CN & chế xuất #1 (100%)" / "2022-11-17")
    (reports / "gia-lam" / "2022-11-17" / "brief.vi.pdf").write_bytes(b"%PDF")
    rebuild_shelf(reports)
    moved = shutil.copytree(reports, tmp_path / "ổ USB" / "của tôi")

    found = {name: links(moved / name) for name in ("index.html", "index.en.html")}

    assert all(exists(one, beside=moved / name) for name, all_ in found.items() for one in all_)
    assert "gia-lam/2022-11-17/brief.vi.pdf" in found["index.html"]
    assert "gia-lam/2022-05-31/brief.en.html" in found["index.html"]
    assert "index.en.html" in found["index.html"]
    assert "index.html" in found["index.en.html"]
    assert not any(":" in one or one.startswith("/") for all_ in found.values() for one in all_)


def test_the_newest_base_edition_is_read_back_with_its_odds_and_the_others_follow(
    reports: Path,
) -> None:
    real, illustrative = holdings(reports)

    assert [one.folder for one in real.editions] == [
        "2022-11-17",
        "2022-11-17~plan-15",
        "2022-05-31",
    ]
    assert real.newest is real.editions[0]
    (members,) = real.editions[0].odds
    assert (members.probability, members.likelihood) == (0.02, "very_unlikely")
    assert members.fewest is not None
    assert (members.fewest.per_year, members.fewest.searched_to) == (48, 120)
    assert str(real.editions[1].scenario_name) == "The aim"
    assert not real.editions[1].keeps_pace
    assert illustrative.illustrative


def test_a_real_answer_is_read_back_as_it_was_written() -> None:
    text = GOLDEN.read_text(encoding="utf-8")
    written = json.loads(text)
    planned = {one["id"]: one for one in written["targets"] if one["reading"] == "plan"}
    even = {one["target"]: one for one in written["new_unions"] if one["confidence"] == 0.5}

    found = odds(PublishedAnswer.model_validate_json(text))

    assert len(found) == 2
    for one in found:
        said = planned[one.promise.target]
        assert one.probability == said["probability"]
        assert one.likelihood == said["likelihood"]
        assert (one.promise.value, one.promise.due.isoformat()) == (said["value"], said["due"])
        assert one.fewest is not None
        assert one.fewest.per_year == even[one.promise.target]["per_year"]
        assert one.fewest.searched_to >= (one.fewest.best_per_year or 0)


def test_the_planned_reading_leads_wherever_it_stands_in_the_answer() -> None:
    recorded = target("m", "2023-12-31", reading="recorded", probability=0.5)
    planned = target("m", "2023-12-31", reading="plan", probability=0.25)
    orders = ([recorded, planned], [planned, recorded])

    read_back = [
        odds(PublishedAnswer.model_validate_json(json.dumps(answer(targets=order))))
        for order in orders
    ]

    assert [[one.probability for one in found] for found in read_back] == [[0.25], [0.25]]


def test_a_second_rebuild_leaves_the_pages_untouched(reports: Path) -> None:
    rebuild_shelf(reports)
    before = {name: (reports / name).stat().st_ino for name in ("index.html", "index.en.html")}

    rebuild_shelf(reports)

    assert {name: (reports / name).stat().st_ino for name in before} == before
    assert not list(reports.glob(".index*"))


def test_the_same_editions_make_the_same_bytes_in_whatever_order_they_came(
    reports: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other"
    for edition in sorted(reports.glob("*/*"), reverse=True):
        shutil.copytree(edition, other / edition.parent.name / edition.name)

    rebuild_shelf(reports)
    rebuild_shelf(other)

    for name in ("index.html", "index.en.html"):
        assert (other / name).read_bytes() == (reports / name).read_bytes()


def test_a_new_edition_takes_the_place_of_the_newest(reports: Path) -> None:
    rebuild_shelf(reports)
    first = links(reports / "index.html")

    put_edition(reports / "gia-lam" / "2023-05-31")
    rebuild_shelf(reports)

    newest = [one for one in links(reports / "index.html") if one.startswith("gia-lam")]
    assert not any("2023-05-31" in one for one in first if one.startswith("gia-lam"))
    assert newest[0] == "gia-lam/2023-05-31/brief.vi.html"
    assert "gia-lam/2022-11-17/brief.vi.html" in newest[1:]


def test_a_crash_before_the_page_takes_its_place_leaves_the_old_one(
    reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild_shelf(reports)
    before = read(reports)
    put_edition(reports / "gia-lam" / "2023-05-31")

    def crash(*_: Path) -> Path:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", crash)
        with pytest.raises(KeyboardInterrupt):
            rebuild_shelf(reports)

    assert read(reports) == before
    rebuild_shelf(reports)
    assert "2023-05-31/brief.vi.html" in read(reports)


def test_one_language_alone_has_the_first_page_and_the_other_page_goes(tmp_path: Path) -> None:
    put_edition(tmp_path / "a" / "2022-11-17")
    rebuild_shelf(tmp_path)
    assert (tmp_path / "index.en.html").exists()

    shutil.rmtree(tmp_path / "a")
    put_edition(tmp_path / "a" / "2022-11-17", languages=("en",))
    rebuild_shelf(tmp_path)

    assert '<html lang="en">' in read(tmp_path)
    assert not (tmp_path / "index.en.html").exists()


def test_a_reports_folder_without_briefs_says_so(tmp_path: Path) -> None:
    (tmp_path / "example").mkdir()
    (tmp_path / "example" / "brief.vi.html").write_text("<h1>x</h1>", encoding="utf-8")
    (tmp_path / ".hidden" / "2022-11-17").mkdir(parents=True)
    (tmp_path / "a" / ".staging-2022-11-17").mkdir(parents=True)

    rebuild_shelf(tmp_path)

    assert "Chưa có bản tóm tắt nào." in read(tmp_path)
    assert links(tmp_path / "index.html") == []


def _truncate(edition: Path) -> None:
    path = edition / "answer.json"
    path.write_bytes(path.read_bytes()[:-20])


def _alter_brief(edition: Path) -> None:
    (edition / "brief.en.html").write_text("altered", encoding="utf-8")


def _lose_brief(edition: Path) -> None:
    (edition / "brief.vi.html").unlink()


def _lose_manifest(edition: Path) -> None:
    (edition / "manifest.json").unlink()


def _alter_option(edition: Path) -> None:
    (edition / "inputs" / "gia-lam" / "scenarios" / "plan-15.toml").write_text("x", "utf-8")


def _alter_schema(edition: Path) -> None:
    path = edition / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace('"schema": 1', '"schema": 2'), "utf-8")


def _break_a_letter(edition: Path) -> None:
    path = edition / "manifest.json"
    path.write_text(path.read_text(encoding="utf-8").replace("Federation", "\\ud800"), "utf-8")


def _empty(edition: Path) -> None:
    shutil.rmtree(edition)
    edition.mkdir()


def _rename(edition: Path) -> None:
    edition.rename(edition.with_name("2021-11-17~plan-15"))


@pytest.mark.parametrize(
    "damage",
    [
        _truncate,
        _alter_brief,
        _lose_brief,
        _lose_manifest,
        _alter_option,
        _alter_schema,
        _break_a_letter,
        _empty,
        _rename,
    ],
)
def test_a_damaged_edition_is_left_out_and_named_and_the_others_stay(
    reports: Path, damage: Callable[[Path], None]
) -> None:
    damage(reports / "gia-lam" / "2022-11-17~plan-15")

    rebuild_shelf(reports)

    page = read(reports)
    named = re.findall(r"Không đưa vào danh mục[^<]*: gia-lam/(\S+)\.<", page)
    assert len(named) == 1
    assert named[0].endswith("-11-17~plan-15")
    assert not any("plan-15" in one for one in links(reports / "index.html"))
    assert "gia-lam/2022-11-17/brief.vi.html" in links(reports / "index.html")


def test_a_file_that_lies_beside_an_edition_does_not_damage_it(reports: Path) -> None:
    edition = reports / "gia-lam" / "2022-11-17"
    (edition / "notebooks" / ".ipynb_checkpoints").mkdir(parents=True)
    (edition / "brief.vi.docx").write_bytes(b"opened and saved in an office program")

    rebuild_shelf(reports)

    assert "gia-lam/2022-11-17/brief.vi.docx" in links(reports / "index.html")
    assert "Không đưa vào danh mục" not in read(reports)


def test_a_failed_attempt_is_told_where_the_last_good_brief_stands(reports: Path) -> None:
    (reports / "gia-lam" / "failed" / "2022-11-17~plan-15").mkdir(parents=True)
    (reports / "gia-lam" / "failed" / "2023-05-31").mkdir()
    (reports / "gia-lam" / "failed" / "notes").mkdir()

    rebuild_shelf(reports)

    stands, missing = re.findall(r'<p class="notice"><span>(.*?)</span>', read(reports))
    assert "17/11/2022, phương án “Mức phấn đấu”" in stands
    assert "vẫn được giữ nguyên" in stands
    assert missing.startswith("Chưa lập được bản tóm tắt (thông tin có đến ngày 31/5/2023)")


@pytest.mark.skipif(sys.platform != "linux", reason="names that are not text exist only there")
def test_a_folder_whose_name_is_not_text_is_shown_and_reached(reports: Path) -> None:
    odd = os.fsdecode(os.fsencode(reports) + b"/ch\xe2u")
    shutil.copytree(reports / "gia-lam", odd)

    rebuild_shelf(reports)

    found = [one for one in links(reports / "index.html") if one.startswith("ch%E2u/")]
    assert found
    assert all(exists(one, beside=reports / "index.html") for one in found)
    assert "(thư mục ch\N{REPLACEMENT CHARACTER}u)" in read(reports)


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
    ),
    max_leaves=4,
)


def _places(found: object, path: tuple[str | int, ...] = ()) -> list[tuple[str | int, ...]]:
    """Every place in a JSON value, the whole of it first."""
    inner = (
        found.items()
        if isinstance(found, dict)
        else enumerate(found)
        if isinstance(found, list)
        else ()
    )
    return [path, *(place for key, value in inner for place in _places(value, (*path, key)))]


def _with(found: object, path: tuple[str | int, ...], value: object) -> object:
    """A copy of a JSON value that holds ``value`` at a place."""
    if not path:
        return value
    copy = json.loads(json.dumps(found))
    place = copy
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return copy


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data(), file=st.sampled_from(["answer.json", "manifest.json"]), value=_JSON)
def test_whatever_stands_in_a_manifest_or_an_answer_the_shelf_is_made(
    reports: Path, data: st.DataObject, file: str, value: object
) -> None:
    edition = reports / "gia-lam" / "2022-05-31"
    kept = {name: (edition / name).read_text("utf-8") for name in ("answer.json", "manifest.json")}
    whole = json.loads(kept[file])
    place = data.draw(st.sampled_from(_places(whole)))
    (edition / file).write_text(json.dumps(_with(whole, place, value)), "utf-8")
    if file == "answer.json":
        manifest = json.loads(kept["manifest.json"])
        manifest["outputs"] = digests(edition)
        (edition / "manifest.json").write_text(json.dumps(manifest), "utf-8")

    try:
        rebuild_shelf(reports)
    finally:
        for name, text in kept.items():
            (edition / name).write_text(text, "utf-8")

    assert "gia-lam/2022-11-17/brief.vi.html" in links(reports / "index.html")

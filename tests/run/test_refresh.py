"""The refresh as the scheduler sees it: what it writes, what it refuses, what it keeps."""

import datetime as dt
import json
import shutil
from pathlib import Path

import nbformat
import pytest
from filelock import FileLock
from later_record import grow
from small_notebooks import SHOW, code, write_notebook

from forecast.cli import main
from forecast.record.dataset import load_dataset
from forecast.record.known import know
from forecast.run.edition import edition_name, looks_back
from forecast.run.inputs import copy_inputs
from forecast.run.manifest import is_whole

ROOT = Path(__file__).parents[2]
DAY = "2022-11-17"
EARLY = "2021-10-11"
"""No total was known yet: answered at once, which is all that tests of the runner need."""
BRIEFS = ("brief.vi.html", "brief.en.html")


def refresh(data: Path, reports: Path, *options: str) -> int:
    return main(
        [
            "refresh",
            *options,
            f"--data={data}",
            f"--reports={reports}",
            f"--notebooks={ROOT / 'notebooks'}",
        ]
    )


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports folder after one refresh of everything bundled, with the default date."""
    reports = tmp_path_factory.mktemp("báo cáo") / "reports"
    assert refresh(ROOT / "data", reports) == 0
    return reports


@pytest.fixture(scope="module")
def published_later(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Reports folder after a refresh of the same date, from a record that has since grown."""
    folder = tmp_path_factory.mktemp("later")
    shutil.copytree(ROOT / "data" / "gia-lam", folder / "data" / "gia-lam")
    grow(folder / "data" / "gia-lam")
    assert refresh(folder / "data", folder / "reports", f"--as-of={DAY}") == 0
    return folder / "reports"


@pytest.fixture
def notebooks(tmp_path: Path) -> Path:
    """Two small notebooks, one of them the brief."""
    folder = tmp_path / "notebooks"
    write_notebook(folder / "10-small.ipynb", code("small", "seed + 1"))
    write_notebook(folder / "90-planning-brief.ipynb", code("picture", SHOW))
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A private copy of the bundled record."""
    shutil.copytree(ROOT / "data" / "gia-lam", tmp_path / "data" / "gia-lam")
    return tmp_path / "data"


def run(data: Path, notebooks: Path, *options: str) -> int:
    return main(
        [
            "refresh",
            f"--data={data}",
            f"--notebooks={notebooks}",
            f"--reports={data.parent / 'reports'}",
            "--workers=1",
            f"--as-of={EARLY}",
            *options,
        ]
    )


def everything(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_refresh_publishes_briefs_notebooks_figures_inputs_and_answer(published: Path) -> None:
    edition = published / "gia-lam" / DAY
    names = {path.relative_to(edition).as_posix() for path in edition.rglob("*") if path.is_file()}
    sources = [path.stem for path in (ROOT / "notebooks").glob("*.ipynb")]

    assert {*BRIEFS, "answer.json", "manifest.json", "inputs/gia-lam/targets.toml"} <= names
    assert {f"notebooks/{name}.vi.ipynb" for name in sources} <= names
    assert "notebooks/90-planning-brief.en.ipynb" in names
    assert {"figures/fan.vi.svg", "figures/curve.en.svg"} <= names
    assert is_whole(edition)
    assert (published / "gia-lam" / "latest.html").exists()


def test_the_published_answer_is_what_the_command_line_prints(
    published: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["answer", "gia-lam", f"--as-of={DAY}", "--audit", "--json"]

    assert main([*asked, f"--data={ROOT / 'data'}"]) == 0
    answer = (published / "gia-lam" / DAY / "answer.json").read_text(encoding="utf-8")
    assert capsys.readouterr().out == answer
    assert json.loads(answer)["dataset"] == "gia-lam"


def test_what_became_known_later_changes_no_byte_of_the_answer_and_the_briefs(
    published: Path, published_later: Path
) -> None:
    first, second = published / "gia-lam" / DAY, published_later / "gia-lam" / DAY

    # The grown record really differs, so equal bytes prove both the cut and the repeatability.
    facts = "inputs/gia-lam/record/facts.csv"
    assert (first / facts).read_bytes() != (second / facts).read_bytes()
    for name in ("answer.json", *BRIEFS):
        assert (first / name).read_bytes() == (second / name).read_bytes(), name
    for notebook in (first / "notebooks").iterdir():
        assert notebook.read_bytes() == (second / "notebooks" / notebook.name).read_bytes()


def test_published_notebooks_hold_results_and_no_path_of_this_machine(published: Path) -> None:
    for path in (published / "gia-lam" / DAY / "notebooks").iterdir():
        text = path.read_text(encoding="utf-8")
        cells = nbformat.reads(text, as_version=4).cells
        assert str(ROOT) not in text
        assert all(cell.execution_count for cell in cells if cell.cell_type == "code")


def test_a_raising_cell_fails_the_refresh_and_keeps_the_last_brief(
    data: Path, notebooks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, notebooks) == 0
    edition = data.parent / "reports" / "gia-lam" / EARLY
    before = everything(edition)
    write_notebook(notebooks / "10-small.ipynb", code("odds", "raise KeyError('lost')"))

    assert run(data, notebooks) == 4

    said = capsys.readouterr().err
    assert "“odds”" in said
    assert "KeyError" in said
    assert everything(edition) == before
    kept = edition.parent / "failed" / EARLY
    assert {path.name for path in kept.iterdir()} == {"10-small.vi.ipynb", "reason.txt"}
    assert "KeyError" in (kept / "reason.txt").read_text(encoding="utf-8")
    shelf = (data.parent / "reports" / "index.html").read_text(encoding="utf-8")
    assert "chưa thành công" in shelf
    assert not list(edition.parent.glob(".staging-*"))


def test_a_refresh_that_works_again_removes_what_had_failed(data: Path, notebooks: Path) -> None:
    write_notebook(notebooks / "10-small.ipynb", code("odds", "1 / 0"))
    assert run(data, notebooks, "--lang=vi") == 4
    write_notebook(notebooks / "10-small.ipynb", code("odds", "1 / 1"))

    assert run(data, notebooks, "--lang=vi") == 0

    edition = data.parent / "reports" / "gia-lam" / EARLY
    assert edition.is_dir()
    assert not (edition.parent / "failed" / EARLY).exists()


def test_a_language_once_published_is_never_dropped(data: Path, notebooks: Path) -> None:
    edition = data.parent / "reports" / "gia-lam" / EARLY
    assert run(data, notebooks, "--lang=vi") == 0
    assert not (edition / "brief.en.html").exists()

    assert run(data, notebooks, "--lang=en") == 0

    assert all((edition / name).exists() for name in BRIEFS)


def test_a_scenario_has_its_own_folder_and_leaves_latest_alone(data: Path, notebooks: Path) -> None:
    assert run(data, notebooks, "--lang=vi", "--scenario=plan-15") == 0

    reports = data.parent / "reports" / "gia-lam"
    assert (reports / f"{EARLY}~plan-15" / "brief.vi.html").exists()
    assert not (reports / "latest.html").exists()


def spoil_targets(data: Path) -> None:
    path = data / "gia-lam" / "targets.toml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text(
        "\n".join(line for line in lines if not line.startswith("due")), encoding="utf-8"
    )


def spoil_utf8(data: Path) -> None:
    (data / "gia-lam" / "events.toml").write_bytes("# Gia Lâm\n".encode("latin-1"))


def spoil_column(data: Path) -> None:
    path = data / "gia-lam" / "record" / "facts.csv"
    path.write_text(path.read_text(encoding="utf-8").replace("grade", "grad", 1), encoding="utf-8")


def spoil_count(data: Path) -> None:
    path = data / "gia-lam" / "record" / "facts.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace(",15249,", ",-15249,", 1), encoding="utf-8"
    )


def spoil_scenario(data: Path) -> None:
    (data / "gia-lam" / "scenarios" / "wrong.toml").write_text(
        'name = {vi = "x", en = "x"}\nnote = {vi = "x", en = "x"}\n[assumptions]\nturnovr = 0.1\n',
        encoding="utf-8",
    )


@pytest.mark.parametrize(
    "spoil", [spoil_targets, spoil_utf8, spoil_column, spoil_count, spoil_scenario]
)
def test_wrong_input_is_refused_before_the_reports_are_touched(
    data: Path, notebooks: Path, spoil: object, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(spoil)
    spoil(data)

    assert run(data, notebooks) == 2

    assert not (data.parent / "reports").exists()
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said.strip()


@pytest.mark.parametrize(
    "option", ["--as-of=31/12/2023", "--as-of=2022-13-01", "--scenario=no-such", "--lang=fr"]
)
def test_wrong_options_are_refused_before_the_reports_are_touched(
    data: Path, notebooks: Path, option: str
) -> None:
    assert run(data, notebooks, option) == 2

    assert not (data.parent / "reports").exists()


def test_a_misspelt_parameter_of_any_notebook_stops_everything_before_it_runs(
    data: Path, notebooks: Path
) -> None:
    write_notebook(
        notebooks / "20-wrong.ipynb", parameters='dataset: str = "gia-lam"\nsed: int = 1\n'
    )

    assert run(data, notebooks) == 2

    assert not (data.parent / "reports").exists()


def test_a_folder_without_the_brief_notebook_is_refused(data: Path, tmp_path: Path) -> None:
    assert run(data, tmp_path / "elsewhere") == 2


def test_a_second_refresh_at_the_same_time_is_refused(data: Path, notebooks: Path) -> None:
    reports = data.parent / "reports"
    reports.mkdir()

    with FileLock(reports / ".lock"):
        assert run(data, notebooks) == 3

    assert {path.name for path in reports.iterdir()} <= {".lock"}


def test_one_failing_dataset_leaves_the_others_published(
    data: Path, notebooks: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(data / "gia-lam", data / "other")
    write_notebook(
        notebooks / "10-small.ipynb", code("picky", "assert dataset == 'gia-lam', dataset")
    )

    assert run(data, notebooks, "--lang=en") == 4

    reports = data.parent / "reports"
    assert (reports / "gia-lam" / EARLY / "brief.en.html").exists()
    assert not (reports / "other" / EARLY).exists()
    assert f"other {EARLY}" in capsys.readouterr().err


def test_a_brief_that_would_load_something_is_not_published(data: Path, notebooks: Path) -> None:
    write_notebook(
        notebooks / "90-planning-brief.ipynb",
        code("picture", SHOW.replace("</p>", '<img src="https://example.org/a.png"></p>')),
    )

    assert run(data, notebooks, "--lang=vi") == 4

    assert not (data.parent / "reports" / "gia-lam" / EARLY).exists()


def test_an_edition_is_named_by_what_was_known_and_not_by_when_it_was_made() -> None:
    dataset = load_dataset(ROOT / "data" / "gia-lam")

    assert edition_name(know(dataset)) == DAY
    assert edition_name(know(dataset, scenario="plan-15")) == f"{DAY}~plan-15"


@pytest.mark.parametrize(("today", "past"), [("2022-11-30", False), ("2022-12-01", True)])
def test_an_edition_looks_back_once_the_next_count_is_due(today: str, *, past: bool) -> None:
    record = know(load_dataset(ROOT / "data" / "gia-lam"))

    assert looks_back(record, today=dt.date.fromisoformat(today)) is past


def test_only_what_is_read_of_a_dataset_is_copied(data: Path, tmp_path: Path) -> None:
    (data / "gia-lam" / "private notes.txt").write_text("x", encoding="utf-8")

    copy = copy_inputs(data / "gia-lam", into=tmp_path / "copy")

    assert copy.name == "gia-lam"
    assert (copy / "record" / "facts.csv").exists()
    assert not (copy / "private notes.txt").exists()

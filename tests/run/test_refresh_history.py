"""A refresh after another: what moved since is in the edition, and nothing new changes nothing."""

import json
import shutil
from datetime import date
from pathlib import Path

import nbformat
import pytest
from small_notebooks import SHOW, code, write_notebook

from forecast.answers.ask import ask
from forecast.cli import main
from forecast.present.published import read_changes, read_forecasts
from forecast.present.sentences import conclusion
from forecast.present.words import Words
from forecast.record.dataset import load_dataset
from forecast.record.known import know
from forecast.run.manifest import is_whole, read_manifest

ROOT = Path(__file__).parents[2]
DAY, LATER, EARLY = "2022-11-17", "2023-06-30", "2021-10-11"
TELL = """\
from pathlib import Path
from forecast.present.published import read_changes
found = read_changes(Path(history))
print(draft, None if found is None else found.baseline.as_of)
"""


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A private copy of the bundled record without its scenarios, and two small notebooks."""
    shutil.copytree(ROOT / "data" / "gia-lam", tmp_path / "data" / "gia-lam")
    shutil.rmtree(tmp_path / "data" / "gia-lam" / "scenarios")
    write_notebook(tmp_path / "notebooks" / "10-small.ipynb", code("told", TELL))
    write_notebook(tmp_path / "notebooks" / "90-planning-brief.ipynb", code("picture", SHOW))
    return tmp_path / "data"


def run(data: Path, *options: str) -> int:
    folder = data.parent
    return main(
        [
            "refresh",
            f"--data={data}",
            f"--notebooks={folder / 'notebooks'}",
            f"--reports={folder / 'reports'}",
            "--workers=1",
            "--lang=vi",
            *options,
        ]
    )


def edition(data: Path, name: str) -> Path:
    return data.parent / "reports" / "gia-lam" / name


def printed(folder: Path) -> str:
    notebook = nbformat.read(folder / "notebooks" / "10-small.vi.ipynb", as_version=4)
    return str(notebook.cells[-1].outputs[0].text).strip()


def state(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.as_posix(): (path.read_bytes(), path.stat().st_ino)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_a_later_count_shows_in_the_next_edition_and_a_second_refresh_touches_nothing(
    data: Path,
) -> None:
    assert run(data, f"--as-of={DAY}") == 0
    assert printed(edition(data, DAY)) == "False None"
    with (data / "gia-lam" / "record" / "facts.csv").open("a", encoding="utf-8") as facts:
        for sector, members in (("", 16_000), ("school", 3_650)):
            facts.write(
                f"2023-05-31,,{LATER},members_total,{sector},{members},,,https://x.org,A,\n"
            )

    assert run(data, f"--as-of={LATER}") == 0

    second = edition(data, LATER)
    changes = read_changes(second / "history")
    assert changes is not None
    assert printed(second) == f"False {DAY}"
    answers = [
        json.loads((edition(data, name) / "answer.json").read_text(encoding="utf-8"))
        for name in (DAY, LATER)
    ]
    for one in changes.targets:
        published = [
            next(
                target["probability"]
                for target in answer["targets"]
                if (target["id"], target["reading"]) == (one.target, "plan")
            )
            for answer in answers
        ]
        assert [one.odds["plan"].before, one.odds["plan"].after] == published
        assert [part.causes for part in one.odds["plan"].parts] == [("record",)]
    (forecast,) = read_forecasts(second / "history")
    (fan,) = [fan for fan in answers[0]["fans"] if fan["reading"] == "plan"]
    assert (list(forecast.low), list(forecast.high)) == (fan["p10"], fan["p90"])
    assert forecast.made_later

    before = state(second)
    assert run(data, f"--as-of={LATER}") == 0
    assert state(second) == before


def test_the_history_is_listed_like_every_other_file(data: Path) -> None:
    assert run(data, f"--as-of={EARLY}") == 0

    folder = edition(data, EARLY)
    manifest = read_manifest(folder)
    assert manifest is not None
    assert {"history/changes.json", "history/forecasts.json"} <= set(manifest["outputs"])
    assert "history" not in manifest["parameters"]
    assert is_whole(folder)


def test_a_draft_says_so_to_its_notebooks_and_in_its_manifest(data: Path) -> None:
    assert run(data, f"--as-of={EARLY}", "--draft") == 0

    manifest = read_manifest(edition(data, EARLY))
    assert manifest is not None
    assert manifest["parameters"]["draft"] is True
    assert printed(edition(data, EARLY)) == "True None"


def test_a_damaged_edition_is_named_and_replaced(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, f"--as-of={EARLY}") == 0
    (edition(data, EARLY) / "answer.json").write_text("{", encoding="utf-8")
    capsys.readouterr()

    assert run(data, f"--as-of={EARLY}") == 0

    assert f"gia-lam {EARLY} bị hỏng" in capsys.readouterr().err.replace("\n", " ")
    assert is_whole(edition(data, EARLY))


def test_the_whole_first_paragraph_is_printed(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(data, f"--as-of={EARLY}") == 0

    record = know(load_dataset(data / "gia-lam"), as_of=date.fromisoformat(EARLY))
    sentences = [Words("vi").say(said) for said in conclusion(ask(record, seed=444))]
    assert len(sentences) > 1
    assert " ".join(sentences) in capsys.readouterr().out.splitlines()

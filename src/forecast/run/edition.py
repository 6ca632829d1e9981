"""One edition: the briefs, notebooks, figures, answer and inputs of one dataset and scenario.

Everything in an edition comes from one copy of the inputs, lying inside it, so that its notebooks
can be run again where they are.
"""

import datetime as dt
import json
import shutil
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import nbformat

from forecast.answers.answer import Answer
from forecast.answers.schema import as_json
from forecast.errors import Message, PublicationError
from forecast.present.brief import render_brief
from forecast.present.displayed import displayed
from forecast.present.formats import render
from forecast.present.words import LANGUAGES, Words
from forecast.record.dataset import Dataset
from forecast.record.knowledge import Record
from forecast.record.reporting import next_reporting_date
from forecast.run.brief_check import check_brief
from forecast.run.manifest import write_manifest
from forecast.run.notebooks import NotebookRun, RunOutcome
from forecast.run.parameters import NotebookParameters

BRIEF_NOTEBOOK = "planning-brief"
"""The notebook that becomes the brief; its file name may carry a number before it."""

ANSWER = "answer.json"
HISTORY = "history"
"""Folder of an edition with what was published before it."""

POINTERS = {"lang", "data", "history"}
"""Parameters that differ from notebook to notebook or point into the edition itself."""

BASE = "base"


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """What is to be published once, in which languages, and where."""

    record: Record
    dataset: Dataset
    inputs: Path
    """The private copy of the dataset folder."""

    target: Path
    languages: tuple[str, ...]
    seed: int
    looks_back: bool
    """The edition is made for a past date: its next reporting date has gone by."""

    draft: bool = False
    """Not yet decided on, and says so."""

    def parameters(self, lang: str) -> NotebookParameters:
        """What every notebook of this edition is told."""
        return NotebookParameters.model_validate(
            {
                "dataset": self.inputs.name,
                "as_of": self.record.as_of.isoformat(),
                "scenario": self.record.scenario,
                "lang": lang,
                "seed": self.seed,
                "looks_back": self.looks_back,
                "draft": self.draft,
                "data": "../inputs",
                "history": f"../{HISTORY}",
            }
        )


def edition_name(record: Record) -> str:
    """Folder of an edition: its date, and its scenario unless that is the base.

    The date is when the record was known, never when the edition was made.
    """
    return edition_folder(record.as_of, record.scenario)


def edition_folder(as_of: dt.date, scenario: str) -> str:
    """Folder of an edition of a date and a scenario.

    Examples
    --------
    >>> edition_folder(dt.date(2022, 11, 17), "plan-15")
    '2022-11-17~plan-15'
    """
    day = as_of.isoformat()
    return day if scenario == BASE else f"{day}~{scenario}"


def all_languages(asked: Iterable[str], *, target: Path) -> tuple[str, ...]:
    """The languages asked for and those already published there, so that none goes missing."""
    wanted = set(asked)
    return tuple(
        lang for lang in LANGUAGES if lang in wanted or (target / f"brief.{lang}.html").exists()
    )


def looks_back(record: Record, *, today: dt.date) -> bool:
    """Whether the first reporting date after ``as_of`` has already gone by."""
    return next_reporting_date(record.as_of, record.federation.reporting_dates) < today


def prepare_runs(
    edition: Edition,
    *,
    staging: Path,
    notebooks: Sequence[Path],
    keep: Path,
    limit_seconds: float,
) -> list[NotebookRun]:
    """Lay out the staging folder and list the runs: the brief in every language, the rest once.

    The other notebooks answer their question to whoever opens them, in the first language.
    """
    shutil.copytree(edition.inputs, staging / "inputs" / edition.inputs.name)
    folder = staging / "notebooks"
    folder.mkdir()
    return [
        NotebookRun(
            source=notebook,
            executed=folder / f"{notebook.stem}.{lang}.ipynb",
            parameters=edition.parameters(lang),
            keep=keep,
            limit_seconds=limit_seconds,
        )
        for notebook in notebooks
        for lang in edition.languages[: None if notebook.stem.endswith(BRIEF_NOTEBOOK) else 1]
    ]


def require_success(edition: Edition, outcomes: Sequence[RunOutcome]) -> None:
    """Keep what failed where it can be looked at, and say why.

    Raises
    ------
    PublicationError
        Naming the first failed notebook and cell.
    """
    kept = _failed(edition)
    shutil.rmtree(kept, ignore_errors=True)
    failed = [outcome for outcome in outcomes if outcome.failure is not None]
    for outcome in failed:
        if outcome.run.executed.exists():
            kept.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(outcome.run.executed, kept / outcome.run.executed.name)
    for outcome in failed:
        if outcome.failure is not None:
            raise PublicationError(outcome.failure)


def keep_reason(edition: Edition, reason: Message) -> None:
    """Leave word of why an edition was not published, in its languages, for the shelf to tell."""
    kept = _failed(edition)
    kept.mkdir(parents=True, exist_ok=True)
    said = [Words(lang).say(reason) for lang in edition.languages]
    _write(kept / "reason.txt", "\n".join(said) + "\n")


def _failed(edition: Edition) -> Path:
    return edition.target.parent / "failed" / edition.target.name


def complete(edition: Edition, *, staging: Path, answer: Answer) -> None:
    """Write everything that follows from the executed notebooks and the answer.

    Raises
    ------
    PublicationError
        If a brief is not complete and self-contained.
    """
    for lang in edition.languages:
        executed = next((staging / "notebooks").glob(f"*{BRIEF_NOTEBOOK}.{lang}.ipynb"))
        notebook = nbformat.read(executed, as_version=4)
        page = render_brief(notebook, lang=lang)
        check_brief(page, name=f"brief.{lang}.html", lang=lang)
        _write(staging / f"brief.{lang}.html", page)
        others = render(displayed(notebook), lang=lang, day=edition.record.as_of)
        for name, content in others.items():
            (staging / name).parent.mkdir(exist_ok=True)
            (staging / name).write_bytes(content)
    _write(staging / ANSWER, answer_text(answer))
    asked = edition.parameters(edition.languages[0]).model_dump(exclude=POINTERS)
    write_manifest(
        staging,
        parameters={**asked, "languages": list(edition.languages)},
        name=edition.record.federation.name.model_dump(),
    )


def answer_text(answer: Answer) -> str:
    """The answer as ``answer.json`` holds it and the command line prints it."""
    return json.dumps(as_json(answer), ensure_ascii=False, indent=2, allow_nan=False) + "\n"


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")

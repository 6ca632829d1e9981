"""The brief notebook run in this process on the sample answer: no kernel, no simulation."""

import ast
from pathlib import Path
from typing import Any

import nbformat
import pytest
from sample import odds, sample_answer
from sample_federation import TARGET_2023, TARGET_2025

from forecast.answers.answer import Answer
from forecast.answers.outcomes import TargetAnswer
from forecast.present import briefing as opening
from forecast.present.brief import render_brief
from forecast.present.briefing import Briefing
from forecast.present.remembered import keeping
from forecast.present.tables import options
from forecast.present.words import Words
from forecast.record.dataset import Dataset, load_dataset
from forecast.record.knowledge import Record

ROOT = Path(__file__).parents[2]
NOTEBOOKS = ROOT / "notebooks"
BRIEF = NOTEBOOKS / "90-planning-brief.ipynb"


def sample_dataset() -> Dataset:
    """Give the bundled dataset, for its scenarios and files."""
    return load_dataset(ROOT / "data" / "gia-lam")


def quick_odds(record: Record, *, seed: int) -> tuple[TargetAnswer, ...]:
    """Stand in for the simulation of another scenario: odds that differ by its name."""
    shift = (len(record.scenario) + seed) % 7 / 50
    return tuple(
        odds(target, reading, probability=0.02 + shift)
        for target in (TARGET_2023, TARGET_2025)
        for reading in ("plan", "recorded")
    )


def sample_briefing(
    lang: str = "vi",
    *,
    answer: Answer | None = None,
    looks_back: bool = False,
    draft: bool = False,
) -> Briefing:
    """Give a briefing of the sample answer, or of another."""
    return Briefing(
        answer=sample_answer() if answer is None else answer,
        dataset=sample_dataset(),
        words=Words(lang),
        looks_back=looks_back,
        draft=draft,
    )


def run_here(
    notebook: nbformat.NotebookNode,
    briefing: Briefing,
    patch: pytest.MonkeyPatch,
    *,
    simulate: bool = False,
) -> nbformat.NotebookNode:
    """Run the code cells of a notebook with ``briefing`` in place of the one it would open.

    Unless ``simulate``, the odds of other scenarios are made up.
    """
    patch.setattr(opening, "open_briefing", lambda **_: briefing)
    if not simulate:
        patch.setattr(options, "odds", quick_odds)
    names: dict[str, Any] = {}
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = _outputs(cell.source, names)
    return notebook


def _outputs(source: str, names: dict[str, Any]) -> list[nbformat.NotebookNode]:
    body = ast.parse(source).body
    last = body.pop() if isinstance(body[-1], ast.Expr) else None
    exec(compile(ast.Module(body, []), "cell", "exec"), names)  # noqa: S102 - our own notebooks
    if not isinstance(last, ast.Expr):
        return []
    shown = eval(compile(ast.Expression(last.value), "cell", "eval"), names)  # noqa: S307 - same
    return [nbformat.v4.new_output("execute_result", shown._repr_mimebundle_())]


def sample_page(
    patch: pytest.MonkeyPatch,
    lang: str = "vi",
    *,
    answer: Answer | None = None,
    looks_back: bool = False,
    draft: bool = False,
) -> str:
    """Give the brief of the sample answer as HTML."""
    notebook = nbformat.read(BRIEF, as_version=4)
    briefing = sample_briefing(lang, answer=answer, looks_back=looks_back, draft=draft)
    return render_brief(run_here(notebook, briefing, patch), lang=lang)


def real_page(patch: pytest.MonkeyPatch, dataset: str, lang: str, *, keep: Path) -> str:
    """Give the brief of a bundled dataset as HTML, simulated once for all languages in ``keep``."""
    with keeping(keep):
        briefing = opening.open_briefing(
            dataset=dataset, data=ROOT / "data", lang=lang, looks_back=True
        )
        read = nbformat.read(BRIEF, as_version=4)
        notebook = run_here(read, briefing, patch, simulate=True)
    return render_brief(notebook, lang=lang)

"""Notebooks are thin: pointers, words and calls; no assumption, definition or output."""

import ast
import io
import re
import tokenize
from itertools import pairwise
from pathlib import Path

import nbformat
import pytest

FOLDER = Path(__file__).parents[2] / "notebooks"
NOTEBOOKS = sorted(FOLDER.glob("*.ipynb"))
POINTERS = {
    "dataset": "str",
    "as_of": "str",
    "scenario": "str",
    "lang": "str",
    "seed": "int",
    "looks_back": "bool",
    "draft": "bool",
    "data": "str",
    "history": "str",
}
LONGEST_CELL = 12
WORDS = re.compile(r"[a-z]+(-[a-z]+)*")

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def read(path: Path) -> nbformat.NotebookNode:
    notebook: nbformat.NotebookNode = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)
    return notebook


def code_cells(path: Path) -> list[nbformat.NotebookNode]:
    return [cell for cell in read(path).cells if cell.cell_type == "code"]


def parameters(path: Path) -> nbformat.NotebookNode:
    found = [cell for cell in code_cells(path) if "parameters" in cell.metadata.get("tags", [])]
    assert len(found) == 1
    return found[0]


def test_its_name_is_a_number_and_a_question(path: Path) -> None:
    assert re.fullmatch(r"\d\d-[a-z]+(-[a-z]+)*", path.stem)


def test_it_asks_says_what_may_change_sets_up_answers_and_checks(path: Path) -> None:
    names = [cell.id for cell in read(path).cells]

    assert names[:5] == ["question", "what-you-may-change", "parameters", "setup-words", "setup"]
    assert names[-4:] == ["answer-words", "answer", "checks-words", "checks"]


def test_every_code_cell_after_the_parameters_follows_a_cell_of_words(path: Path) -> None:
    cells = read(path).cells[1:]

    for before, cell in pairwise(cells):
        assert cell.cell_type != before.cell_type


def test_cell_names_are_words_and_are_not_shared(path: Path) -> None:
    names = [cell.id for cell in read(path).cells]

    assert len(names) == len(set(names))
    assert all(WORDS.fullmatch(name) for name in names)


def test_parameters_are_the_shared_pointers_typed_and_explained(path: Path) -> None:
    source = parameters(path).source
    body = ast.parse(source).body

    assert all(isinstance(line, ast.AnnAssign) for line in body)
    stated = {
        ast.unparse(line.target): ast.unparse(line.annotation)
        for line in body
        if isinstance(line, ast.AnnAssign)
    }
    assert stated == POINTERS
    comments = [
        token
        for token in tokenize.generate_tokens(io.StringIO(source).readline)
        if token.type == tokenize.COMMENT
    ]
    assert len(comments) == len(POINTERS)


def test_code_cells_are_short_calls_without_definition_or_literal_number(path: Path) -> None:
    told = parameters(path).id
    for cell in code_cells(path):
        assert len(cell.source.splitlines()) <= LONGEST_CELL
        if cell.id == told:
            continue
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(
                node, ast.FunctionDef | ast.ClassDef | ast.Lambda | ast.If | ast.For
            )
            is_number = isinstance(node, ast.Constant) and isinstance(node.value, float)
            assert not is_number, f"{cell.id} holds the number {ast.unparse(node)}"


def test_only_the_present_floor_is_imported(path: Path) -> None:
    for cell in code_cells(path):
        for node in ast.walk(ast.parse(cell.source)):
            assert not isinstance(node, ast.Import)
            if isinstance(node, ast.ImportFrom):
                assert node.module == "forecast.present.briefing"


def test_it_is_stripped_of_outputs_counts_and_traces_of_a_run(path: Path) -> None:
    notebook = read(path)

    assert set(notebook.metadata) == {"kernelspec", "language_info"}
    assert notebook.metadata.language_info == {"name": "python"}
    for cell in code_cells(path):
        assert cell.outputs == []
        assert cell.execution_count is None
        assert set(cell.metadata) <= {"tags"}


def test_it_speaks_vietnamese_first_and_english_beneath(path: Path) -> None:
    for cell in read(path).cells:
        if cell.cell_type == "markdown":
            vietnamese, _, english = cell.source.rpartition("\n\n")
            assert re.search("[à-ỹ]", vietnamese)
            assert re.search(r"\*[A-Z][^*]+\*", english), cell.id

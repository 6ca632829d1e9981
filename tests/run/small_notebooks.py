"""Small notebooks that run in a real kernel, for tests of the runner."""

from pathlib import Path

import nbformat

PARAMETERS = """\
dataset: str = "gia-lam"  # folder
as_of: str = ""  # newest count
scenario: "str" = "base"
lang: str = "vi"
seed: int | None = 444
looks_back: bool = False
data: str = "../inputs"
"""


def code(cell_id: str, source: str, *, tags: tuple[str, ...] = ()) -> nbformat.NotebookNode:
    cell: nbformat.NotebookNode = nbformat.v4.new_code_cell(source, id=cell_id)
    cell.metadata["tags"] = list(tags)
    return cell


def write_notebook(path: Path, *cells: nbformat.NotebookNode, parameters: str = PARAMETERS) -> Path:
    notebook = nbformat.v4.new_notebook(
        cells=[code("parameters", parameters, tags=("parameters",)), *cells],
        metadata={"kernelspec": {"name": "python3", "display_name": "Python 3"}},
    )
    path.parent.mkdir(parents=True, exist_ok=True)
    nbformat.write(notebook, path)
    return path

"""Small notebooks that run in a real kernel, for tests of the runner."""

from pathlib import Path

import nbformat

from forecast.present.parts import MIME, Masthead, as_json

HEAD = Masthead(
    parent="P", body="B", place="X", marks=(), title="Tóm tắt", kinds=(), face="Kết luận"
)
SHOW = f"""\
from IPython.display import display
html = "<h1>Tóm tắt</h1><p>Kết luận</p>"
display({{"text/html": html, "text/plain": "Tóm tắt", {MIME!r}: {as_json([HEAD])!r}}}, raw=True)
"""
"""Shows the least that a brief is made of."""

PARAMETERS = """\
dataset: str = "gia-lam"  # folder
as_of: str = ""  # newest count
scenario: "str" = "base"
lang: str = "vi"
seed: int | None = 444
looks_back: bool = False
draft: bool = False
data: str = "../inputs"
history: str = ""
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

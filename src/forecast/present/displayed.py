"""What an executed notebook displayed, read back as parts of a brief."""

from collections.abc import Iterator, Sequence

from nbformat import NotebookNode

from forecast.errors import PublicationError, message
from forecast.present.parts import MIME, Masthead, Part, Section, from_json

HIDDEN_TAGS = ("not-in-brief", "parameters", "injected-parameters")
"""Tags of cells that planners see in the notebook and readers of the brief do not."""


def displayed(notebook: NotebookNode) -> tuple[Part, ...]:
    """Give the parts of a brief that the notebook's cells show, in their order."""
    return tuple(
        part
        for cell in notebook.cells
        if not set(HIDDEN_TAGS).intersection(cell.metadata.get("tags", ()))
        for output in cell.get("outputs", ())
        for part in from_json(output.get("data", {}).get(MIME, ()))
    )


def masthead_of(parts: Sequence[Part]) -> Masthead:
    """Give the head of a brief.

    Raises
    ------
    PublicationError
        If there is none: what was displayed is no brief.
    """
    for part in parts:
        if isinstance(part, Masthead):
            return part
    raise PublicationError(message("The notebook displayed no title, so it cannot become a brief."))


def core(parts: Sequence[Part]) -> Iterator[Part]:
    """Leave out the annex, which is on screen and in the workbook only."""
    return (part for part in parts if not (isinstance(part, Section) and part.annex))

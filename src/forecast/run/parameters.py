"""What a notebook may be told: its ``parameters`` cell, read as an interface.

papermill only logs an unknown parameter and runs on. Here the cell's names, annotations and
defaults become a contract, and what is given is refused before anything runs.
"""

import ast
import difflib
from collections.abc import Iterator, Mapping
from typing import Annotated, Any, Literal

import nbformat
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, create_model

from forecast.errors import Fault, InputError, Message, message
from forecast.present.words import LANGUAGES

TAG = "parameters"


def _is_spoken(lang: str) -> str:
    if lang not in LANGUAGES:
        raise ValueError(f"lang is {lang!r}, but must be one of {', '.join(LANGUAGES)}")
    return lang


class NotebookParameters(BaseModel):
    """What every notebook of this software is told: pointers, never an assumption."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    dataset: str
    as_of: str
    """ISO date; papermill would turn a date into text by its own rules."""
    scenario: str
    lang: Annotated[str, AfterValidator(_is_spoken)]
    seed: int = Field(ge=0)
    looks_back: bool
    draft: bool = False
    data: str
    """Folder of the dataset folders, relative to the notebook."""
    history: str = ""
    """Folder with what was published before, relative to the notebook; empty for none."""


def check_parameters(
    notebook: nbformat.NotebookNode, *, name: str, given: Mapping[str, object]
) -> None:
    """Hold ``given`` against the ``parameters`` cell of ``notebook``.

    Raises
    ------
    InputError
        If the cell is missing or unreadable, or a parameter is unknown to it, of another type, or
        has no value; every fault at once, each with the nearest name the notebook knows.
    """
    cell = _parameters_cell(notebook, name=name)
    contract = _contract(cell, name=name)
    try:
        contract.model_validate(given, strict=True)
    except ValidationError as error:
        faults = []
        for problem in error.errors(include_url=False):
            parameter = str(problem["loc"][0])
            said, remedy = _words(problem["type"], parameter=parameter, contract=contract)
            found = "" if problem["type"] == "missing" else repr(problem["input"])
            faults.append(
                Fault(
                    file=name,
                    place=cell.id,
                    column=parameter,
                    found=found,
                    problem=said,
                    remedy=remedy,
                )
            )
        raise InputError(faults) from error


def _parameters_cell(notebook: nbformat.NotebookNode, *, name: str) -> nbformat.NotebookNode:
    """The one code cell tagged ``parameters``."""
    cells: list[nbformat.NotebookNode] = [
        cell
        for cell in notebook.cells
        if cell.cell_type == "code" and TAG in cell.metadata.get("tags", ())
    ]
    if len(cells) != 1:
        raise InputError(
            [
                Fault(
                    file=name,
                    found=str(len(cells)),
                    problem=message("The notebook has no single cell tagged “parameters”."),
                    remedy=message("Tag exactly one code cell “parameters”."),
                )
            ]
        )
    return cells[0]


def _contract(cell: nbformat.NotebookNode, *, name: str) -> type[BaseModel]:
    """The assignments of the cell as a closed model; annotations may be quoted or unions."""
    try:
        fields = dict(_declarations(ast.parse(cell.source)))
        contract: type[BaseModel] = create_model(
            "Parameters", __config__=ConfigDict(extra="forbid"), **fields
        )
        contract.model_rebuild(_types_namespace={"Literal": Literal})
    except (SyntaxError, ValueError, NameError) as error:
        raise InputError(
            [
                Fault(
                    file=name,
                    place=cell.id,
                    found=str(error),
                    problem=message("The cell “parameters” of the notebook cannot be read."),
                    remedy=message(
                        "Write one line for each parameter, such as {example}.",
                        example="seed: int = 444",
                    ),
                )
            ]
        ) from error
    return contract


def _declarations(tree: ast.Module) -> Iterator[tuple[str, Any]]:
    """Name and pydantic field definition of every assignment."""
    for line in tree.body:
        match line:
            case ast.AnnAssign(target=ast.Name(id=parameter), annotation=kind, value=None):
                yield parameter, (_annotation(kind), ...)
            case ast.AnnAssign(
                target=ast.Name(id=parameter), annotation=kind, value=ast.expr() as value
            ):
                yield parameter, (_annotation(kind), ast.literal_eval(value))
            case ast.Assign(targets=[ast.Name(id=parameter)], value=value):
                default = ast.literal_eval(value)
                yield parameter, (type(default), default)


def _annotation(kind: ast.expr) -> str:
    """Text of an annotation, whether or not it is quoted."""
    match kind:
        case ast.Constant(value=str(quoted)):
            return quoted
        case _:
            return ast.unparse(kind)


def _words(problem: str, *, parameter: str, contract: type[BaseModel]) -> tuple[Message, Message]:
    """What is wrong with ``parameter`` and what to write instead."""
    known = sorted(contract.model_fields)
    if problem == "extra_forbidden":
        nearest = difflib.get_close_matches(parameter, known, n=1)
        return (
            message("The notebook knows no parameter of this name."),
            message("Write {example}.", example=", ".join(nearest or known)),
        )
    if problem == "missing":
        return (
            message("The notebook needs this parameter."),
            message("Give {name} a value.", name=parameter),
        )
    kind = contract.model_fields[parameter].annotation
    return (
        message("The value is of another type than the notebook declares."),
        message("Give a value of type {kind}.", kind=getattr(kind, "__name__", str(kind))),
    )

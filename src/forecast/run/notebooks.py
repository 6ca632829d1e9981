"""One notebook, run by papermill, and only believed when every cell has proved that it ran.

papermill reports success for ``sys.exit(0)`` in a cell and marks the cells after a dead kernel as
completed. A run counts here only if papermill raised nothing, every code cell has an execution
count and none shows an error. The executed notebook is written without run times and machine
paths, so that the same inputs give the same bytes.
"""

from dataclasses import dataclass
from pathlib import Path

import nbformat

from forecast.errors import Message, message
from forecast.run.parameters import NotebookParameters

INJECTED = "injected-parameters"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotebookRun:
    """One notebook to run with one set of parameters."""

    source: Path
    executed: Path
    """Where the executed notebook goes; its folder is the kernel's working directory."""

    parameters: NotebookParameters
    keep: Path
    """Folder where the notebooks of one refresh share their answers."""

    limit_seconds: float
    """Longest run of the whole notebook, wall clock [seconds]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunOutcome:
    """How one run ended; ``executed`` holds what there is of it either way."""

    run: NotebookRun
    failure: Message | None
    """What failed, naming the cell; ``None`` when every cell ran."""


def run_notebook(run: NotebookRun) -> RunOutcome:
    """Execute one notebook and judge the run.

    Every failure of a notebook is a value, not an exception, because it has to cross from a worker
    process; an exception that does come out is a fault of this software.
    """
    # papermill and its kernel client take a second to import: only workers need them.
    from papermill.exceptions import PapermillException  # noqa: PLC0415 - see above

    from forecast.run.kernels import OverrunError  # noqa: PLC0415 - see above

    failure: Message | None = None
    try:
        _execute(run)
    except OverrunError:
        failure = message(
            "Notebook {notebook} was stopped in cell “{cell}”: it ran longer than {limit:count}"
            " seconds.",
            notebook=run.source.stem,
            cell=_last_started(run.executed),
            limit=run.limit_seconds,
        )
    except (PapermillException, RuntimeError, OSError, ValueError) as error:
        failure = _failure(run, error)
    return RunOutcome(run=run, failure=failure or _judge(run))


def _execute(run: NotebookRun) -> None:
    """Run the notebook; papermill writes it after every cell, also when it fails."""
    import papermill  # noqa: PLC0415 - see run_notebook

    from forecast.run.kernels import ENGINE  # noqa: PLC0415 - see run_notebook

    papermill.execute_notebook(
        _literal(run.source),
        _literal(run.executed),
        parameters=run.parameters.model_dump(mode="json"),
        engine_name=ENGINE,
        kernel_name="python3",
        language="python",
        progress_bar=False,
        limit_seconds=run.limit_seconds,
        folder=str(run.executed.parent),
        keep=str(run.keep),
    )


def _literal(path: Path) -> str:
    """``path`` as papermill takes it: it would fill braces from the parameters."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _judge(run: NotebookRun) -> Message | None:
    """The first cell that cannot prove it ran, in words; a good notebook is tidied instead."""
    notebook = nbformat.read(run.executed, as_version=4)
    failure = _first_failure(notebook, name=run.source.stem)
    if failure is None:
        tidy(notebook)
        nbformat.validate(notebook)
        text = nbformat.writes(notebook) + "\n"
        run.executed.write_text(text, encoding="utf-8", newline="\n")
    return failure


def _first_failure(notebook: nbformat.NotebookNode, *, name: str) -> Message | None:
    for cell in notebook.cells:
        if cell.cell_type != "code" or not cell.source.strip():
            continue
        for output in cell.outputs:
            if output.output_type == "error":
                return message(
                    "Notebook {notebook} failed in cell “{cell}”: {error}: {detail}",
                    notebook=name,
                    cell=cell.get("id", "?"),
                    error=output.ename,
                    detail=output.evalue,
                )
        if cell.execution_count is None:
            return message(
                "Notebook {notebook} failed: cell “{cell}” never ran.",
                notebook=name,
                cell=cell.get("id", "?"),
            )
    return None


def _failure(run: NotebookRun, error: Exception) -> Message:
    """Why papermill gave up, with the error the cell shows where it shows one."""
    if run.executed.exists():
        notebook = nbformat.read(run.executed, as_version=4)
        shown = _first_failure(notebook, name=run.source.stem)
        raised = type(error).__name__ == "PapermillExecutionError"
        if raised and shown is not None:
            return shown
    return message(
        "Notebook {notebook} failed in cell “{cell}”: {error}: {detail}",
        notebook=run.source.stem,
        cell=_last_started(run.executed),
        error=type(error).__name__,
        detail=str(error),
    )


def _last_started(executed: Path) -> str:
    """Id of the last cell papermill started; “?” when it started none."""
    if not executed.exists():
        return "?"
    started = [
        cell.get("id", "?")
        for cell in nbformat.read(executed, as_version=4).cells
        if cell.metadata.get("papermill", {}).get("start_time")
    ]
    return started[-1] if started else "?"


def tidy(notebook: nbformat.NotebookNode) -> None:
    """Remove what differs from run to run: times, paths of the machine, a random cell id."""
    notebook.metadata.pop("papermill", None)
    for cell in notebook.cells:
        for noise in ("papermill", "execution"):
            cell.metadata.pop(noise, None)
        if INJECTED in cell.metadata.get("tags", ()):
            cell.id = INJECTED

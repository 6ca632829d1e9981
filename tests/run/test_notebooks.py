"""A run counts only when every cell has proved that it ran."""

from pathlib import Path

import nbformat
import pytest
from small_notebooks import code, write_notebook

from forecast.errors import InputError
from forecast.run.notebooks import NotebookRun, RunOutcome, run_notebook
from forecast.run.parameters import NotebookParameters, check_parameters

GIVEN = NotebookParameters(
    dataset="gia-lam",
    as_of="2022-11-17",
    scenario="base",
    lang="vi",
    seed=7,
    looks_back=True,
    data="../inputs",
)


def run(folder: Path, *cells: nbformat.NotebookNode, limit_seconds: float = 60) -> RunOutcome:
    executed = folder / "đã chạy {x}" / "small.vi.ipynb"
    executed.parent.mkdir()
    source = write_notebook(folder / "small.ipynb", *cells)
    return run_notebook(
        NotebookRun(
            source=source,
            executed=executed,
            parameters=GIVEN,
            keep=folder,
            limit_seconds=limit_seconds,
        )
    )


def test_a_good_run_shows_its_parameters_and_leaves_no_time_and_no_path(tmp_path: Path) -> None:
    outcome = run(tmp_path, code("answer", "import os\nprint(seed, looks_back, as_of, os.sep)"))

    assert outcome.failure is None
    text = outcome.run.executed.read_text(encoding="utf-8")
    notebook = nbformat.reads(text, as_version=4)
    assert notebook.cells[-1].outputs[0].text.split()[:3] == ["7", "True", "2022-11-17"]
    assert notebook.cells[1].id == "injected-parameters"
    assert str(tmp_path) not in text
    assert "_time" not in text
    assert "duration" not in text


def test_the_kernel_works_in_the_folder_of_the_executed_notebook(tmp_path: Path) -> None:
    outcome = run(tmp_path, code("where", "import os\nprint(os.path.basename(os.getcwd()))"))

    notebook = nbformat.read(outcome.run.executed, as_version=4)
    assert notebook.cells[-1].outputs[0].text == "đã chạy {x}\n"


def test_a_raising_cell_is_named_with_its_error_and_the_notebook_is_kept(tmp_path: Path) -> None:
    outcome = run(
        tmp_path,
        code("fine", "x = 1"),
        code("odds-chart", "raise LookupError('no such curve')"),
        code("later", "y = 2"),
    )

    failure = str(outcome.failure)
    assert "“odds-chart”" in failure
    assert "LookupError: no such curve" in failure
    assert outcome.run.executed.exists()


def test_a_cell_that_exits_quietly_is_a_failure(tmp_path: Path) -> None:
    outcome = run(
        tmp_path, code("quits", "import sys\nsys.exit(0)"), code("later", "print('never')")
    )

    assert "“quits”: SystemExit" in str(outcome.failure)


def test_a_skipped_cell_is_a_failure(tmp_path: Path) -> None:
    outcome = run(tmp_path, code("left-out", "x = 1", tags=("skip-execution",)))

    assert "“left-out” never ran" in str(outcome.failure)


def test_a_killed_kernel_is_a_failure_in_the_cell_that_killed_it(tmp_path: Path) -> None:
    outcome = run(
        tmp_path,
        code("dies", "import os\nos._exit(1)"),
        code("later", "print('never')"),
    )

    assert "“dies”: DeadKernelError" in str(outcome.failure)


def test_a_notebook_that_hangs_is_stopped_as_a_whole(tmp_path: Path) -> None:
    outcome = run(
        tmp_path,
        code("waits", "import time\nfor _ in range(600):\n    time.sleep(0.1)"),
        limit_seconds=4,
    )

    assert "“waits”: it ran longer than 4" in str(outcome.failure)
    assert outcome.run.executed.exists()


def refusal(folder: Path, given: dict[str, object], **cell: str) -> InputError:
    source = write_notebook(folder / "small.ipynb", **cell)
    notebook = nbformat.read(source, as_version=4)
    with pytest.raises(InputError) as refused:
        check_parameters(notebook, name=source.name, given=given)
    return refused.value


def test_what_the_notebook_declares_is_accepted(tmp_path: Path) -> None:
    source = write_notebook(tmp_path / "small.ipynb")

    check_parameters(
        nbformat.read(source, as_version=4), name=source.name, given=GIVEN.model_dump(mode="json")
    )


def test_a_misspelt_parameter_is_refused_with_the_nearest_name(tmp_path: Path) -> None:
    error = refusal(tmp_path, {"scenaro": "base"})

    (fault,) = error.faults
    assert (fault.file, fault.place, fault.column) == ("small.ipynb", "parameters", "scenaro")
    assert str(fault.remedy) == "Write scenario."


@pytest.mark.parametrize(
    ("parameter", "value"),
    [("seed", "444"), ("looks_back", 1), ("scenario", 3), ("seed", True)],
)
def test_a_mistyped_parameter_is_refused(tmp_path: Path, parameter: str, value: object) -> None:
    error = refusal(tmp_path, {parameter: value})

    assert [fault.column for fault in error.faults] == [parameter]
    assert error.faults[0].found == repr(value)


def test_every_wrong_parameter_is_told_at_once(tmp_path: Path) -> None:
    error = refusal(tmp_path, {"sed": 1, "lang": 2})

    assert {fault.column for fault in error.faults} == {"sed", "lang"}


def test_a_parameter_without_a_value_is_asked_for(tmp_path: Path) -> None:
    error = refusal(tmp_path, {}, parameters="seed: int\n")

    assert str(error.faults[0].remedy) == "Give seed a value."


@pytest.mark.parametrize("cell", ["seed: int = ", "seed: int = secret()", "seed: whole = 1"])
def test_an_unreadable_parameters_cell_is_refused(tmp_path: Path, cell: str) -> None:
    error = refusal(tmp_path, {}, parameters=cell)

    assert "cannot be read" in str(error.faults[0].problem)


def test_a_notebook_without_a_parameters_cell_is_refused() -> None:
    with pytest.raises(InputError) as refused:
        check_parameters(nbformat.v4.new_notebook(), name="empty.ipynb", given={})

    assert "no single cell" in str(refused.value.faults[0].problem)

"""The work of a refresh that runs side by side: first the questions, then the notebooks.

Every notebook asks what the others ask, so all answers are found once, ahead of them.
"""

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import BrokenExecutor, ProcessPoolExecutor, as_completed
from multiprocessing import get_context, parent_process
from multiprocessing.process import BaseProcess
from pathlib import Path
from threading import Thread
from typing import TypeVar

from forecast.answers.replacement import AskedRecord
from forecast.errors import InputError, message
from forecast.record.knowledge import Record
from forecast.record.known import know
from forecast.run.edition import Edition
from forecast.run.notebooks import NotebookRun, RunOutcome, run_notebook
from forecast.run.progress import Watch
from forecast.run.questions import Question, ask_one

Task = TypeVar("Task")
Result = TypeVar("Result")


def ask_ahead(
    editions: Sequence[Edition],
    *,
    compared: Iterable[AskedRecord],
    keep: Path,
    workers: int,
    watch: Watch,
) -> None:
    """Keep the answer of every edition and the odds of every other scenario of its dataset.

    What cannot be answered here is left to the notebook that asks it, which fails in its place.

    Parameters
    ----------
    compared
        Records and seeds of which the headline is kept, for what changed since the last brief.
    """
    questions = [
        Question(record=record, seed=edition.seed, what="ask" if full else "odds", keep=keep)
        for edition in editions
        for record, full in _questions(edition)
    ] + [
        Question(record=record, seed=seed, what="headline", keep=keep) for record, seed in compared
    ]
    with watch.stage(message("Answering the questions"), total=len(questions)):
        try:
            for name in side_by_side(ask_one, questions, workers=workers):
                watch.step(name)
        except BrokenExecutor:
            return


def _questions(edition: Edition) -> Iterator[tuple[Record, bool]]:
    """What is known under each scenario, and whether its full answer is wanted."""
    yield edition.record, True
    for scenario in edition.dataset.scenarios:
        if scenario != edition.record.scenario:
            try:
                yield know(edition.dataset, as_of=edition.record.as_of, scenario=scenario), False
            except InputError:
                continue


def run_all(runs: Sequence[NotebookRun], *, workers: int, watch: Watch) -> list[RunOutcome]:
    """Run every notebook; a worker that dies fails what it has not returned."""
    waiting = {run.executed: run for run in runs}
    ended: list[RunOutcome] = []
    with watch.stage(message("Running notebooks"), total=len(runs)):
        try:
            for outcome in side_by_side(run_notebook, runs, workers=workers):
                del waiting[outcome.run.executed]
                ended.append(outcome)
                told = outcome.run.parameters
                watch.step(f"{told.dataset} {told.as_of} {told.scenario}: {_name(outcome)}")
        except BrokenExecutor:
            lost = message("A worker process ended before its notebooks were done.")
            ended += [RunOutcome(run=run, failure=lost) for run in waiting.values()]
    return ended


def _name(outcome: RunOutcome) -> str:
    return outcome.run.executed.stem


def _end_with_parent() -> None:
    """Let this worker end when the refresh does, even if that was killed and can tell nobody."""
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)


def side_by_side(
    work: Callable[[Task], Result], tasks: Sequence[Task], *, workers: int
) -> Iterator[Result]:
    """Results in the order in which they are ready, from fresh processes; one worker needs none.

    The standard pool, not loky: loky replaces a worker whose memory has grown, as that of every
    simulation does, and says so in a warning from a thread that then cannot fail.

    Raises
    ------
    BrokenExecutor
        If a process ends before its task is done.
    """
    if workers == 1:
        yield from map(work, tasks)
        return
    with ProcessPoolExecutor(
        max_workers=workers, mp_context=get_context("spawn"), initializer=_end_with_parent
    ) as pool:
        try:
            for ready in as_completed([pool.submit(work, task) for task in tasks]):
                yield ready.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

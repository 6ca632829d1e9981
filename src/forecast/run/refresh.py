"""The unattended refresh: every dataset, scenario, language and notebook, checked and published.

Everything that can be refused is refused before anything runs and before the reports folder is
touched. After that each edition stands alone: one that fails leaves the others published.
"""

import datetime as dt
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory

import nbformat

from forecast.answers.changes import Changes
from forecast.errors import Fault, ForecastError, InputError, Message, PublicationError, message
from forecast.present.remembered import ask, keeping
from forecast.present.sentences import conclusion
from forecast.record.dataset import load_dataset
from forecast.record.known import know
from forecast.run.edition import (
    BRIEF_NOTEBOOK,
    HISTORY,
    Edition,
    all_languages,
    complete,
    edition_name,
    keep_reason,
    looks_back,
    prepare_runs,
    require_success,
)
from forecast.run.history import Past, find_past, write_history
from forecast.run.inputs import copy_inputs
from forecast.run.jobs import ask_ahead, run_all
from forecast.run.notebooks import RunOutcome
from forecast.run.parameters import check_parameters
from forecast.run.progress import Watch
from forecast.run.publish import discard, only_refresh, publish, recover, stage
from forecast.run.shelf import rebuild_shelf

LIMIT_SECONDS = 600.0
"""Longest run of one notebook [seconds]: a hundred times what it needs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshRequest:
    """What is to be refreshed and where."""

    datasets: tuple[Path, ...]
    scenarios: tuple[str, ...]
    as_of: dt.date | None
    languages: tuple[str, ...]
    seed: int
    reports: Path
    notebooks: Path
    workers: int
    today: dt.date
    """The only clock of a run, read at the command line."""

    draft: bool = False
    """What is published is not yet decided on, and says so."""

    limit_seconds: float = LIMIT_SECONDS


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An edition that stands in its place."""

    edition: Edition
    changed: bool
    """False when the published edition already was the same, byte for byte."""

    lead: tuple[Message, ...]
    """The first paragraph of the brief, sentence by sentence."""

    @property
    def briefs(self) -> tuple[Path, ...]:
        """The brief of each language."""
        return tuple(self.edition.target / f"brief.{lang}.html" for lang in self.edition.languages)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failed:
    """An edition that was not published; what stood in its place still does."""

    edition: Edition
    reason: Message


def refresh(request: RefreshRequest, *, watch: Watch) -> tuple[Published | Failed, ...]:
    """Make and publish every edition asked for.

    Raises
    ------
    InputError
        If any dataset, scenario or notebook is not as it must be; nothing has run then.
    BusyError
        If another refresh is writing to the same reports folder.
    PublicationError
        If the reports folder cannot be written to.
    """
    notebooks = find_notebooks(request.notebooks)
    with TemporaryDirectory(prefix="forecast-refresh-") as private:
        inputs, keep = Path(private, "inputs"), Path(private, "answers")
        keep.mkdir()
        editions = plan_editions(request, private=inputs)
        for notebook in notebooks:
            _check_notebook(notebook, editions[0])
        try:
            with only_refresh(request.reports):
                for folder in {edition.target.parent for edition in editions}:
                    recover(folder)
                made = tuple(_make(editions, notebooks, request=request, keep=keep, watch=watch))
                rebuild_shelf(request.reports)
                return made
        except OSError as error:
            raise PublicationError(_unwritable(error)) from error


def find_notebooks(folder: Path) -> tuple[Path, ...]:
    """The notebooks in the order of their names.

    Raises
    ------
    InputError
        If the folder does not hold exactly one notebook of the brief.
    """
    notebooks = tuple(sorted(folder.glob("*.ipynb")))
    if sum(path.stem.endswith(BRIEF_NOTEBOOK) for path in notebooks) != 1:
        raise InputError(
            [
                Fault(
                    file="--notebooks",
                    found=str(folder),
                    problem=message("This folder does not hold the notebook of the brief."),
                    remedy=message(
                        "Run the command in the project folder, or name the folder that holds"
                        " {name}.",
                        name=f"…{BRIEF_NOTEBOOK}.ipynb",
                    ),
                )
            ]
        )
    return notebooks


def _check_notebook(path: Path, edition: Edition) -> None:
    given = edition.parameters(edition.languages[0]).model_dump(mode="json")
    check_parameters(nbformat.read(path, as_version=4), name=path.name, given=given)


def plan_editions(request: RefreshRequest, *, private: Path) -> list[Edition]:
    """Read every dataset once, into ``private``, and cut it for every scenario.

    Raises
    ------
    InputError
        With the faults of all datasets and scenarios.
    """
    faults: list[Fault] = []
    editions: list[Edition] = []
    for folder in request.datasets:
        try:
            editions += _editions_of(folder, request=request, private=private)
        except InputError as error:
            several = len(request.datasets) > 1
            prefix = f"{folder.name}/" if several else ""
            faults += [replace(fault, file=prefix + fault.file) for fault in error.faults]
    if faults:
        raise InputError(faults)
    return editions


def _editions_of(folder: Path, *, request: RefreshRequest, private: Path) -> list[Edition]:
    """The editions of one dataset, one for each scenario."""
    inputs = copy_inputs(folder, into=private)
    dataset = load_dataset(inputs)
    records = [
        know(dataset, as_of=request.as_of, scenario=scenario) for scenario in request.scenarios
    ]
    targets = [request.reports / inputs.name / edition_name(record) for record in records]
    return [
        Edition(
            record=record,
            dataset=dataset,
            inputs=inputs,
            target=target,
            languages=all_languages(request.languages, target=target),
            seed=request.seed,
            looks_back=looks_back(record, today=request.today),
            draft=request.draft,
        )
        for record, target in zip(records, targets, strict=True)
    ]


def _make(
    editions: Sequence[Edition],
    notebooks: Sequence[Path],
    *,
    request: RefreshRequest,
    keep: Path,
    watch: Watch,
) -> Iterator[Published | Failed]:
    """Find all answers, run all notebooks, then publish edition after edition."""
    pasts = [find_past(edition, note=watch.note) for edition in editions]
    compared = [asked for past in pasts for asked in past.questions]
    ask_ahead(editions, compared=compared, keep=keep, workers=request.workers, watch=watch)
    stagings = [stage(edition.target) for edition in editions]
    with keeping(keep):
        for edition, past, staging in zip(editions, pasts, stagings, strict=True):
            changes = _changes(past, edition)
            write_history(past, changes=changes, folder=staging / HISTORY)
    runs = [
        prepare_runs(
            edition,
            staging=staging,
            notebooks=notebooks,
            keep=keep,
            limit_seconds=request.limit_seconds,
        )
        for edition, staging in zip(editions, stagings, strict=True)
    ]
    outcomes = run_all([run for own in runs for run in own], workers=request.workers, watch=watch)
    with keeping(keep):
        for edition, staging in zip(editions, stagings, strict=True):
            own = [one for one in outcomes if one.run.executed.is_relative_to(staging)]
            yield _finish(edition, staging=staging, outcomes=own)


def _changes(past: Past, edition: Edition) -> Changes | None:
    """What moved since the last brief; none where there is no answer, and so no edition either."""
    try:
        return past.changes(ask(edition.record, seed=edition.seed, audit=True))
    except ForecastError:
        return None


def _finish(
    edition: Edition, *, staging: Path, outcomes: Sequence[RunOutcome]
) -> Published | Failed:
    """Publish one edition, or say why not and leave the last good one."""
    try:
        require_success(edition, outcomes)
        answer = ask(edition.record, seed=edition.seed, audit=True)
        complete(edition, staging=staging, answer=answer)
        changed = publish(staging, edition.target)
    except ForecastError as error:
        return _not_published(edition, error.text, staging=staging)
    except OSError as error:
        return _not_published(edition, _unwritable(error), staging=staging)
    return Published(edition=edition, changed=changed, lead=conclusion(answer))


def _not_published(edition: Edition, reason: Message, *, staging: Path) -> Failed:
    """Throw away what was made, and leave word of it where that can be written."""
    discard(staging)
    with suppress(OSError):
        keep_reason(edition, reason)
    return Failed(edition=edition, reason=reason)


def _unwritable(error: OSError) -> Message:
    return message("A file could not be written: {detail}", detail=str(error))

"""Publication in one step: a reader finds the last good edition or the new one, never a mixture.

An edition is built in ``.staging-<edition>`` beside its place, becomes ``.ready-<edition>`` once it
is whole, and takes the place of the old one by renaming. A run that was interrupted anywhere is
carried to its end, or undone, by `recover` at the next start: whatever is ready is published,
whatever is only staged is thrown away.
"""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from forecast.errors import BusyError, PublicationError, message
from forecast.run.manifest import MANIFEST, is_whole
from forecast.run.pointer import point_to_newest

STAGING, READY, OLD = ".staging-", ".ready-", ".old-"


@contextmanager
def only_refresh(reports: Path) -> Iterator[None]:
    """Hold the one refresh of ``reports``; the system lets go of it if the process dies.

    Raises
    ------
    BusyError
        At once, if another refresh holds it.
    """
    reports.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(reports / ".lock", timeout=0):
            yield
    except Timeout as error:
        raise BusyError(
            message(
                "Another refresh is writing to {folder}. Wait until it has finished.",
                folder=str(reports),
            )
        ) from error


def stage(target: Path) -> Path:
    """An empty folder beside ``target``, on the same file system, to build its next edition in."""
    staging = target.with_name(STAGING + target.name)
    discard(staging)
    staging.mkdir(parents=True)
    return staging


def publish(staging: Path, target: Path) -> bool:
    """Put the finished edition in ``staging`` in the place of ``target``.

    Returns
    -------
    bool
        Whether anything changed: an edition equal to the published one, byte for byte, leaves
        that untouched.

    Raises
    ------
    PublicationError
        If the edition is not whole or cannot take its place; ``target`` is then as it was.
    """
    if not is_whole(staging):
        raise PublicationError(
            message("The files of {edition} do not match their list.", edition=target.name)
        )
    same = _text(staging) == _text(target) and is_whole(target)
    if same:
        discard(staging)
    else:
        _settle(staging)
        ready = target.with_name(READY + target.name)
        discard(ready)
        staging.rename(ready)
        _take_place(ready, target)
    point_to_newest(target.parent)
    return not same


def recover(dataset_reports: Path) -> None:
    """Finish or undo what an interrupted run left in the reports of one dataset."""
    if not dataset_reports.is_dir():
        return
    for staging in dataset_reports.glob(STAGING + "*"):
        discard(staging)
    for old in dataset_reports.glob(OLD + "*"):
        _tidy_old(old, dataset_reports / old.name.removeprefix(OLD))
    for ready in dataset_reports.glob(READY + "*"):
        if is_whole(ready):
            _take_place(ready, dataset_reports / ready.name.removeprefix(READY))
        else:
            discard(ready)
    point_to_newest(dataset_reports)


def _tidy_old(old: Path, target: Path) -> None:
    """Put an edition that was moved aside back, unless its successor has arrived."""
    if target.exists():
        discard(old)
    else:
        old.rename(target)


def _take_place(ready: Path, target: Path) -> None:
    """Swap by two renames; a failure of the second is undone at once."""
    old = target.with_name(OLD + target.name)
    discard(old)
    try:
        if target.exists():
            target.rename(old)
        try:
            ready.rename(target)
        except OSError:
            if old.exists():
                old.rename(target)
            raise
    except OSError as error:
        raise PublicationError(
            message(
                "{edition} could not take the place of the last one: {detail}. Close its files"
                " and run again.",
                edition=target.name,
                detail=str(error.strerror or error),
            )
        ) from error
    discard(old)


def _text(folder: Path) -> bytes | None:
    try:
        return (folder / MANIFEST).read_bytes()
    except OSError:
        return None


def _settle(folder: Path) -> None:
    """Have the system write every file to disk before it may replace a good one."""
    for path in folder.rglob("*"):
        if path.is_file():
            with path.open("r+b") as file:
                os.fsync(file.fileno())


def discard(folder: Path) -> None:
    """Remove a folder if it is there; a file somebody holds open is left for the next start."""
    shutil.rmtree(folder, ignore_errors=True)

"""An import carried out whole or not at all: built aside, checked, then put in place by renaming.

What it replaces is kept under ``.backup`` in the dataset folder. A run that was cut off between two
renames is finished or undone by the next.
"""

import datetime as dt
import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from forecast.errors import BusyError, message
from forecast.record.faults import refused
from forecast.record.folders import RECORD

BACKUP = ".backup"
_STAGED, _LOCK = ".import", ".import.lock"


@contextmanager
def only_import(folder: Path) -> Iterator[None]:
    """Hold a dataset folder for one import.

    Raises
    ------
    BusyError
        If another import is writing to it.
    """
    lock = FileLock(folder / _LOCK)
    try:
        with lock.acquire(timeout=0):
            recover(folder)
            yield
    except Timeout as error:
        raise BusyError(message("Another import is writing to this dataset.")) from error


def stage(folder: Path, changed: Mapping[str, str]) -> Path:
    """A copy of the dataset with some files changed, in a hidden folder within it.

    Parameters
    ----------
    changed
        New text of each file, by its path relative to the dataset folder.
    """
    staged = folder / _STAGED / folder.name
    shutil.rmtree(staged.parent, ignore_errors=True)
    shutil.copytree(folder, staged, ignore=shutil.ignore_patterns(".*"))
    for file, text in changed.items():
        path = staged / file
        path.parent.mkdir(parents=True, exist_ok=True)
        _write(path, text)
    return staged


def discard(folder: Path) -> None:
    """Throw a staged copy away."""
    shutil.rmtree(folder / _STAGED, ignore_errors=True)


def commit(folder: Path, changed: Mapping[str, str], *, at: dt.datetime) -> Path:
    """Put the staged files in place; gives the folder that holds what they replaced.

    Files outside the record's folder go first, each by one renaming; the record's folder is swapped
    as a whole.

    Raises
    ------
    InputError
        If the disk refuses; then everything is as it was.
    """
    staged = folder / _STAGED / folder.name
    statements = [file for file in changed if not file.startswith(f"{RECORD}/")]
    backup = _backup(folder, at)
    try:
        for file in statements:
            shutil.copy2(folder / file, backup / file)
            (staged / file).replace(folder / file)
        if len(statements) < len(changed):
            (folder / RECORD).rename(backup / RECORD)
            (staged / RECORD).rename(folder / RECORD)
    except OSError as error:
        _roll_back(folder, backup)
        raise refused(
            folder.name,
            problem=message("The dataset folder cannot be written; everything is as it was."),
            remedy=message("Allow it to be written, free some space, and import again."),
        ) from error
    _flush(folder)
    discard(folder)
    return backup


def _roll_back(folder: Path, backup: Path) -> None:
    """Put back what was replaced."""
    for kept in backup.iterdir():
        if kept.name != RECORD:
            kept.replace(folder / kept.name)
        elif not (folder / RECORD).exists():
            kept.rename(folder / RECORD)
    shutil.rmtree(backup, ignore_errors=True)
    discard(folder)


def recover(folder: Path) -> None:
    """Finish or undo an import that was cut off."""
    record, staged = folder / RECORD, folder / _STAGED / folder.name / RECORD
    if not record.exists():
        if staged.exists():
            staged.rename(record)
        else:
            kept = sorted((folder / BACKUP).glob(f"*/{RECORD}"))
            if kept:
                shutil.copytree(kept[-1], record)
    discard(folder)


def _backup(folder: Path, at: dt.datetime) -> Path:
    """A new folder for what is replaced, named by the time."""
    number, stem = 1, at.strftime("%Y-%m-%dT%H%M%S")
    backup = folder / BACKUP / stem
    while backup.exists():
        number += 1
        backup = folder / BACKUP / f"{stem}-{number}"
    backup.mkdir(parents=True)
    return backup


def _write(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _flush(folder: Path) -> None:
    """Let the renames reach the disk; not every system can open a folder."""
    try:
        handle = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(handle)
    finally:
        os.close(handle)

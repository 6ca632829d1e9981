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
    """
    staged = folder / _STAGED / folder.name
    backup = _backup(folder, at)
    for file in changed:
        if not file.startswith(f"{RECORD}/"):
            if (folder / file).exists():
                shutil.copy2(folder / file, backup / Path(file).name)
            (staged / file).replace(folder / file)
    if any(file.startswith(f"{RECORD}/") for file in changed):
        (folder / RECORD).rename(backup / RECORD)
        (staged / RECORD).rename(folder / RECORD)
    _flush(folder)
    discard(folder)
    return backup


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

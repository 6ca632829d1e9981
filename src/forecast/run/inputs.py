"""The inputs of a run, read once: a private copy that nobody can change under it."""

import filecmp
import shutil
from pathlib import Path

from forecast.errors import Fault, InputError, message
from forecast.record.folders import QUESTIONS

READ = ("*.toml", "scenarios/*.toml", "record/*.csv")
"""The files a dataset folder is read from."""


def copy_inputs(folder: Path, *, into: Path) -> Path:
    """Copy what is read of the dataset in ``folder`` to a folder of the same name in ``into``.

    Raises
    ------
    InputError
        If a file changes while it is copied: a half-saved table must not be read.
    """
    copy = into / folder.resolve().name
    found = (path for pattern in READ for path in folder.glob(pattern) if path.is_file())
    files = sorted(path for path in found if not path.name.endswith(QUESTIONS))
    for path in files:
        target = copy / path.relative_to(folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)
    changed = [path for path in files if not _same(path, copy / path.relative_to(folder))]
    if changed:
        raise InputError([_changed(path.relative_to(folder).as_posix()) for path in changed])
    return copy


def _same(path: Path, copy: Path) -> bool:
    try:
        return filecmp.cmp(path, copy, shallow=False)
    except FileNotFoundError:
        return False


def _changed(file: str) -> Fault:
    return Fault(
        file=file,
        problem=message("The file changed while it was being read."),
        remedy=message("Save and close it, then run again."),
    )

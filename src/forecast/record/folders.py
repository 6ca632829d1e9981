"""Where datasets live, what may stand in one, and names that cannot leave their folder."""

import os
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

from forecast.errors import Fault, Message, message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.faults import known_names, listed, nearest, refused, shorten

FEDERATION = "federation.toml"
TARGETS = "targets.toml"
ASSUMPTIONS = "assumptions.toml"
EVENTS = "events.toml"
SCENARIOS = "scenarios"
RECORD = "record"
FACTS = "record/facts.csv"
MOVEMENTS = "record/movements.csv"
ROSTER = "record/roster.csv"
FIRMS = "record/firms.csv"
RATINGS = "record/ratings.csv"
INDICATORS = "record/indicators.csv"
RENAMINGS = "record/renamings.csv"
TABLES = ("facts", "movements", "roster", "firms", "ratings", "indicators", "renamings")
"""Tables a record may hold; only the first is required."""

_FILES = (FEDERATION, TARGETS, ASSUMPTIONS, EVENTS)
_NAME = re.compile(r"[a-z0-9-]+")
MARKED, QUESTIONS = ".loi.xlsx", ".doi-chieu.csv"
"""Endings of what an import leaves beside a spreadsheet: marked cells, questions about names."""

_PROSE = re.compile(
    r"(?i)(readme|sources)\.md|licen[cs]e.*|[.~].*"
    rf"|.*({re.escape(MARKED)}|{re.escape(QUESTIONS)})"
)
"""Files a folder may hold besides: notes for people, what editors and imports leave behind."""


def is_name(name: str) -> bool:
    """Whether ``name`` can name a dataset or a scenario.

    Examples
    --------
    >>> is_name("gia-lam"), is_name("../gia-lam")
    (True, False)
    """
    return _NAME.fullmatch(name) is not None


def plain_name(name: str) -> str:
    """The nearest name made of a-z, 0-9 and hyphens.

    Examples
    --------
    >>> plain_name("Đông Anh")
    'dong-anh'
    """
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    ascii_only = letters.encode("ascii", errors="ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_only).strip("-")


def find_dataset(name_or_path: str, *, data: Path) -> Path:
    """The folder of a dataset, given by its name under ``data`` or by its path.

    Raises
    ------
    InputError
        If there is no such folder; the refusal lists the datasets of ``data``.
    """
    if is_name(name_or_path) and _is_folder(data / name_or_path):
        return data / name_or_path
    separators = [separator for separator in ("/", os.sep, os.altsep) if separator]
    is_path = name_or_path == "." or any(s in name_or_path for s in separators)
    if is_path and _is_folder(Path(name_or_path)):
        return Path(name_or_path)
    known = sorted(path.parent.name for path in data.glob(f"*/{FEDERATION}"))
    raise refused(
        "DATASET",
        found=name_or_path,
        problem=message("There is no dataset of this name or path."),
        remedy=known_names(name_or_path, known),
    )


def _is_folder(path: Path) -> bool:
    # A name the file system cannot hold is the name of no folder.
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def require_folder(folder: Path) -> None:
    """Refuse what is not a folder, or has a name that reports and links could not carry.

    Raises
    ------
    InputError
        If ``folder`` is no folder, or its name holds more than a-z, 0-9 and hyphens.
    """
    if not folder.is_dir():
        raise refused(
            "DATASET",
            found=folder.name,
            problem=message("There is no dataset of this name or path."),
            remedy=message("Give a folder that holds {file}.", file=FEDERATION),
        )
    if not is_name(folder.name):
        raise refused(
            "DATASET",
            found=folder.name,
            problem=_NOT_A_PLAIN_NAME,
            remedy=message("Rename it, such as {name}.", name=plain_name(folder.name) or "gia-lam"),
        )


def scenario_files(folder: Path) -> dict[str, Path]:
    """The scenario files of a dataset by the scenario's name, those with plain names only."""
    files = sorted((folder / SCENARIOS).glob("*.toml"))
    return {path.stem: path for path in files if is_name(path.stem)}


def tables_present(folder: Path) -> tuple[str, ...]:
    """Names of the record tables of a dataset, sorted."""
    stems = (path.stem for path in (folder / RECORD).glob("*.csv"))
    return tuple(sorted(stem for stem in stems if stem in TABLES))


def stray_faults(folder: Path) -> Iterator[Fault]:
    """A fault for every file that would be passed over in silence."""
    for path in _visible(folder):
        likely = nearest(path.name.lower(), (SCENARIOS, RECORD)) if path.is_dir() else None
        if likely and path.name != likely:
            yield _stray(path.name, *advice.unknown_name(path.name, known=(SCENARIOS, RECORD)))
        elif path.suffix.lower() in (".toml", ".csv") and path.name not in _FILES:
            yield _stray(path.name, *advice.unknown_name(path.name, known=_FILES))
    for path in _visible(folder / SCENARIOS):
        if path.suffix != ".toml" or not is_name(path.stem):
            remedy = message("Rename it, such as {name}.", name=f"{plain_name(path.stem)}.toml")
            yield _stray(f"{SCENARIOS}/{path.name}", _NOT_A_PLAIN_NAME, remedy)
    for path in _visible(folder / RECORD):
        if path.suffix != ".csv" or path.stem not in TABLES:
            yield _stray(f"{RECORD}/{path.name}", *_NOT_A_TABLE)


def _visible(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(path for path in folder.iterdir() if not _PROSE.fullmatch(path.name))


def _stray(file: str, problem: Message, remedy: Message) -> Fault:
    found = shorten(file.rsplit("/", 1)[-1])
    return Fault(file=file, found=found, problem=problem, remedy=remedy)


_NOT_A_PLAIN_NAME = message("The name may hold only a–z, 0–9 and hyphens.")
_NOT_A_TABLE: Advice = (
    message("This is not a table that is read."),
    message("Remove it or rename it; known tables: {known}.", known=listed(TABLES)),
)

"""The dirty workbooks of the illustrative district, and a dataset to import them into."""

import csv
import datetime as dt
import importlib
import re
import shutil
import sys
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Protocol

from forecast.errors import Fault, InputError
from forecast.record.intake.importing import ImportPlan, ImportRequest, import_file

DATA = Path(__file__).parents[3] / "data"
DISTRICT = DATA / "demo-district"
AT = dt.datetime(2023, 1, 5, 9, 30, tzinfo=dt.UTC)

sys.path.append(str(DATA))  # the workbooks are made by a script, not by the package
made: Any = importlib.import_module("demo_workbooks")
spelling: Any = importlib.import_module("demo_workbooks.spelling")
small: Any = importlib.import_module("demo_workbooks.small_lists")
sheets: Any = importlib.import_module("demo_workbooks.sheets")
formats: Any = importlib.import_module("demo_workbooks.formats")

Row = Mapping[str, str]


class Book(Protocol):
    """A dirty file and what must come out of it, as ``demo_workbooks.sheets`` says."""

    name: str
    content: bytes
    layout: str
    table: str
    date: dt.date | None
    rows: tuple[Mapping[str, Any], ...]
    may: tuple[Mapping[str, Any], ...]
    told: str
    totals: Mapping[str, int]
    wrong: str
    place: str


def dataset(folder: Path, *tables: str) -> Path:
    """The district with one fact and the tables named."""
    shutil.copytree(DISTRICT, folder, ignore=shutil.ignore_patterns("*.csv"))
    (folder / "record").mkdir(exist_ok=True)
    header, first, *_ = (DISTRICT / "record/facts.csv").read_text(encoding="utf-8").splitlines()
    (folder / "record/facts.csv").write_text(f"{header}\n{first}\n", encoding="utf-8")
    for table in tables:
        shutil.copy(DISTRICT / f"record/{table}.csv", folder / f"record/{table}.csv")
    return folder


def imported(path: Path, folder: Path, *, date: dt.date | None, write: bool = True) -> ImportPlan:
    """The import of one file, its list being of a date."""
    return import_file(ImportRequest(path=path, folder=folder, at=AT, date=date), write=write)


def refusal(path: Path, folder: Path, *, date: dt.date | None) -> tuple[Fault, ...]:
    """The faults for which a file is refused; none if it is not."""
    try:
        return imported(path, folder, date=date).faults
    except InputError as error:
        return error.faults


def stored(folder: Path, table: str) -> list[Row]:
    """The rows of a table, as text."""
    path = folder / f"record/{table}.csv"
    if not path.exists():
        return []
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def content(folder: Path) -> dict[str, bytes]:
    """Every file of a dataset that is not hidden, with its bytes."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
    }


def written(folder: Path) -> str:
    """All text below a dataset folder, hidden files included."""
    texts = (path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file())
    return unicodedata.normalize("NFC", "\n".join(t.decode("utf-8", "replace") for t in texts))


def same_union(name: str) -> str:
    """What all spellings of one union's name have in common."""
    words = " ".join(re.findall(r"[a-z0-9]+", str(spelling.bare(name)).lower()))
    words = re.sub(r"^(cdcs|cong doan co so|cd co so) ", "", words)
    return words.replace("cty", "cong ty")

"""A TOML file read under its contract: its content, its faults, and the line of each.

An entry of a list that breaks its contract is set aside, so that the others can still be compared
with the rest of the dataset and all faults of all files are told at once.
"""

import datetime as dt
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from forecast.errors import Fault, InputError, Message, message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.dates import in_reach
from forecast.record.faults import shorten
from forecast.record.files import read_text
from forecast.record.refusals import refusal
from forecast.record.toml_places import Location, Places, find_places

C = TypeVar("C", bound=BaseModel)

_AT = re.compile(r"^(.*) \(at (?:line (\d+), column \d+|end of document)\)$", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class TomlFile(Generic[C]):
    """What was read of one file."""

    file: str
    """Name the faults give it: a path relative to the dataset folder, or an option."""

    content: C | None = None
    """The sound part of the file; ``None`` when no part of it can stand alone."""

    faults: tuple[Fault, ...] = ()
    places: Places = field(default_factory=Places)
    kept: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    """Positions in the file of the entries of ``content``, by list."""

    def fault(self, location: Location, *, found: object = "", said: Advice) -> Fault:
        """A fault at one entry of this file."""
        problem, remedy = said
        return Fault(
            file=self.file,
            place=self.places.line_of(location),
            column=_column(location),
            found=_as_written(found),
            problem=problem,
            remedy=remedy,
        )

    def entries(self, name: str) -> Iterator[tuple[int, Any]]:
        """The sound entries of one list, each with its position in the file."""
        if self.content is not None:
            entries = getattr(self.content, name)
            yield from zip(self.kept.get(name, range(len(entries))), entries, strict=True)


def read_toml(path: Path, *, file: str, contract: type[C]) -> TomlFile[C]:
    """Read ``path`` under ``contract``; what is wrong stands in the result's ``faults``."""
    try:
        text = read_text(path, file=file)
        raw = _parsed(text, file=file)
    except InputError as error:
        return TomlFile(file=file, faults=error.faults)
    return check_toml(raw, file=file, contract=contract, places=find_places(text))


def check_toml(
    raw: Mapping[str, Any], *, file: str, contract: type[C], places: Places
) -> TomlFile[C]:
    """Hold values against ``contract``, keeping the sound entries of every list."""
    content, errors = _validated(raw, contract=contract)
    sound, kept = _without(raw, errors)
    if errors:
        content, _ = _validated(sound, contract=contract)
    blank: TomlFile[C] = TomlFile(file=file, places=places)
    refusals = [refusal(error, contract=contract) for error in errors]
    faults = [
        blank.fault(refused.location, found=refused.found, said=refused.advice)
        for refused in refusals
        if refused is not None
    ]
    faults += [
        blank.fault(location, found=day, said=advice.out_of_reach(day))
        for location, day in _dates(raw)
        if not in_reach(day)
    ]
    return TomlFile(file=file, content=content, faults=tuple(faults), places=places, kept=kept)


def _validated(raw: Mapping[str, Any], *, contract: type[C]) -> tuple[C | None, list[ErrorDetails]]:
    # The JSON rules are strict about kinds (no text or truth value for a number, no number for a
    # date) and still take a list for a tuple, which strict Python rules do not.
    try:
        text = json.dumps(raw, default=str)
        return contract.model_validate_json(text, strict=True), []
    except ValidationError as error:
        return None, error.errors(include_url=False)


def _without(
    raw: Mapping[str, Any], errors: list[ErrorDetails]
) -> tuple[dict[str, Any], dict[str, tuple[int, ...]]]:
    """The values without refused entries of lists and unknown names, and what was kept."""
    bad = {tuple(error["loc"][:2]) for error in errors}
    unknown = {e["loc"][0] for e in errors if e["type"] == "extra_forbidden" and len(e["loc"]) == 1}
    sound = {key: value for key, value in raw.items() if key not in unknown}
    kept: dict[str, tuple[int, ...]] = {}
    for key, value in sound.items():
        if isinstance(value, list):
            kept[key] = tuple(i for i in range(len(value)) if (key, i) not in bad)
            sound[key] = [value[i] for i in kept[key]]
    return sound, kept


def _dates(raw: object, location: tuple[str | int, ...] = ()) -> Iterator[tuple[Location, dt.date]]:
    if isinstance(raw, Mapping):
        for key, value in raw.items():
            yield from _dates(value, (*location, key))
    elif isinstance(raw, list):
        for position, value in enumerate(raw):
            yield from _dates(value, (*location, position))
    elif isinstance(raw, dt.date):
        yield location, raw


def _column(location: Location) -> str:
    keys = [str(part) for part in location if isinstance(part, str)]
    in_list = any(isinstance(part, int) for part in location)
    return ".".join(keys[1:] if in_list and len(keys) > 1 else keys)


def _as_written(found: object) -> str:
    if isinstance(found, str | dt.date):
        return shorten(found)
    return shorten(json.dumps(found, ensure_ascii=False, default=str))


def _parsed(text: str, *, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except (ValueError, RecursionError) as error:
        raise InputError([_broken(text, file=file, reason=str(error))]) from error


def _broken(text: str, *, file: str, reason: str) -> Fault:
    lines = text.splitlines() or [""]
    at = _AT.match(reason)
    line = int(at[2]) if at and at[2] else len(lines)
    said = at[1] if at else ""
    problem, remedy = next(
        (advised for start, advised in _BROKEN if said.startswith(start)), _NOT_TOML
    )
    found = shorten(lines[min(line, len(lines)) - 1])
    return Fault(file=file, place=str(line), found=found, problem=problem, remedy=remedy)


_VALUES: Message = message(
    'Write text in "quotes", dates as 2023-12-31 and numbers as 0.05, one entry to a line.'
)
_NOT_TOML: Advice = (message("This line cannot be read as TOML."), _VALUES)
_OPEN: Advice = (
    message("A text, list or table is opened here and not closed."),
    message("Close it with the mark that belongs to it."),
)
_BROKEN: tuple[tuple[str, Advice], ...] = (
    (
        "Invalid date",
        (message("There is no such day."), message("Write year-month-day, such as 2023-12-31.")),
    ),
    ("Invalid value", (message("This is not a value that can be read."), _VALUES)),
    ("Expected newline", (message("Something follows the value on this line."), _VALUES)),
    (
        "Cannot",
        (
            message("This name was already given a value or a table above."),
            message("Keep one of the two."),
        ),
    ),
    (
        "Expected '='",
        (message("A name stands here without a value."), message("Write name = value.")),
    ),
    ("Un", _OPEN),
    ("Illegal character", _OPEN),
)

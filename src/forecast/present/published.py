"""What earlier editions said, read back from what they published, and how it is kept in new ones.

An edition keeps two files in its folder ``history/``: what moved since the last brief, and what
earlier editions forecast.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from forecast.answers.changes import Changes

CHANGES = "changes.json"
FORECASTS = "forecasts.json"
SCHEMA = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierForecast:
    """Members by month as an earlier edition forecast them."""

    as_of: date
    """What was known when it was forecast."""

    dates: tuple[date, ...]
    low: tuple[float, ...]
    """10th percentile on each date [members]."""

    middle: tuple[float, ...]
    """Median on each date [members]."""

    high: tuple[float, ...]
    """90th percentile on each date [members]."""

    made_later: bool = False
    """It looks back: it was made when the next count was already due, from what was known before
    it."""


def changes_text(changes: Changes | None) -> str:
    """What ``changes.json`` holds; ``None`` where no brief came before."""
    content = {"baseline": None} if changes is None else _CHANGES.dump_python(changes, mode="json")
    return _text({"schema": SCHEMA, **content})


def forecasts_text(forecasts: Sequence[EarlierForecast]) -> str:
    """What ``forecasts.json`` holds."""
    content = _FORECASTS.dump_python(tuple(forecasts), mode="json")
    return _text({"schema": SCHEMA, "forecasts": content})


def read_changes(history: Path) -> Changes | None:
    """What moved since the last brief, as an edition keeps it; ``None`` where none came before.

    Raises
    ------
    OSError, ValueError
        If the file is missing or is none of ours.
    """
    found = _object(history / CHANGES)
    return None if found.get("baseline", {}) is None else _CHANGES.validate_python(found)


def read_forecasts(history: Path) -> tuple[EarlierForecast, ...]:
    """What earlier editions forecast, oldest first, as an edition keeps it.

    Raises
    ------
    OSError, ValueError
        If the file is missing or is none of ours.
    """
    return _FORECASTS.validate_python(_object(history / FORECASTS).get("forecasts"))


_CHANGES = TypeAdapter(Changes)
_FORECASTS = TypeAdapter(tuple[EarlierForecast, ...])


def _object(path: Path) -> dict[str, Any]:
    found = json.loads(path.read_text(encoding="utf-8"))
    if not isinstance(found, dict) or found.get("schema") != SCHEMA:
        raise ValueError(f"{path.name} is not of schema {SCHEMA}")
    return found


def _text(content: dict[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False) + "\n"

"""What earlier editions said, read back from what they published, and how it is kept in new ones.

An edition keeps two files in its folder ``history/``: what moved since the last brief, and what
earlier editions forecast. Of an ``answer.json`` only what is compared is read, so that an edition
of an older version stays readable as long as these keys keep their meaning.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ConfigDict, TypeAdapter

from forecast.answers.change_steps import Levels
from forecast.answers.changes import EVEN, Changes, Count, Promise
from forecast.answers.outcomes import Reading

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


class _Read(BaseModel):
    """A part of ``answer.json``; what is not named here is passed over."""

    model_config = ConfigDict(extra="ignore", frozen=True)


class PublishedTarget(_Read):
    """The odds of a target under one reading."""

    id: str
    reading: Reading
    due: date
    value: int
    tolerance: int
    probability: float | None


class PublishedNeed(_Read):
    """Fewest new unions a year for given odds."""

    target: str
    confidence: float
    per_year: int | None


class PublishedRate(_Read):
    """An assumption: 10th, 50th and 90th percentile [unit of the rate]."""

    key: str
    prior: tuple[float, float, float]


class PublishedRecord(_Read):
    """The count an answer rests on."""

    origin_date: date | None
    origin_members: int | None


class PublishedFan(_Read):
    """Members by month under one reading."""

    reading: Reading
    dates: tuple[date, ...]
    p10: tuple[int, ...]
    p50: tuple[int, ...]
    p90: tuple[int, ...]


class PublishedAnswer(_Read):
    """What is compared of an ``answer.json``."""

    targets: tuple[PublishedTarget, ...]
    new_unions: tuple[PublishedNeed, ...]
    record: PublishedRecord
    rates: tuple[PublishedRate, ...] = ()
    fans: tuple[PublishedFan, ...] = ()

    @property
    def levels(self) -> Levels:
        """The figures that are compared."""
        return Levels(
            odds={(one.id, one.reading): one.probability for one in self.targets},
            fewest={one.target: one.per_year for one in self.new_unions if one.confidence == EVEN},
        )

    @property
    def promises(self) -> dict[str, Promise]:
        """The membership targets by identifier."""
        return {
            one.id: Promise(value=one.value, tolerance=one.tolerance, due=one.due)
            for one in self.targets
        }

    @property
    def count(self) -> Count | None:
        """The newest total it rests on."""
        found = self.record
        if found.origin_date is None or found.origin_members is None:
            return None
        return Count(date=found.origin_date, members=found.origin_members)

    def forecast(self, *, as_of: date, made_later: bool) -> EarlierForecast | None:
        """The forecast under the reading that led its brief; ``None`` where it has none.

        The fan of the plan leads: without a plan's number it is that of the record's pace.
        """
        found = next((one for one in self.fans if one.reading == "plan"), None)
        if found is None:
            return None
        return EarlierForecast(
            as_of=as_of,
            dates=found.dates,
            low=found.p10,
            middle=found.p50,
            high=found.p90,
            made_later=made_later,
        )


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

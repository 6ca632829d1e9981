"""Published editions, read back: only sound ones, each with what it was asked and what it said."""

import hashlib
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from forecast.answers.changes import Baseline
from forecast.errors import Message, message
from forecast.present.published import EarlierForecast
from forecast.record.folders import is_name
from forecast.run.edition import ANSWER, BASE, HISTORY, edition_folder
from forecast.run.manifest import MANIFEST, is_whole
from forecast.run.published_answer import Manifest, PublishedAnswer

Note = Callable[[Message], None]
"""Tells whoever watches what was passed over."""

COMPARED = ("inputs/", ANSWER, f"{HISTORY}/")
"""What a comparison rests on. A notebook that was run again where it lies spoils none."""

_FOLDER = re.compile(r"(\d{4}-\d{2}-\d{2})(?:~(.+))?")


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierEdition:
    """A sound edition as it stands in the reports folder."""

    folder: Path
    baseline: Baseline
    looks_back: bool
    versions: dict[str, str]
    """Of the libraries that made it."""

    inputs: dict[str, str]
    """SHA-256 of its inputs, by path within the edition."""

    answer: PublishedAnswer

    @property
    def forecast(self) -> EarlierForecast | None:
        """Members by month as it forecast them; ``None`` where it says none."""
        return self.answer.forecast(as_of=self.baseline.as_of, made_later=self.looks_back)


def read_edition(folder: Path, *, note: Note) -> EarlierEdition | None:
    """The edition in ``folder``; ``None``, with a note, where it is not as it was published."""
    try:
        found = _read(folder) if is_whole(folder, of=COMPARED) else None
    except (OSError, ValueError):
        found = None
    if found is None:
        note(
            message(
                "The published edition {edition} is damaged; nothing is compared with it.",
                edition=f"{folder.parent.name} {folder.name}",
            )
        )
    return found


def _read(folder: Path) -> EarlierEdition | None:
    """What an edition says of itself; ``None`` where it stands under another's name."""
    text = (folder / MANIFEST).read_bytes()
    manifest = Manifest.model_validate_json(text)
    asked = manifest.parameters
    if folder.name != edition_folder(asked.as_of, asked.scenario):
        return None
    return EarlierEdition(
        folder=folder,
        baseline=Baseline(
            as_of=asked.as_of,
            scenario=asked.scenario,
            seed=asked.seed,
            version=manifest.versions.get("federation-forecast", ""),
            manifest=hashlib.sha256(text).hexdigest(),
        ),
        looks_back=asked.looks_back,
        versions=manifest.versions,
        inputs=manifest.inputs,
        answer=PublishedAnswer.model_validate_json((folder / ANSWER).read_bytes()),
    )


def editions_before(
    dataset_reports: Path, *, as_of: date, scenario: str, note: Note
) -> Iterator[EarlierEdition]:
    """Sound editions of a scenario with an earlier ``as_of``, newest first.

    A later one is never looked at: its forecast would tell what was not known yet.
    """
    if not dataset_reports.is_dir():
        return
    names = sorted((path.name for path in dataset_reports.iterdir()), reverse=True)
    for name in names:
        day, of_scenario = _named(name)
        if day is not None and day < as_of and of_scenario == scenario:
            found = read_edition(dataset_reports / name, note=note)
            if found is not None:
                yield found


def _named(folder: str) -> tuple[date | None, str]:
    """Date and scenario in the name of an edition's folder; no date where it is another folder."""
    found = _FOLDER.fullmatch(folder)
    if found is None:
        return None, ""
    scenario = found[2] or BASE
    try:
        day = date.fromisoformat(found[1])
    except ValueError:
        return None, ""
    return (day, scenario) if is_name(scenario) else (None, "")

"""What is published: every edition under a reports folder, read back from its own files.

An edition counts as it was published or not at all: the answer and the briefs that are shown must
be those its manifest promises. One that is not so is named, and stops nothing.
"""

import hashlib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

from forecast.present.page.shelf.editions import Holding, ShelvedEdition
from forecast.present.words import LANGUAGES
from forecast.record.dataset import BASE
from forecast.run.edition import ANSWER, edition_folder
from forecast.run.manifest import MANIFEST
from forecast.run.published_answer import Manifest, Option, PublishedAnswer, odds

FAILED = "failed"
"""Folder of a dataset's reports that keeps what a failed attempt left, by edition."""

_EDITION = re.compile(r"\d{4}-\d{2}-\d{2}(?:~.+)?")
_BRIEFS = frozenset(f"brief.{lang}.html" for lang in LANGUAGES)
_FORMAT = re.compile(r"(?:brief|annex)\.[A-Za-z-]+\.(?:pdf|docx|xlsx)")


class _NotAsPublishedError(ValueError):
    """The edition is half-written, damaged or renamed."""


def holdings(reports: Path) -> tuple[Holding, ...]:
    """Read back everything published: real datasets before illustrative ones, each by its folder.

    A folder without any edition, such as the examples, is no holding.
    """
    found = [_holding(folder) for folder in sorted(reports.iterdir()) if _is_open(folder)]
    held = [one for one in found if one.editions or one.failed or one.broken]
    return tuple(sorted(held, key=lambda one: one.newest is not None and one.newest.illustrative))


def _is_open(folder: Path) -> bool:
    return folder.is_dir() and not folder.name.startswith(".")


def _editions_in(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(one for one in folder.iterdir() if one.is_dir() and _EDITION.fullmatch(one.name))


def _holding(folder: Path) -> Holding:
    editions, broken = [], []
    for path in _editions_in(folder):
        try:
            editions.append(_edition(path))
        except (ValueError, OSError):
            broken.append(path.name)
    editions.sort(key=lambda one: (-one.as_of.toordinal(), one.scenario != BASE, one.scenario))
    return Holding(
        folder=folder.name,
        editions=tuple(editions),
        failed=tuple(path.name for path in _editions_in(folder / FAILED)),
        broken=tuple(broken),
    )


def _edition(folder: Path) -> ShelvedEdition:
    """Read one edition.

    Raises
    ------
    ValueError, OSError
        If it is not as it was published.
    """
    manifest = Manifest.model_validate_json((folder / MANIFEST).read_bytes())
    said = manifest.parameters
    _require(folder, manifest)
    answer = PublishedAnswer.model_validate_json((folder / ANSWER).read_bytes())
    option = _option(folder, manifest.option_file)
    return ShelvedEdition(
        folder=folder.name,
        as_of=said.as_of,
        scenario=said.scenario,
        scenario_name=None if option is None else option.name,
        name=manifest.name,
        illustrative=answer.provenance == "illustrative",
        hindsight=answer.hindsight,
        looks_back=said.looks_back,
        draft=said.draft,
        counted_on=answer.record.origin_date,
        members=answer.record.origin_members,
        plan_rate=answer.yearly,
        keeps_pace=option is None or option.keeps_pace,
        odds=odds(answer),
        files=frozenset(_opened(folder, manifest)),
    )


def _require(folder: Path, manifest: Manifest) -> None:
    """Refuse an edition without a brief, or of which a file that is shown was not published so."""
    briefs = _BRIEFS & manifest.outputs.keys()
    asked = manifest.parameters
    if edition_folder(asked.as_of, asked.scenario) != folder.name or not briefs:
        raise _NotAsPublishedError
    promised = manifest.inputs | manifest.outputs
    for name in filter(None, (ANSWER, manifest.option_file, *briefs)):
        if hashlib.sha256((folder / name).read_bytes()).hexdigest() != promised.get(name):
            raise _NotAsPublishedError


def _option(folder: Path, file: str | None) -> Option | None:
    if file is None:
        return None
    return Option.model_validate(tomllib.loads((folder / file).read_text(encoding="utf-8")))


def _opened(folder: Path, manifest: Manifest) -> Iterator[str]:
    """Names of the promised briefs, and of what lies beside them in other formats."""
    yield from _BRIEFS & manifest.outputs.keys()
    for path in folder.iterdir():
        if _FORMAT.fullmatch(path.name) and path.is_file():
            yield path.name

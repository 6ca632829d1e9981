"""``latest.html``: one small page that leads to the newest edition, in every language it has.

A page and not a link, so that it survives copying, mail and every file system.
"""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from forecast.languages import languages
from forecast.present.page.latest import render_latest
from forecast.present.words import LANGUAGES
from forecast.run.manifest import read_manifest
from forecast.run.shelf import replace_text

LATEST = "latest.html"

_BASE_EDITION = re.compile(r"\d{4}-\d{2}-\d{2}")
"""Name of an edition of the base scenario; other scenarios carry theirs after a tilde."""


def point_to_newest(dataset_reports: Path) -> None:
    """Let ``latest.html`` lead to the newest edition of the base scenario, written in one step.

    An older edition or another scenario never moves it; without any edition there is no page.
    """
    editions = [folder for folder in dataset_reports.iterdir() if _day(folder) and _briefs(folder)]
    if editions:
        newest = max(editions, key=lambda folder: folder.name)
        replace_text(dataset_reports / LATEST, _page(newest))


def _day(folder: Path) -> date | None:
    """The date an edition of the base is named by; ``None`` for any other folder."""
    if not _BASE_EDITION.fullmatch(folder.name):
        return None
    try:
        return date.fromisoformat(folder.name)
    except ValueError:  # no such day in the calendar
        return None


def _page(edition: Path) -> str:
    """The page for one edition, its brief in the first language that it has in front."""
    briefs = _briefs(edition)
    name: Mapping[str, str] = (read_manifest(edition) or {}).get("name", {})
    said = (name[code] for code in languages()[next(iter(briefs))].order if code in name)
    title = next(said, edition.parent.name)
    return render_latest(date.fromisoformat(edition.name), title=title, briefs=briefs)


def _briefs(edition: Path) -> dict[str, str]:
    """File of the brief in each language that has one, in the order of languages."""
    files = {lang: f"brief.{lang}.html" for lang in LANGUAGES}
    return {lang: file for lang, file in files.items() if (edition / file).exists()}

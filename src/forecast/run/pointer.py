"""``latest.html``: one small page that leads to the newest edition, in both languages.

A page and not a link, so that it survives copying, mail and every file system.
"""

import re
from collections.abc import Mapping
from datetime import date
from html import escape
from pathlib import Path

from forecast.errors import message
from forecast.present.words import Words
from forecast.run.manifest import read_manifest

LATEST = "latest.html"

_BASE_EDITION = re.compile(r"\d{4}-\d{2}-\d{2}")
"""Name of an edition of the base scenario; other scenarios carry theirs after a tilde."""

_PAGE = """\
<!DOCTYPE html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="0; url={first}">
<title>{title}</title>
<style>body {{ font: 1.1rem/1.6 Arial, Helvetica, sans-serif; margin: 3rem auto; \
max-width: 34rem; padding: 0 1rem; }}</style>
</head>
<body>
<h1>{title}</h1>
{links}
</body>
</html>
"""


def point_to_newest(dataset_reports: Path) -> None:
    """Let ``latest.html`` lead to the newest edition of the base scenario, written in one step.

    An older edition or another scenario never moves it; without any edition there is no page.
    """
    editions = [
        folder
        for folder in dataset_reports.iterdir()
        if _BASE_EDITION.fullmatch(folder.name) and any(folder.glob("brief.*.html"))
    ]
    if not editions:
        return
    page = _page(max(editions, key=lambda folder: folder.name))
    latest = dataset_reports / LATEST
    if latest.exists() and latest.read_text(encoding="utf-8") == page:
        return
    draft = dataset_reports / f".{LATEST}"
    draft.write_text(page, encoding="utf-8", newline="\n")
    draft.replace(latest)


def _page(edition: Path) -> str:
    """The page for one edition, its Vietnamese brief first where there is one."""
    found = (edition / f"brief.{lang}.html" for lang in ("vi", "en"))
    briefs = [path for path in found if path.exists()]
    first = briefs[0]
    lang = first.suffixes[0].removeprefix(".")
    name: Mapping[str, str] = (read_manifest(edition) or {}).get("name", {})
    return _PAGE.format(
        lang=lang,
        title=escape(name.get(lang, edition.parent.name)),
        first=f"{edition.name}/{first.name}",
        links="\n".join(_link(brief, edition=edition) for brief in briefs),
    )


def _link(brief: Path, *, edition: Path) -> str:
    lang = brief.suffixes[0].removeprefix(".")
    said = Words(lang).say(
        message("Planning brief as known on {day:long_day}", day=date.fromisoformat(edition.name))
    )
    return f'<p lang="{lang}"><a href="{edition.name}/{brief.name}">{escape(said)}</a></p>'

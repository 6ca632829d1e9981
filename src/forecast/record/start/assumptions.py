"""The rates a federation starts with: ranges from the nation and from other places.

They stand in ``assumptions.toml`` beside this module, by kind of sector and by level, so that a
federation can be started where no other dataset is at hand.
"""

import re
import tomllib
from collections.abc import Collection, Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from itertools import takewhile
from typing import Any

from forecast.record.start.levels import NewSector
from forecast.record.start.toml_text import Entry, as_stated, toml_text

COMMENT = """\
Every rate the model uses: the starting ranges, none of them measured in this federation.

low and high are the 10th and 90th percentiles; value is the median they imply."""

_SECTOR_AFTER = "id"
_CHOSEN_BY = ("kinds", "levels")


def starting_assumptions(level: str, sectors: Sequence[NewSector]) -> Entry:
    """Content of ``assumptions.toml`` for a federation of a level with these sectors.

    Precedents are those of the same level only: what a city founds says nothing of a commune.
    """
    shared = [entry for entry in _of_level("assumption", level) if "kinds" not in entry]
    return {
        "assumption": [*_of_sectors(sectors), *map(_noted, shared)],
        "precedent": [_without(entry, _CHOSEN_BY) for entry in _of_level("precedent", level)],
    }


def with_sectors(text: str, *, added: Sequence[NewSector], lost: Collection[str]) -> str:
    """The text of ``assumptions.toml`` for other sectors; what it says of the rest stays as it is.

    Parameters
    ----------
    added
        Sectors that take the starting rates.
    lost
        Ids of sectors whose rates go.
    """
    kept = "".join(_without_sectors(text, lost)).rstrip("\n")
    stated = {(e["id"], e.get("sector")) for e in tomllib.loads(text).get("assumption", ())}
    new = [e for e in _of_sectors(added) if (e["id"], e["sector"]) not in stated]
    return kept + "\n" + ("\n" + toml_text({"assumption": new}) if new else "")


def _without_sectors(text: str, lost: Collection[str]) -> Iterator[str]:
    for part in re.split(r"(?m)^(?=\[\[(?:assumption|precedent)\]\])", text):
        said = re.search(r'(?m)^sector = "([^"]*)"', part)
        if said is None or said[1] not in lost:
            yield part
        else:
            # Remarks at the end of an entry are on the next one.
            body = part.rstrip().splitlines()
            remarks = len(list(takewhile(lambda line: line[:1] in ("", "#"), reversed(body))))
            yield "".join(f"{line}\n" for line in body[len(body) - remarks :])


def _of_sectors(sectors: Sequence[NewSector]) -> list[Entry]:
    """The starting rates that are stated once for each sector."""
    return [
        _noted(_for_sector(entry, sector))
        for entry in _template()["assumption"]
        for sector in sectors
        if sector.kind in entry.get("kinds", ())
    ]


@cache
def _template() -> dict[str, Any]:
    text = (files("forecast.record.start") / "assumptions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


def _of_level(name: str, level: str) -> Iterator[dict[str, Any]]:
    for entry in _template()[name]:
        if level in entry.get("levels", (level,)):
            yield entry


def _for_sector(entry: Mapping[str, Any], sector: NewSector) -> dict[str, Any]:
    said = as_stated(sector.name)
    names = {lang: text.replace("{sector}", said[lang]) for lang, text in entry["name"].items()}
    stated: dict[str, Any] = {}
    for key, value in entry.items():
        stated[key] = names if key == "name" else value
        if key == _SECTOR_AFTER:
            stated["sector"] = sector.id
    return stated


def _noted(entry: Mapping[str, Any]) -> Entry:
    """The entry with each basis saying first that it is a starting range."""
    notice = _template()["notice"]
    versions = [
        {**version, "basis": {lang: f"{notice[lang]} {version['basis'][lang]}" for lang in notice}}
        for version in entry["version"]
    ]
    return _without({**entry, "version": versions}, _CHOSEN_BY)


def _without(entry: Mapping[str, Any], names: Collection[str]) -> Entry:
    return {key: value for key, value in entry.items() if key not in names}

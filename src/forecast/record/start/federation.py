"""What a federation's full name tells of it, and how ``federation.toml`` states it."""

import re
from collections.abc import Sequence

from forecast.record.contracts import FederationFile
from forecast.record.start.levels import LEVELS, NewSector
from forecast.record.start.toml_text import Entry, as_stated
from forecast.record.texts import Text

COMMENT = """\
Who this is. An import of the workbook writes this file anew where the workbook says otherwise."""

REPORTING_DATES = ("05-31", "11-30")
"""The official half-year counts of members and unions."""

_SHORT = re.compile(r"(?i)liên đoàn lao động")


def new_federation(
    name: str, *, level: str, title: str, english: str, parent: str, sectors: Sequence[NewSector]
) -> FederationFile:
    """A federation as its name tells it; the workbook says the rest.

    Without an English name the Vietnamese one stands in both languages.
    """
    known = LEVELS[level]
    full = title or f"{known.name.split(',')[0]} {name.replace('-', ' ').title()}"
    territory = known.unit_of(full)
    place = territory[1] if territory else _named_last(full)
    area = f"toàn {territory[0]}" if territory else known.area.vi
    short = _SHORT.sub("LĐLĐ", full)
    return FederationFile(
        name=Text(vi=full, en=english or full),
        short_name=Text(vi=short, en=english or short),
        parent=Text(vi=parent, en=parent) if parent else known.parent,
        place=Text(vi=place, en=place),
        area=Text(vi=area, en=known.area.en),
        level=level,
        provenance="internal",
        reporting_dates=REPORTING_DATES,
        sector=tuple(sector.sector for sector in sectors),
    )


def _named_last(title: str) -> str:
    """The proper name a title ends with, else the whole title.

    Examples
    --------
    >>> _named_last("Công đoàn các Khu công nghiệp và chế xuất Hà Nội")
    'Hà Nội'
    """
    words = title.split()
    first = next((i for i in range(len(words), 0, -1) if not words[i - 1][0].isupper()), 0)
    return " ".join(words[first:]) or title


def federation_content(federation: FederationFile) -> Entry:
    """What ``federation.toml`` states of a federation, in its order."""
    texts = ("name", "short_name", "parent", "place", "area")
    return {
        "level": federation.level,
        "provenance": federation.provenance,
        "reporting_dates": list(federation.reporting_dates),
        **{key: as_stated(getattr(federation, key)) for key in texts},
        "sector": [
            {
                "id": sector.id,
                "name": as_stated(sector.name),
                **({"founding": True} if sector.founding else {}),
            }
            for sector in federation.sector
        ],
    }

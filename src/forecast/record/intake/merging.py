"""Proposed rows beside what a table holds already: added, replaced or found to be there.

A row replaces the one of the same key; importing a file twice therefore changes nothing. Rows the
file does not speak of stay.
"""

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from forecast.record.intake.proposed import Proposed
from forecast.record.table_forms import FORMS

KEYS: Mapping[str, tuple[str, ...]] = {
    "facts": ("date", "start", "indicator", "sector", "known_on"),
    "movements": ("start", "end", "sector"),
    "roster": ("date", "id"),
    "firms": ("date", "id"),
    "ratings": ("year", "union"),
    "indicators": ("date", "indicator", "known_on"),
    "renamings": ("date", "union"),
}
"""Columns that tell the rows of a table apart."""

_BY_DATE = frozenset({"roster", "firms"})
"""Tables whose rows of one date became known on one day."""

_SAID_OF_THE_ROW = frozenset({"source", "grade", "note"})
"""Columns that say where a figure is from, not what it is."""

HEADER_ROW = 1


@dataclass(kw_only=True)
class Merged:
    """A table with the proposed rows in it."""

    table: str
    text: str = ""
    """The whole table as CSV."""

    origins: dict[int, Proposed] = field(default_factory=dict)
    """Row of the new file, as a spreadsheet counts, to what proposed it."""

    added: int = 0
    replaced: int = 0
    same: int = 0

    @property
    def changes(self) -> bool:
        """Whether the table becomes another."""
        return bool(self.added or self.replaced)


def merge(table: str, text: str, proposed: Sequence[Proposed]) -> Merged:
    """Merge rows into the text of a table, which is empty where there is none yet."""
    columns = list(FORMS[table].columns.tests)
    before = [
        {name: row.get(name) or "" for name in columns}
        for row in csv.DictReader(io.StringIO(text, newline=""))
    ]
    merged = Merged(table=table)
    places = {_key(table, row): place for place, row in enumerate(before)}
    rows: list[dict[str, str]] = list(before)
    for one in proposed:
        cells = {name: one.cells.get(name, "") for name in columns}
        place = places.get(_key(table, cells))
        if place is None or HEADER_ROW + 1 + place in merged.origins:  # twice in one file
            places[_key(table, cells)] = place = len(rows)
            rows.append(cells)
            merged.added += 1
        elif _same(table, rows[place], cells):
            merged.same += 1
            continue
        else:
            known = max(rows[place]["known_on"], cells["known_on"])
            rows[place] = cells | ({"known_on": known} if table in _BY_DATE else {})
            merged.replaced += 1
        merged.origins[HEADER_ROW + 1 + place] = one
    if table in _BY_DATE:
        _known_on_one_day(rows, changed=[rows[place - HEADER_ROW - 1] for place in merged.origins])
    merged.text = _written(columns, rows)
    return merged


def _known_on_one_day(
    rows: Iterable[dict[str, str]], *, changed: Iterable[Mapping[str, str]]
) -> None:
    """A date some rows of which change became known on the last day any of them did."""
    dates = {row["date"] for row in changed}
    latest: dict[str, str] = {}
    for row in rows:
        if row["date"] in dates:
            latest[row["date"]] = max(latest.get(row["date"], ""), row["known_on"])
    for row in rows:
        if row["date"] in dates:
            row["known_on"] = latest[row["date"]]


def _key(table: str, row: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(row.get(name, "") for name in KEYS[table])


def _same(table: str, before: Mapping[str, str], after: Mapping[str, str]) -> bool:
    """Whether two rows say the same, wherever they are from."""
    told = _SAID_OF_THE_ROW | ({"known_on"} if table in _BY_DATE else set())
    return all(before[name] == after[name] for name in before.keys() - told)


def _written(columns: Sequence[str], rows: Sequence[Mapping[str, str]]) -> str:
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, fieldnames=list(columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()

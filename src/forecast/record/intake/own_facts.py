"""The sheet “Số liệu chung”: members, unions and workers on each counting day, by sector."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from forecast.errors import Fault, message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.contracts import Sector
from forecast.record.intake import own_lines
from forecast.record.intake.headings import PARTED, Field, find_head
from forecast.record.intake.layouts.layout import Found
from forecast.record.intake.layouts.line import Line
from forecast.record.intake.proposed import Proposed, cell_fault
from forecast.record.intake.sectors import Sectors
from forecast.record.intake.sheets import Sheet, as_text
from forecast.record.intake.spelling import folded
from forecast.record.origin import MEMBERS, WORKERS
from forecast.record.start import forms
from forecast.record.table_forms import FACTS_FORM

_GROUPS = tuple(
    Field(indicator, rf"^{folded(heading)}\b.*\|", several=True)
    for indicator, (heading, _) in forms.FACT_GROUPS.items()
)
_FIELDS = (*own_lines.fields_of((forms.FACT_DATE, *forms.FACT_ASKS)), *_GROUPS)
_REQUIRED = tuple(frozenset({key}) for key in ("date", MEMBERS, "source"))


@dataclass(frozen=True, slots=True)
class Group:
    """The columns of one indicator: its total, and its part in each sector."""

    indicator: str
    total: int | None
    parts: Mapping[str, int]


def find_facts(sheet: Sheet) -> Found | None:
    """The table of totals, where a sheet holds it; a list of unions names each of them."""
    head = find_head(sheet, _FIELDS, required=_REQUIRED)
    if head is None or any(path.startswith("ten ") for path in head.paths.values()):
        return None
    return own_lines.found_at(sheet, head)


def read_facts(found: Found, *, sectors: Sequence[Sector]) -> tuple[Proposed, ...]:
    """A row of ``facts.csv`` for each figure; what is wrong stands in the faults of ``found``."""
    groups = [_group(found, indicator, sectors) for indicator in forms.FACT_GROUPS]
    keys = ("date", *forms.FACT_GROUPS, "source", "note")
    dated = [(line, line.date("date")) for line in own_lines.filled_lines(found, keys)]
    newest = max((day for _, day in dated if day), default=None)
    rows: list[Proposed] = []
    for line, day in dated:
        if not line.text("date"):
            line.fault("date", advice.empty(""))
        for group in groups:
            figures = _figures(line, group)
            if day is None or (not figures and group.indicator != MEMBERS):
                continue
            whole = day == newest and group.indicator != WORKERS
            _check(line, group, figures, sectors=sectors, split=whole)
            rows += _rows(line, group, figures, day=day)
    return () if found.faults else tuple(rows)


def _group(found: Found, indicator: str, sectors: Sequence[Sector]) -> Group:
    total, parts = None, dict[str, int]()
    for column in found.head.columns.get(indicator, ()):
        part = found.head.paths[column].split(PARTED)[-1]
        sector = Sectors(sectors).named(part)
        if part == folded(forms.TOTAL):
            total = column
        elif sector is not None and sector not in parts:
            parts[sector] = column
        elif _filled(found, column):
            found.faults.append(_unknown(found, column, sectors))
    return Group(indicator, total, parts)


def _filled(found: Found, column: int) -> bool:
    rows = range(found.head.body, len(found.sheet.rows))
    return any(as_text(found.sheet.at(row, column)) for row in rows)


def _unknown(found: Found, column: int, sectors: Sequence[Sector]) -> Fault:
    """A fault at the heading of figures that are of no sector, or of one that has its column."""
    row = found.head.body - 1
    heading = found.sheet.text(row, column)
    told = advice.unknown_name(heading, known=[sector.name.vi for sector in sectors])
    return cell_fault(found.sheet, row, column, found=heading, said=told)


def _figures(line: Line, group: Group) -> dict[str, int]:
    """Figures of one line by sector, the total under an empty name; what is empty is left out.

    A total that is not written is that of its parts, where none of them is missing.
    """
    columns = {**({} if group.total is None else {"": group.total}), **group.parts}
    read = {sector: line.count_in(column) for sector, column in columns.items()}
    figures = {sector: count for sector, count in read.items() if count is not None}
    if figures and "" not in figures and len(figures) == len(group.parts):
        figures[""] = sum(figures.values())
    return figures


def _check(
    line: Line, group: Group, figures: Mapping[str, int], *, sectors: Sequence[Sector], split: bool
) -> None:
    """The total is there and its parts add to it; every sector that founds nothing is stated."""
    if line.refused:
        return
    place = group.total if group.total is not None else min(group.parts.values())
    parts = sum(count for sector, count in figures.items() if sector)
    unstated = [s.name.vi for s in sectors if not s.founding and s.id not in figures]
    if "" not in figures:
        _refuse(line, place, NO_TOTAL)
    elif split and unstated:
        _refuse(line, place, _no_parts(unstated))
    elif parts > figures[""] or (len(figures) > len(sectors) and parts != figures[""]):
        _refuse(line, place, _not_adding(figures[""], parts))


def _refuse(line: Line, column: int, told: Advice) -> None:
    shown = line.sheet.text(line.row, column)
    fault = cell_fault(line.sheet, line.row, column, found=shown, said=told)
    line.found.faults.append(fault)


def _rows(line: Line, group: Group, figures: Mapping[str, int], *, day: dt.date) -> list[Proposed]:
    known_on = line.date("known_on")
    shared = {
        "date": day.isoformat(),
        "known_on": known_on.isoformat() if known_on else "",
        "indicator": group.indicator,
        "source": own_lines.said(line, "source"),
        "grade": own_lines.choice(line, "grade", forms.GRADES) or "",
        "note": own_lines.said(line, "note"),
    }
    asked = {key: place for key in shared if (place := line.found.head.one(key)) is not None}
    columns = {"": group.total, **group.parts}
    rows = []
    for sector, count in figures.items():
        column = columns[sector]
        place = column if column is not None else min(group.parts.values())
        cells = dict.fromkeys(FACTS_FORM.columns.tests, "") | shared
        rows.append(
            Proposed(
                table="facts",
                cells=cells | {"sector": sector, "value": str(count)},
                sheet=line.sheet,
                row=line.row,
                columns=asked | dict.fromkeys(("indicator", "sector", "value"), place),
            )
        )
    return rows


NO_TOTAL: Advice = (
    message("The total of this day is not stated."),
    message("Write the total, or the figure of every sector."),
)


def _no_parts(sectors: Sequence[str]) -> Advice:
    return (
        message(
            "The newest figures do not say how many are in: {sectors}.", sectors="; ".join(sectors)
        ),
        message(
            "Write the figure of each sector, 0 for none; only the one that founds may be empty."
        ),
    )


def _not_adding(total: int, parts: int) -> Advice:
    return (
        message(
            "The total is {total:count}, but its sectors add to {sum:count}.",
            total=total,
            sum=parts,
        ),
        message("Correct the total or one of the sectors."),
    )

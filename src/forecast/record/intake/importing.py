"""An import from end to end: a file read, recognised, matched, merged and checked as a whole.

Nothing of the dataset is touched before every row has passed the checks of the record; a dry run
goes exactly as far.
"""

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from forecast.errors import Fault, InputError, message
from forecast.record.advice import Advice
from forecast.record.contracts import SourceGrade
from forecast.record.dataset import Dataset, load_dataset
from forecast.record.dates import iso_date
from forecast.record.faults import in_order
from forecast.record.folders import RECORD
from forecast.record.intake.layouts.layout import Asked, Found
from forecast.record.intake.matching import Matches, Question, match, said_twice, twice
from forecast.record.intake.merging import Merged, merge
from forecast.record.intake.own_workbook import statements
from forecast.record.intake.privacy import scrubbed
from forecast.record.intake.proposed import Notice, Proposed, Unmatched
from forecast.record.intake.reading import read_sheets
from forecast.record.intake.recognising import recognise
from forecast.record.intake.sectors import Sectors
from forecast.record.intake.sheets import Sheet
from forecast.record.intake.spelling import body
from forecast.record.intake.storing import commit, discard, only_import, stage
from forecast.record.origin import MEMBERS, UNIONS, WORKERS
from forecast.record.table_contracts import RosterEntry


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRequest:
    """What is to be imported, and what the person says of it."""

    path: Path
    folder: Path
    """Dataset folder."""

    at: dt.datetime
    """Time of the import."""

    date: dt.date | None = None
    start: dt.date | None = None
    known_on: dt.date | None = None
    grade: SourceGrade = "A"
    complete: bool = False
    """The list holds every union of the federation: its totals are facts."""

    answers: Mapping[tuple[str, str], bool] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportPlan:
    """What an import would change, or what stands in its way."""

    sheets: tuple[Sheet, ...]
    found: tuple[Found, ...]
    notices: tuple[Notice, ...]
    merged: tuple[Merged, ...]
    statements: Mapping[str, str]
    """New text of the statements of the dataset, by file."""

    faults: tuple[Fault, ...]
    questions: tuple[Question, ...]
    respelt: Mapping[str, str]
    new_unions: int
    """Unions the record has not seen before."""

    backup: Path | None = None
    """Where what was replaced is kept, once the import is carried out."""

    @property
    def changed(self) -> Mapping[str, str]:
        """New text of every file that changes."""
        tables = {f"{RECORD}/{one.table}.csv": one.text for one in self.merged if one.changes}
        return {**self.statements, **tables}


def import_file(request: ImportRequest, *, write: bool) -> ImportPlan:
    """Plan an import and, where nothing stands in its way, carry it out.

    Parameters
    ----------
    write
        Without it nothing of the dataset changes.

    Raises
    ------
    InputError
        If the file cannot be read at all, or the dataset itself is unsound.
    BusyError
        If another import is writing to the dataset.
    """
    with only_import(request.folder):
        plan = _plan(request)
        if plan.faults or plan.questions or not plan.changed:
            discard(request.folder)
            return plan
        if not write:
            discard(request.folder)
            return plan
        return replace(plan, backup=commit(request.folder, plan.changed, at=request.at))


def _plan(request: ImportRequest) -> ImportPlan:
    sheets = read_sheets(request.path)
    dataset = load_dataset(request.folder)
    stated = statements(sheets, folder=request.folder)
    asked = Asked(
        sectors=Sectors(stated.sectors),
        date=request.date,
        known_on=request.known_on,
        start=request.start,
    )
    found, notices = recognise(sheets, asked, apart=stated.sheets)
    faults = [*stated.faults, *(fault for one in found for fault in one.faults)]
    unmatched = [row for one in found for row in one.unmatched]
    faults += [
        one.row.fault(one.column, found=one.name, said=said_twice(first))
        for one, first in twice(unmatched)
    ]
    matches = _matched(unmatched, dataset, request)
    rows = [*stated.rows, *(row for one in found for row in one.rows)]
    if not matches.questions:
        named, more = _named(unmatched, matches, dataset, asked.sectors)
        rows += named
        faults += more
    if request.complete:
        rows += _totals(rows)
    merged = () if faults or matches.questions else _merged(rows, request)
    plan = ImportPlan(
        sheets=sheets,
        found=tuple(found),
        notices=(
            *notices,
            *(note for one in found for note in one.notices),
            *_newer_than_totals(rows, dataset),
        ),
        merged=merged,
        statements=stated.files,
        faults=tuple(in_order(faults)),
        questions=matches.questions,
        respelt=matches.respelt,
        new_unions=len(matches.new),
    )
    if plan.faults or plan.questions:
        return plan
    return replace(plan, faults=tuple(_checked(plan, request)))


def _matched(unmatched: Sequence[Unmatched], dataset: Dataset, request: ImportRequest) -> Matches:
    ids = {body(one.name): text for one in unmatched if (text := one.row.cells.get(one.column))}
    return match(
        (one.name for one in unmatched), roster=dataset.roster, answers=request.answers, ids=ids
    )


def _named(
    unmatched: Sequence[Unmatched], matches: Matches, dataset: Dataset, sectors: Sectors
) -> tuple[list[Proposed], list[Fault]]:
    """Rows with the ids of their unions, and the sector a union had before where none is said."""
    before = {entry.id: entry for entry in sorted(dataset.roster, key=lambda entry: entry.date)}
    rows, faults = [], []
    for one in unmatched:
        union = scrubbed(matches.ids[body(one.name)])
        row = one.row.with_cells(**{one.column: union})
        if row.table == "roster":
            row = row.with_cells(name=matches.respelt.get(one.name, one.name))
            row = _with_what_was_known(row, before.get(union))
            if not row.cells["sector"]:
                said = _no_sector(sectors)
                faults.append(row.fault("name", found=one.name, said=said))
        rows.append(row)
    return rows, faults


def _with_what_was_known(row: Proposed, entry: RosterEntry | None) -> Proposed:
    """A row with its union's sector where none is said, and a founding date no less exact."""
    if entry is None:
        return row
    stated, known = row.cells["founded"], entry.founded.isoformat() if entry.founded else ""
    same_year = stated.endswith("-01-01") and known[:4] == stated[:4]
    same_month = stated.endswith("-01") and known[:7] == stated[:7]
    founded = known if not stated or same_year or same_month else stated
    return row.with_cells(sector=row.cells["sector"] or entry.sector, founded=founded)


def _no_sector(sectors: Sectors) -> Advice:
    return (
        message("It is not clear which sector this belongs to."),
        message(
            "Add a column “Khu vực” and write one of the sectors: {names}.",
            names=sectors.names,
        ),
    )


def _totals(rows: Sequence[Proposed]) -> list[Proposed]:
    """Totals of a list that holds every union, as facts of its date."""
    found = []
    roster = [
        row
        for row in rows
        if row.table == "roster"
        and not row.cells.get("closed")
        and row.cells["members"].isdecimal()
    ]
    for day in sorted({row.cells["date"] for row in roster}):
        listed = [row for row in roster if row.cells["date"] == day]
        sectors = sorted({row.cells["sector"] for row in listed})
        for sector in ("", *sectors):
            own = [row for row in listed if sector in ("", row.cells["sector"])]
            found.append(_total(own, MEMBERS, sector, sum(int(r.cells["members"]) for r in own)))
            found.append(_total(own, UNIONS, sector, len(own)))
        if all(row.cells.get("workers", "").isdecimal() for row in listed):
            workers = sum(int(row.cells["workers"]) for row in listed)
            found.append(_total(listed, WORKERS, "", workers))
    return found


def _newer_than_totals(rows: Sequence[Proposed], dataset: Dataset) -> Iterator[Notice]:
    """A list newer than every total starts no forecast by itself, for it may be one of a part."""
    totals = [fact.date for fact in dataset.facts if fact.indicator == MEMBERS]
    totals += [
        day
        for row in rows
        if row.table == "facts" and row.cells.get("indicator") == MEMBERS
        if (day := iso_date(row.cells["date"]))
    ]
    lists = [day for r in rows if r.table == "roster" if (day := iso_date(r.cells["date"]))]
    if totals and lists and max(lists) > max(totals):
        yield Notice(
            text=message(
                "The list of {day:day} is newer than the newest total; if it holds every union, "
                "give --complete so that its totals are kept too.",
                day=max(lists),
            )
        )


def _total(rows: Sequence[Proposed], indicator: str, sector: str, value: int) -> Proposed:
    first = rows[0]
    return Proposed(
        table="facts",
        cells={
            "date": first.cells["date"],
            "known_on": first.cells.get("known_on", ""),
            "indicator": indicator,
            "sector": sector,
            "value": str(value),
        },
        sheet=first.sheet,
        row=first.row,
        columns=first.columns,
    )


def _merged(rows: Sequence[Proposed], request: ImportRequest) -> tuple[Merged, ...]:
    merged = []
    for table in dict.fromkeys(row.table for row in rows):
        path = request.folder / RECORD / f"{table}.csv"
        text = path.read_text(encoding="utf-8-sig") if path.exists() else ""
        own = [_with_source(row, request) for row in rows if row.table == table]
        merged.append(merge(table, text, own))
    return tuple(merged)


def _with_source(row: Proposed, request: ImportRequest) -> Proposed:
    """Every stored row knows its file, sheet, row and the time of its import."""
    if row.cells.get("source"):
        return row if row.cells.get("grade") else row.with_cells(grade=request.grade)
    place = row.sheet.ref(row.row, min(row.columns.values(), default=0))
    source = f"{scrubbed(row.sheet.file)}, {place} (nhập {request.at:%d/%m/%Y %H:%M})"
    return row.with_cells(source=source, grade=row.cells.get("grade") or request.grade)


def _checked(plan: ImportPlan, request: ImportRequest) -> list[Fault]:
    """Faults of the dataset as it would become, at the cells of the file they come from."""
    if not plan.changed:
        return []
    staged = stage(request.folder, plan.changed)
    try:
        load_dataset(staged)
    except InputError as error:
        return in_order([_at_its_cell(fault, plan.merged) for fault in error.faults])
    return []


def _at_its_cell(fault: Fault, merged: Sequence[Merged]) -> Fault:
    for one in merged:
        if fault.file == f"{RECORD}/{one.table}.csv" and fault.place:
            origin = one.origins.get(int(fault.place))
            if origin:
                said = (fault.problem, fault.remedy)
                return origin.fault(fault.column, found=fault.found, said=said)
    return fault

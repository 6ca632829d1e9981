"""The sheet “Thông tin chung”: who the federation is, and its sectors."""

import datetime as dt
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from forecast.errors import Fault, message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.contracts import FederationFile
from forecast.record.folders import plain_name
from forecast.record.intake import own_lines, values
from forecast.record.intake.headings import Head
from forecast.record.intake.layouts.layout import Found
from forecast.record.intake.layouts.line import Line
from forecast.record.intake.sheets import Sheet
from forecast.record.intake.spelling import folded
from forecast.record.start import forms
from forecast.record.start.levels import KIND_NAMES, LEVELS, Kind, NewSector
from forecast.record.texts import Text

_FEWEST_LINES = 3
"""Lines of the general information from which on a sheet is taken for it."""

_IDENTIFIER = re.compile(r"[a-z][a-z0-9_-]*")
_LEAP_YEAR = 2000
_TEXTS = ("name", "short_name", "parent", "place", "area")
_LEVEL_NAMES = {level.name: key for key, level in LEVELS.items()}
_KINDS: Mapping[str, Kind] = {name: kind for kind, name in KIND_NAMES.items()}
_YES_OR_NO = {forms.YES: True, forms.NO: False, "x": True}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """What the sheet says."""

    federation: FederationFile
    added: tuple[NewSector, ...] = ()
    """Sectors the dataset does not have yet."""

    faults: tuple[Fault, ...] = ()


@dataclass(frozen=True, kw_only=True)
class InfoSheet:
    """The lines of the sheet, each with its value beside it, and the table of sectors."""

    lines: Mapping[str, Line]
    sectors: Found
    kept: FederationFile
    """What the dataset says already; it stands where the sheet says nothing."""

    def read(self) -> Stated:
        """The federation as the sheet has it, or as it was where the sheet is faulty."""
        said = {key: self._text(key) for key in _TEXTS}
        level = self._choice("level", _LEVEL_NAMES, self.kept.level)
        provenance = self._choice("provenance", forms.PROVENANCES, self.kept.provenance)
        days, sectors = self._reporting_dates(), list(self._sectors())
        self._require_one_founding(sectors)
        faults = [*self.sectors.faults]
        for line in self.lines.values():
            faults += line.found.faults
        if faults:
            return Stated(federation=self.kept, faults=tuple(faults))
        federation = FederationFile(
            **said,
            level=level,
            provenance=provenance,
            reporting_dates=days,
            sector=tuple(one.sector for one in sectors),
        )
        return Stated(
            federation=federation, added=tuple(one for one in sectors if self._is_new(one.id))
        )

    def _text(self, key: str) -> Text:
        kept: Text = getattr(self.kept, key)
        if key not in self.lines:
            return kept
        vietnamese = own_lines.needed(self.lines[key], "value")
        if not vietnamese:
            return kept
        line = self.lines.get(f"{key}_en")
        english = kept.en if line is None else own_lines.said(line, "value") or vietnamese
        if kept.vi == vietnamese:  # what the sheet does not ask for stays: further languages
            return kept.model_copy(update={"en": english})
        return Text(vi=vietnamese, en=vietnamese if line is None else english)

    def _choice(self, key: str, words: Mapping[str, own_lines.T], kept: own_lines.T) -> own_lines.T:
        if key not in self.lines:
            return kept
        meant = own_lines.choice(self.lines[key], "value", words)
        return kept if meant is None else meant

    def _reporting_dates(self) -> tuple[str, ...]:
        line = self.lines.get("reporting_dates")
        if line is None or not line.text("value"):
            return self.kept.reporting_dates
        value = line.sheet.shown(line.row, line.found.head.columns["value"][0])
        if isinstance(value, dt.date):
            return (f"{value:%m-%d}",)
        days = [_month_day(part) for part in re.split(r"[;,]|\bvà\b", line.text("value")) if part]
        if not days or None in days:
            line.fault("value", NO_DAYS)
        return tuple(dict.fromkeys(day for day in days if day))

    def _sectors(self) -> Iterator[NewSector]:
        seen: set[str] = set()
        for line in own_lines.filled_lines(self.sectors, ("sector", "kind", "founding")):
            name = own_lines.needed(line, "sector")
            founding = own_lines.choice(line, "founding", _YES_OR_NO) or False
            kind = own_lines.choice(line, "kind", _KINDS)
            code = self._code(line, name)
            for key, told in self._doubts(line, name, code, repeated=code in seen):
                line.fault(key, told)
            if not line.refused:
                seen.add(code)
                english = own_lines.said(line, "sector_en") or name
                yield NewSector(code, Text(vi=name, en=english), kind or "enterprise", founding)

    def _doubts(
        self, line: Line, name: str, code: str, *, repeated: bool
    ) -> Iterator[tuple[str, Advice]]:
        if name and repeated:
            yield "sector", advice.repeated(name)
        if name and not _IDENTIFIER.fullmatch(code):
            yield "code", advice.not_a_name(code)
        if self._is_new(code) and not line.text("kind"):
            yield "kind", NO_KIND

    def _is_new(self, code: str) -> bool:
        return code not in {sector.id for sector in self.kept.sector}

    def _code(self, line: Line, name: str) -> str:
        """The id a sector has, else the one its name makes."""
        known = {folded(sector.name.vi): sector.id for sector in self.kept.sector}
        made = plain_name(name)
        own = line.text("code") or known.get(folded(name))
        return own or (made if _IDENTIFIER.fullmatch(made) else f"s-{made}")

    def _require_one_founding(self, sectors: Sequence[NewSector]) -> None:
        count = sum(sector.founding for sector in sectors)
        if count != 1 and not self.sectors.faults:
            problem = message(
                "New unions are founded in exactly one sector; {count} say so.", count=count
            )
            head = Line(self.sectors, self.sectors.head.first, 0)
            head.fault("founding", (problem, message("Choose “Có” for exactly one sector.")))


def find_info(sheet: Sheet, *, kept: FederationFile) -> InfoSheet | None:
    """The general information, where a sheet holds it."""
    sectors = own_lines.table(sheet, forms.SECTOR_ASKS, telling=("sector", "kind", "founding"))
    if sectors is None:
        return None
    lines = {key: line for row in range(sectors.head.first) for key, line in _labelled(sheet, row)}
    return (
        InfoSheet(lines=lines, sectors=sectors, kept=kept) if len(lines) > _FEWEST_LINES else None
    )


def _labelled(sheet: Sheet, row: int) -> Iterator[tuple[str, Line]]:
    """The line of a row, if it is one: its label, with the value in the next column."""
    for column, text in sheet.texts(row):
        for ask in forms.INFO_LINES:
            if folded(text) == folded(ask.heading):
                head = Head(first=row, body=row + 1, columns={"value": (column + 1,)})
                yield ask.key, Line(own_lines.found_at(sheet, head), row, 0)
                return


def _month_day(text: str) -> str | None:
    """A day of every year, written day first; nothing where it is none.

    Examples
    --------
    >>> _month_day("ngày 31/05"), _month_day("31/11")
    ('05-31', None)
    """
    found = re.fullmatch(r"(?:ngay )?(\d{1,2})/(\d{1,2})", values.plain_date(text))
    if not found:
        return None
    try:
        return f"{dt.date(_LEAP_YEAR, int(found[2]), int(found[1])):%m-%d}"
    except ValueError:
        return None


NO_DAYS: Advice = (
    message("This is not a day of the year."),
    message("Write day and month, parted by semicolons, such as 31/05; 30/11."),
)
NO_KIND: Advice = (
    message("This sector is new, and its kind is not stated."),
    message("Choose its kind; the starting rates of the sector follow from it."),
)

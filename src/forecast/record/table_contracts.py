"""Rows of the optional record tables: movements, roster, firms, ratings, indicators, renamings.

A row that breaks its contract is refused, never mended. Counts of people and unions are whole in
the files and floats here, as everywhere in the model.
"""

import datetime as dt
from typing import Literal

from pydantic.dataclasses import dataclass as row

from forecast.record.contracts import ROW, Identifier, SourceGrade
from forecast.record.texts import Words

Scale = Literal["2019", "older"]
"""Which scale a rating uses: that in force since 2019, or the one before it."""

RatingWord = Literal["excellent", "good", "fair", "poor", "strong", "weak"]

RATING_WORDS: dict[Scale, tuple[RatingWord, ...]] = {
    "2019": ("excellent", "good", "fair", "poor"),
    "older": ("strong", "good", "fair", "weak"),
}
"""Words of each scale, the best first.

2019: hoàn thành xuất sắc, hoàn thành tốt, hoàn thành, không hoàn thành nhiệm vụ.
Older: vững mạnh, khá, trung bình, yếu.
"""

RenamingKind = Literal["renamed", "merged", "split", "unrelated"]
"""What became of a union: it goes on under another id (đổi tên), joins others (sáp nhập, hợp nhất),
is divided (chia, tách), or has nothing to do with the other one."""


@row(config=ROW, frozen=True, slots=True, kw_only=True)
class Movement:
    """What moved the members of one sector between two counts.

    ``opening + admitted_total + transfers_in - left - closed_members - transfers_out = closing``.
    """

    start: dt.date
    """Day of the opening count, or the day after it."""
    end: dt.date
    """Day of the closing count."""
    known_on: dt.date
    known_on_assumed: bool
    sector: Identifier
    opening: float
    """[members]"""
    admitted_total: float
    """Admitted into existing unions and into those founded in the period [members]."""
    admitted: float | None
    """Into existing unions; ``None`` where the table does not split the total [members]."""
    organised: float | None
    """Into unions founded in the period; ``None`` together with ``admitted`` [members]."""
    transfers_in: float = 0.0
    transfers_out: float = 0.0
    left: float
    """Retired, resigned or otherwise left [members]."""
    closed_members: float = 0.0
    """Lost with dissolved unions [members]."""
    closed_unions: float | None
    closing: float
    source: Words
    grade: SourceGrade
    note: str = ""


@row(config=ROW, frozen=True, slots=True, kw_only=True)
class RosterEntry:
    """One union on one counting date."""

    date: dt.date
    known_on: dt.date
    known_on_assumed: bool
    id: Words
    """The same union keeps it from count to count."""
    name: Words
    sector: Identifier
    founded: dt.date | None
    """``None`` when not recorded."""
    closed: dt.date | None
    """Day it was dissolved; ``None`` while it is open."""
    workers: float | None
    """Workers of its unit [workers]."""
    members: float
    source: Words
    grade: SourceGrade


@row(config=ROW, frozen=True, slots=True, kw_only=True)
class Firm:
    """An enterprise of 25 or more workers without a union on one date."""

    date: dt.date
    known_on: dt.date
    known_on_assumed: bool
    id: Words
    name: Words
    commune: str = ""
    workers: float
    source: Words
    grade: SourceGrade


@row(config=ROW, frozen=True, slots=True, kw_only=True)
class Rating:
    """How one union was rated for one year."""

    year: int
    """Calendar year."""
    known_on: dt.date
    known_on_assumed: bool
    union: Words
    """Its id in the roster."""
    scale: Scale
    rating: RatingWord
    source: Words
    grade: SourceGrade


@row(config=ROW, frozen=True, slots=True, kw_only=True)
class Indicator:
    """The measured value of a target other than members."""

    date: dt.date
    """The date it speaks of, or the end of the year it covers."""
    known_on: dt.date
    known_on_assumed: bool
    indicator: Identifier
    """Id of the target in ``targets.toml``."""
    value: float
    """[unit of the target]"""
    source: Words
    grade: SourceGrade
    note: str = ""


@row(config=ROW, frozen=True, slots=True, kw_only=True)
class Renaming:
    """What a planner says of a union that ended and one that goes on in its place.

    A merger has a row for each union that joins, a division one for each that comes out of it.
    """

    date: dt.date
    """The day the change took effect."""
    known_on: dt.date
    known_on_assumed: bool
    union: Words
    """Id in the roster of the union that ended, or that others were taken out of."""
    successor: Words
    """Id in the roster of the union that goes on."""
    kind: RenamingKind | None
    """``None`` while nobody has decided; the row then changes nothing."""
    source: Words
    grade: SourceGrade
    note: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the members of the one are those of the other."""
        return self.kind not in (None, "unrelated")

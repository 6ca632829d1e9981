"""Rows of the optional record tables: movements, roster, firms, ratings and indicators.

A row that breaks its contract is refused, never mended. Counts of people and unions are whole in
the files and floats here, as everywhere in the model.
"""

import datetime as dt
from typing import Literal

from forecast.record.contracts import Contract, Identifier, SourceGrade, Words

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


class Movement(Contract):
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


class RosterEntry(Contract):
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


class Firm(Contract):
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


class Rating(Contract):
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


class Indicator(Contract):
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

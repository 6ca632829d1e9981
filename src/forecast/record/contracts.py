"""Table and file contracts: what each file of a dataset folder must hold.

When a file and its contract disagree the file is refused; when code and contract disagree the
code is the first suspect. Every model forbids unknown fields, so a misspelt one is never ignored.
"""

import datetime as dt
from typing import Annotated, Literal, Self

from pydantic import (
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    model_validator,
)
from pydantic.dataclasses import dataclass as row

from forecast.record.texts import Contract, Text, Words
from forecast.record.vocabulary import Shape, Unit, rate_key

Identifier = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_-]*$")]
EvidenceGrade = Literal["high", "medium", "low"]
SourceGrade = Literal["A", "B", "C"]
Provenance = Literal["public", "internal", "illustrative"]
YearlyNumbers = Annotated[tuple[int, ...], Field(min_length=1)]
MonthDay = Annotated[str, StringConstraints(pattern=r"^(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$")]


ROW = ConfigDict(extra="forbid", allow_inf_nan=False)
"""Rows of tables are dataclasses under a contract: closed, but small; there may be a million."""


class Sector(Contract):
    """A part of the federation whose rates differ from the others."""

    id: Identifier
    name: Text
    founding: bool = False
    """New unions are founded in this sector."""


class FederationFile(Contract):
    """``federation.toml``: who this is."""

    name: Text
    short_name: Text
    parent: Text
    place: Text
    area: Text
    """The territory in a running sentence, e.g. "the district"."""
    level: Identifier
    provenance: Provenance
    reporting_dates: tuple[MonthDay, ...] = Field(min_length=1)
    sector: tuple[Sector, ...] = Field(min_length=1)


class Target(Contract):
    """One numeric promise."""

    id: Identifier
    what: Literal["members", "new_unions", "share", "average", "coverage"]
    kind: Literal["stock", "flow"]
    value: float = Field(ge=0)
    high: float | None = None
    """Upper end where the promise is a range (13-15)."""
    tolerance: float = Field(default=0, ge=0)
    """How far below ``value`` still counts as met [unit of value]."""
    comparison: Literal["at_least", "about", "all"]
    unit: Identifier
    sector: Identifier | None = None
    every_year: bool = False
    due: dt.date
    official_count: dt.date | None = None
    """The reporting date nearest to ``due``."""
    set_by: Text
    clause: Words
    known_on: dt.date
    wording: Text
    reading: Text
    """How an ambiguous phrase is read, and what other readings there are."""


class TargetsFile(Contract):
    """``targets.toml``."""

    target: tuple[Target, ...] = ()


class AssumptionVersion(Contract):
    """A rate as it could be argued on ``known_on``."""

    known_on: dt.date
    evidence_date: dt.date
    """End of the period the evidence speaks of."""
    value: float
    """Median implied by the range [unit of the rate]."""
    low: float
    """10th percentile."""
    high: float
    """90th percentile."""
    evidence: EvidenceGrade
    source: Text | Words
    """An address, which reads the same everywhere, or words in each language."""

    basis: Text


class Assumption(Contract):
    """One rate, in versions: an earlier ``as_of`` sees only the earlier, wider one."""

    id: Identifier
    sector: Identifier | None = None
    name: Text
    unit: Unit
    shape: Shape
    impact: EvidenceGrade
    version: tuple[AssumptionVersion, ...] = Field(min_length=1)

    @property
    def key(self) -> str:
        """Name of the rate as the model and ``--set`` know it."""
        return rate_key(self.id, self.sector)


class Precedent(Contract):
    """New unions somebody really founded in a period."""

    area: Text
    own: bool = False
    start: dt.date
    end: dt.date
    new_unions: float = Field(ge=0)
    known_on: dt.date
    source: Words
    grade: SourceGrade


class AssumptionsFile(Contract):
    """``assumptions.toml``."""

    assumption: tuple[Assumption, ...]
    precedent: tuple[Precedent, ...] = ()


class Event(Contract):
    """A dated break in the record."""

    id: Identifier
    kind: Literal["federation_ends", "members_leave", "members_arrive", "strike_off"]
    """``strike_off``: members long gone are struck off at once; how many is a rate."""
    date: dt.date
    known_on: dt.date
    sector: Identifier | None = None
    """The sector it touches; none means every sector."""
    share: float | None = Field(default=None, ge=0, le=1)
    """Fraction of the members of the sector at that date."""
    members: float | None = Field(default=None, ge=0)
    unions: float | None = Field(default=None, ge=0)
    name: Text
    source: Words

    @model_validator(mode="after")
    def has_a_size_unless_it_ends_all(self) -> Self:
        """A break of members needs exactly one of ``share`` and ``members``, a strike-off none."""
        sizes = (self.share is not None) + (self.members is not None)
        if self.kind in ("members_leave", "members_arrive") and sizes != 1:
            raise ValueError("exactly_one_of share members")
        if self.kind == "strike_off" and sizes:
            raise ValueError("sized_by_rate strike_off_share")
        return self


class EventsFile(Contract):
    """``events.toml``."""

    event: tuple[Event, ...] = ()


class RangeChange(Contract):
    """A planner's own range for one rate."""

    value: float
    low: float
    high: float


def flat_rates(stated: object) -> object:
    """The rates by key, whether the file writes ``"net_change.other"`` or the dotted TOML key.

    Examples
    --------
    >>> flat_rates({"net_change": {"other": 0.01}, "new_union_size": 70.0})
    {'net_change.other': 0.01, 'new_union_size': 70.0}
    """
    if not isinstance(stated, dict):
        return stated
    flat: dict[object, object] = {}
    for key, value in stated.items():
        by_sector = isinstance(value, dict) and not value.keys() & RangeChange.model_fields.keys()
        flat |= {f"{key}.{part}": v for part, v in value.items()} if by_sector else {key: value}
    return flat


class PlanChange(Contract):
    """What a scenario decides."""

    new_unions_per_year: int | YearlyNumbers | Literal["recorded"] | None = None
    """One number for every year, or one for each successive twelve months, the last repeating."""
    associations_per_year: int = Field(default=0, ge=0, le=240)

    @model_validator(mode="after")
    def decides_possible_numbers(self) -> Self:
        """Every number of new unions a year lies between 0 and 240."""
        decided = self.new_unions_per_year
        numbers = decided if isinstance(decided, tuple) else (decided,)
        if any(isinstance(n, int) and not 0 <= n <= 240 for n in numbers):
            raise ValueError("between new_unions_per_year 0 240")
        return self


class OriginChange(Contract):
    """Another reading of the newest count."""

    date: dt.date


class Shock(Contract):
    """A drop or rise of the membership of existing and new unions, spread over a period."""

    start: dt.date
    end: dt.date
    members_change: float = Field(gt=-1, lt=1)
    """Fraction of the members gained (positive) or lost over the whole period, as the shock
    loading of each sector scales it."""

    @model_validator(mode="after")
    def ends_after_it_starts(self) -> Self:
        """The period has a positive length."""
        if self.end <= self.start:
            raise ValueError("after end start")
        return self


class StrikeOff(Contract):
    """Members long gone are struck off at once; how many is the rate ``strike_off_share``."""

    date: dt.date
    sector: Identifier | None = None
    """The sector it touches; none means every sector."""


class ScenarioFile(Contract):
    """``scenarios/<name>.toml``: only what differs from the base."""

    name: Text
    note: Text
    plan: PlanChange = PlanChange()
    origin: OriginChange | None = None
    assumptions: Annotated[dict[str, float | RangeChange], BeforeValidator(flat_rates)] = Field(
        default_factory=dict
    )
    shock: tuple[Shock, ...] = ()
    strike_off: StrikeOff | None = None


@row(config=ROW, frozen=True, slots=True, kw_only=True)
class Fact:
    """One dated public figure: a row of ``record/facts.csv``."""

    date: dt.date
    """The date a stock is counted, or the end of a flow's period."""
    start: dt.date | None
    """Start of a flow's period; empty for a stock."""
    known_on: dt.date
    known_on_assumed: bool
    """``known_on`` was missing and taken as the end of the period."""
    indicator: Identifier
    sector: Identifier | None
    value: float
    low: float | None
    high: float | None
    source: Words
    grade: SourceGrade
    note: str = ""

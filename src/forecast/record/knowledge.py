"""What was known on a date: a dataset cut at ``as_of``, under one scenario.

Nothing dated later than ``as_of`` by its ``known_on`` passes this door; the floors above see only
a `Record`.
"""

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from forecast.record.contracts import (
    AssumptionVersion,
    Event,
    EvidenceGrade,
    Fact,
    FederationFile,
    PlanChange,
    Precedent,
    Shock,
    SourceGrade,
    Target,
)
from forecast.record.table_contracts import (
    Firm,
    Indicator,
    Movement,
    Rating,
    Renaming,
    RosterEntry,
)
from forecast.record.texts import Text
from forecast.record.vocabulary import Shape, Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class KnownRate:
    """One rate as known on ``as_of``, after the scenario's changes."""

    key: str
    """``new_union_size``, or with a sector ``net_change.school``."""

    name: Text
    unit: Unit
    shape: Shape
    value: float
    low: float
    high: float
    evidence: EvidenceGrade
    impact: EvidenceGrade
    version: AssumptionVersion
    """The version it rests on, as the file states it."""

    hindsight: bool
    """No version was known on ``as_of``: the earliest later one stands in."""

    changed_by_scenario: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The newest known membership total and what was counted with it."""

    date: dt.date
    """The date the count is taken to be of (a scenario may read it otherwise)."""

    stated_date: dt.date
    """The date the record states."""

    known_on: dt.date
    members: Mapping[str, float]
    """Members by sector id, adding to the total [members]."""

    unions: Mapping[str, float]
    """Unions by sector id [unions]."""

    workers: float | None
    """Workers of the unionised units, all sectors; ``None`` when unknown [workers]."""

    grade: SourceGrade
    source: str

    sizes: Mapping[str, tuple[float, ...]] = field(default_factory=dict)
    """Members of every union, largest first, by the sectors in which a roster of the stated date
    adds to ``members`` [members]."""

    @property
    def total(self) -> float:
        """Members of all sectors [members]."""
        return sum(self.members.values())


def open_unions(
    roster: Iterable[RosterEntry], *, sector: str, on: dt.date
) -> tuple[RosterEntry, ...]:
    """Unions of a sector that were open at a count, in the order of the table."""
    return tuple(
        entry
        for entry in roster
        if entry.sector == sector and entry.date == on and entry.closed is None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """Everything the floors above may know."""

    dataset: str
    federation: FederationFile
    as_of: dt.date
    scenario: str
    scenario_name: Text
    scenario_note: Text
    plan: PlanChange
    shocks: tuple[Shock, ...]
    origin: Origin | None
    facts: tuple[Fact, ...]
    rates: Mapping[str, KnownRate]
    targets: tuple[Target, ...]
    events: tuple[Event, ...]
    """Dated breaks that were known, and the strike-off of the scenario (kind ``strike_off``)."""

    precedents: tuple[Precedent, ...]
    tables: tuple[str, ...]
    """Names of the record tables present, sorted."""

    movements: tuple[Movement, ...] = ()
    roster: tuple[RosterEntry, ...] = ()
    """Unions that were renamed, merged or divided stand under the ids they have now."""

    firms: tuple[Firm, ...] = ()
    ratings: tuple[Rating, ...] = ()
    indicators: tuple[Indicator, ...] = ()
    renamings: tuple[Renaming, ...] = ()

    @property
    def hindsight(self) -> bool:
        """Whether any rate rests on facts later than ``as_of``."""
        return any(rate.hindsight for rate in self.rates.values())

    def roster_on(self, date: dt.date) -> Mapping[str, tuple[RosterEntry, ...]]:
        """Unions of each sector that were open at a count, in the order of the table.

        Returns
        -------
        Mapping
            By sector id, every sector of the federation; empty tuples when ``date`` was no count.
        """
        return {
            sector.id: open_unions(self.roster, sector=sector.id, on=date)
            for sector in self.federation.sector
        }

    @property
    def ends_on(self) -> dt.date | None:
        """The day the federation ends, if that was known."""
        ends = [event.date for event in self.events if event.kind == "federation_ends"]
        return min(ends, default=None)

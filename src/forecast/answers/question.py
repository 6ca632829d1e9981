"""From a record to the futures it implies: priors, evidence, setting, points, one run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from forecast.errors import Message, message
from forecast.model.block import Plan
from forecast.model.evidence import FoundingCounts, SectorStock, Totals
from forecast.model.priors import Prior
from forecast.model.rates import BLOCKS, POINTS_PER_BLOCK, Evidence, Points, draw_points
from forecast.model.setting import Break, ScheduledShock, Setting
from forecast.model.simulate import Futures, simulate
from forecast.model.timeline import add_years
from forecast.record.contracts import Event, Fact, Target
from forecast.record.knowledge import Origin, Record
from forecast.units import years_between

HORIZON_YEARS = 3.0
"""How far the fan runs when no target lies ahead [years]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A record with an origin, ready to be simulated."""

    record: Record
    origin: Origin
    setting: Setting
    priors: tuple[Prior, ...]
    evidence: tuple[Evidence, ...]
    found: tuple[Message, ...]
    """What of the record is evidence, in words."""

    seed: int

    def points(self, *, blocks: int = BLOCKS, per_block: int = POINTS_PER_BLOCK) -> Points:
        """Posterior points for this setting's steps."""
        return draw_points(
            self.priors,
            self.evidence,
            steps=len(self.setting.timeline.dates) - 1,
            seed=self.seed,
            blocks=blocks,
            per_block=per_block,
        )

    def futures(self) -> Futures:
        """One run at full size."""
        return simulate(self.points(), self.setting)


def question(record: Record, *, seed: int, marks: Mapping[str, date]) -> Question | None:
    """The question a record poses, or ``None`` when it knows no membership total.

    Parameters
    ----------
    marks
        Dates to be answered, by the target they belong to.
    """
    if record.origin is None:
        return None
    founding = founding_evidence(record)
    totals = total_evidence(record)
    evidence = [kind for kind, _ in (*founding, *totals)]
    return Question(
        record=record,
        origin=record.origin,
        setting=_setting(record, record.origin, marks),
        priors=tuple(Prior.of(rate) for rate in record.rates.values()),
        evidence=tuple(evidence),
        found=tuple(said for _, said in (*founding, *totals)),
        seed=seed,
    )


def _setting(record: Record, origin: Origin, marks: Mapping[str, date]) -> Setting:
    ahead = [day for day in marks.values() if day > origin.date]
    start = max(record.as_of, origin.date)
    return Setting(
        origin=origin.date,
        start=start,
        marks=tuple(sorted(ahead)) or (_horizon(record, start),),
        sectors=_stocks(record, origin),
        workers=origin.workers,
        breaks=tuple(_break(event) for event in record.events if event.kind != "federation_ends"),
        shocks=tuple(
            ScheduledShock(start=shock.start, end=shock.end, change=shock.members_change)
            for shock in record.shocks
        ),
        associations_per_year=record.plan.associations_per_year,
    )


def _horizon(record: Record, start: date) -> date:
    ahead = add_years(start, HORIZON_YEARS)
    return min(ahead, record.ends_on) if record.ends_on and record.ends_on > start else ahead


def _stocks(record: Record, origin: Origin) -> tuple[SectorStock, ...]:
    """Sectors at the origin; uncounted unions are taken to be of the size of new ones."""
    usual = record.rates["new_union_size"].value
    return tuple(
        SectorStock(
            id=sector.id,
            members=origin.members[sector.id],
            unions=origin.unions.get(sector.id, max(1.0, origin.members[sector.id] / usual)),
            founding=sector.founding,
        )
        for sector in record.federation.sector
    )


def _break(event: Event) -> Break:
    sign = -1.0 if event.kind == "members_leave" else 1.0
    return Break(
        on=event.date,
        sector=event.sector,
        share=sign * (event.share or 0.0),
        members=sign * (event.members or 0.0),
    )


def founding_evidence(record: Record) -> list[tuple[Evidence, Message]]:
    """Yearly foundings of the federation itself, over periods that do not overlap."""
    periods: list[Fact] = []
    counted = [f for f in record.facts if f.indicator == "new_unions" and f.start is not None]
    for fact in sorted(counted, key=lambda f: (f.date, f.known_on)):
        if fact.start and (not periods or fact.start > periods[-1].date):
            periods.append(fact)
    if not periods:
        return []
    exposures = [years_between(f.start or f.date, f.date) for f in periods]
    said = message(
        "{count:count} new unions over {months:count} months of record inform the founding rate",
        count=sum(f.value for f in periods),
        months=round(12 * sum(exposures)),
    )
    counts = tuple(f.value for f in periods)
    return [(FoundingCounts(counts=counts, exposures=tuple(exposures)), said)]


def total_evidence(record: Record) -> list[tuple[Evidence, Message]]:
    """Dated totals since the first one; a single total says nothing of growth."""
    newest: dict[date, Fact] = {}
    for fact in sorted(record.facts, key=lambda f: f.known_on):
        if fact.indicator == "members_total" and fact.sector is None:
            newest[fact.date] = fact
    totals = [newest[day] for day in sorted(newest)]
    if len(totals) < 2 or record.origin is None:
        return []
    first, later = totals[0], totals[1:]
    scale = first.value / record.origin.total
    sectors = tuple(
        SectorStock(
            id=stock.id,
            members=stock.members * scale,
            unions=max(1.0, stock.unions * scale),
            founding=stock.founding,
        )
        for stock in _stocks(record, record.origin)
    )
    evidence = Totals(
        sectors=sectors,
        years=tuple(years_between(first.date, f.date) for f in later),
        members=tuple(f.value for f in later),
        first_error=error_key(first),
        errors=tuple(error_key(f) for f in later),
    )
    said = message(
        "{count:count} dated membership totals since {since:day} inform growth; "
        "totals alone fix only the net change",
        count=len(totals),
        since=first.date,
    )
    return [(evidence, said)]


def error_key(fact: Fact) -> str:
    """Rate that is the counting error of a figure of its grade."""
    return f"count_error_{fact.grade.lower()}"


def plans(record: Record, rate: tuple[float, float] | None) -> tuple[Plan, ...]:
    """The plans the reading ``plan`` averages: every whole number of the promised range."""
    decided = record.plan.new_unions_per_year
    if decided is not None:
        return (decided,)
    if rate is None:
        return ("recorded",)
    return tuple(range(round(rate[0]), round(rate[1]) + 1))


def plan_rate(targets: tuple[Target, ...]) -> tuple[float, float] | None:
    """Promised new unions a year, low and high, if the plan names a yearly number."""
    promised = [t for t in targets if t.what == "new_unions" and t.every_year]
    if not promised:
        return None
    newest = max(promised, key=lambda t: t.known_on)
    return newest.value, newest.high if newest.high is not None else newest.value

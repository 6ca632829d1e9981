"""From a record to the futures it implies: priors, evidence, setting, points, one run."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from forecast.answers.evidence import record_evidence
from forecast.answers.stocks import sector_stocks
from forecast.errors import Message
from forecast.model.evidence.kind import Evidence
from forecast.model.futures import Futures, normals_needed, simulate
from forecast.model.plans import Plan
from forecast.model.priors import Prior
from forecast.model.rates import BLOCKS, POINTS_PER_BLOCK, Points, draw_points
from forecast.model.setting import Break, ScheduledShock, Setting
from forecast.model.timeline import add_years
from forecast.record.contracts import Event, Target
from forecast.record.knowledge import Origin, Record
from forecast.record.vocabulary import RATES, STRIKE_OFF, rate_key

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
            steps=normals_needed(self.setting),
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
    found = record_evidence(record)
    return Question(
        record=record,
        origin=record.origin,
        setting=_setting(record, record.origin, marks),
        priors=_priors(record),
        evidence=tuple(kind for kind, _ in found),
        found=tuple({said.template: said for _, said in found}.values()),
        seed=seed,
    )


def _priors(record: Record) -> tuple[Prior, ...]:
    """Prior of every rate; an optional one the record does not state is 0."""
    stated = [Prior.of(rate) for rate in record.rates.values()]
    absent = [
        Prior(key=key, shape=term.shape, low=0.0, high=0.0)
        for rate, term in RATES.items()
        if term.optional
        for key in (
            [rate_key(rate, sector.id) for sector in record.federation.sector]
            if term.by_sector
            else [rate]
        )
        if key not in record.rates
    ]
    return (*stated, *absent)


def _setting(record: Record, origin: Origin, marks: Mapping[str, date]) -> Setting:
    ahead = [day for day in marks.values() if day > origin.date]
    start = max(record.as_of, origin.date)
    return Setting(
        origin=origin.date,
        start=start,
        marks=tuple(sorted(ahead)) or (_horizon(record, start),),
        sectors=sector_stocks(record, origin),
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


def _break(event: Event) -> Break:
    """The break of an event; how many a strike-off takes is a rate, uncertain in every future."""
    sign = -1.0 if event.kind == "members_leave" else 1.0
    return Break(
        on=event.date,
        sector=event.sector,
        share=sign * (event.share or 0.0),
        members=sign * (event.members or 0.0),
        rate=STRIKE_OFF if event.kind == "strike_off" else None,
    )


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

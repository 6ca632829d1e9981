"""A federation in which nothing moves but what a test lets move, with one target."""

from collections.abc import Mapping, Sequence
from datetime import date

from forecast.answers.dates import AnswerDate
from forecast.answers.targets import ReadFutures
from forecast.model.futures import normals_needed, simulate
from forecast.model.plans import Plan
from forecast.model.priors import Prior
from forecast.model.rates import Points, draw_points
from forecast.model.setting import Setting
from forecast.model.stocks import SectorStock
from forecast.record.contracts import Target
from forecast.record.texts import Text
from forecast.record.vocabulary import RATES, rate_key

ORIGIN = date(2022, 11, 30)
DUE = date(2023, 11, 30)
SECTORS = (
    SectorStock(id="school", members=6000.0, unions=60.0, founding=False),
    SectorStock(id="firm", members=8000.0, unions=80.0, founding=True),
)
STILL: dict[str, float] = {
    "turnover": 0.1,
    "shock_loading": 1.0,
    "new_union_size": 50.0,
    "enrolment_at_founding": 1.0,
    "enrolment_months": 3.0,
    "pool_firms": 100_000.0,
    "pool_refill": 10.0,
    "founding_rate": 12.0,
    "founding_dispersion": 4.0,
    "count_error_a": 0.003,
    "count_error_b": 0.01,
    "count_error_c": 0.03,
    "association_size": 40.0,
}
"""All others are 0."""

Changes = Mapping[str, float | tuple[float, float]]
"""Rates other than still, by key or for all sectors; a pair of numbers is an 80 % range."""


def priors(changes: Changes) -> list[Prior]:
    """A prior for each rate of each sector."""
    found = []
    for rate, term in RATES.items():
        for sector in [s.id for s in SECTORS] if term.by_sector else [None]:
            key = rate_key(rate, sector)
            value = changes.get(key, changes.get(rate, STILL.get(rate, 0.0)))
            low, high = value if isinstance(value, tuple) else (value, value)
            found.append(Prior(key=key, shape=term.shape, low=low, high=high))
    return found


def target(value: float, *, due: date = DUE) -> AnswerDate:
    """A number of members to be reached."""
    text = Text(vi="Số đoàn viên", en="Members")
    promise = Target(
        id=f"members-{value:.0f}",
        what="members",
        kind="stock",
        value=value,
        comparison="at_least",
        unit="members",
        due=due,
        set_by=text,
        clause="1",
        known_on=ORIGIN,
        wording=text,
        reading=text,
    )
    return AnswerDate(target=promise, status="open", answered_on=due, reason=None)


def setting(*, start: date = ORIGIN, due: date = DUE, workers: float | None = None) -> Setting:
    """From the origin to one date."""
    return Setting(origin=ORIGIN, start=start, marks=(due,), sectors=SECTORS, workers=workers)


def points(stated: Sequence[Prior], where: Setting, *, per_block: int = 256) -> Points:
    """Points of the prior."""
    steps = normals_needed(where)
    return draw_points(stated, (), steps=steps, seed=7, per_block=per_block)


def planned(
    stated: Sequence[Prior],
    *,
    plans: tuple[Plan, ...] = (0,),
    where: Setting | None = None,
    per_block: int = 256,
) -> ReadFutures:
    """The futures of one plan, or of several that count alike."""
    asked = where or setting()
    run = simulate(points(stated, asked, per_block=per_block), asked)
    return ReadFutures(reading="plan", futures=run, plans=plans)

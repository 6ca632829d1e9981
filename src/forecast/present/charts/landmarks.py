"""What a yearly number of new unions is held against: the plan, what was done, what there is."""

from dataclasses import dataclass

from forecast.answers.answer import Answer
from forecast.answers.outcomes import Pool
from forecast.errors import Message, message, plural
from forecast.present.charts import theme
from forecast.present.observed import Pace, paces
from forecast.present.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Landmark:
    """One yearly number with its name."""

    per_year: float
    """New unions a year [unions per year]."""

    name: Message
    colour: str = theme.INK
    is_plan: bool = False
    """A range around the number is shaded; no rule is drawn."""


def landmarks(answer: Answer, words: Words) -> list[Landmark]:
    """Give the plan, the federation's own pace, the fastest precedent, where firms run out."""
    known = paces(answer.record)
    own = [pace for pace in known if pace.own][-1:]
    others = [pace for pace in known if not pace.own][-1:]
    done = [Landmark(per_year=pace.per_year, name=_pace(pace, words)) for pace in [*own, *others]]
    by_due = sorted(answer.pools, key=lambda pool: pool.target.due)
    limits = [_limit(pool, position) for position, pool in enumerate(by_due)]
    return [*_plan(answer), *done, *limits]


def _plan(answer: Answer) -> list[Landmark]:
    if answer.plan_rate is None:
        return []
    low, high = answer.plan_rate
    name = message("plan {rate:count_range}", rate=answer.plan_rate)
    return [Landmark(per_year=(low + high) / 2, name=name, is_plan=True)]


def _pace(pace: Pace, words: Words) -> Message:
    if pace.own:
        return _own_pace(pace)
    said = {"n": pace.per_year, "area": pace.area, "year": pace.year}
    if str(pace.year) in words.text(pace.area):
        return message("{n:count}: {area}", **said)
    return message("{n:count}: {area}, {year}", **said)


def _own_pace(pace: Pace) -> Message:
    """What the federation itself founded, when, and what that comes to in a year."""
    period = message("{year:plain}", year=pace.year)
    if pace.first_year != pace.year:
        period = message("{first:plain}–{last:plain}", first=pace.first_year, last=pace.year)
    founded = pace.new_unions
    if pace.is_of_a_year:
        return plural("{period}: one union", "{period}: {n:count} unions", n=founded, period=period)
    if not pace.is_annualised:
        return plural(
            "{period}: one union in less than half a year",
            "{period}: {n:count} unions in less than half a year",
            n=founded,
            period=period,
        )
    return plural(
        "{period}: one union in {months:count} months ({pace:count} a year)",
        "{period}: {n:count} unions in {months:count} months ({pace:count} a year)",
        n=founded,
        period=period,
        months=pace.months,
        pace=pace.per_year,
    )


def _limit(pool: Pool, position: int) -> Landmark:
    name = message(
        "about {n:count}: firms of 25 workers or more run out by {year}",
        n=pool.exhausted_at,
        year=pool.on.year,
    )
    colour, _, _ = theme.target_style(position)
    return Landmark(per_year=pool.exhausted_at, name=name, colour=colour)

"""Odds, needs, curves and fans of the sample, all from one normal law for each target."""

import calendar
import datetime as dt
from statistics import NormalDist
from typing import get_args

from sample_federation import AS_OF, ORIGIN, TARGET_2023, TARGET_2025

from forecast.answers.likelihood import likelihood, verdict
from forecast.answers.outcomes import Curve, Fan, NewUnionsAnswer, Reading, TargetAnswer
from forecast.record.contracts import Target

READINGS: tuple[Reading, ...] = get_args(Reading)
LEVELS = (0.1, 0.25, 0.5, 0.75, 0.9)
GRID = tuple(range(121))


def law(target: Target, per_year: float) -> NormalDist:
    """Members on the due date at ``per_year`` new unions a year."""
    if target.due.year == 2023:
        return NormalDist(18_000 + 67.2 * (per_year - 45), 850 + 8 * per_year)
    return NormalDist(19_500 + 180 * (per_year - 26), 2_000 + 25 * per_year)


PER_YEAR: dict[Reading, float] = {"plan": 14.0, "recorded": 17.0}


def odds(
    target: Target, reading: Reading = "plan", *, probability: float | None = None
) -> TargetAnswer:
    """Odds of one target under one reading; ``probability`` overrides the sample's own."""
    members = law(target, PER_YEAR[reading])
    p = 1 - members.cdf(target.value) if probability is None else probability
    gap = target.value - members.mean
    z = gap / members.stdev
    standard = NormalDist()
    return TargetAnswer(
        target=target,
        reading=reading,
        status="open",
        answered_on=target.due,
        reason=None,
        probability=p,
        probability_within_tolerance=min(1.0, p + 0.015),
        standard_error=0.0008,
        if_rates_known=(p / 2, min(1.0, 2 * p)),
        median=members.mean,
        mean=members.mean,
        interval80=(members.inv_cdf(0.1), members.inv_cdf(0.9)),
        expected_shortfall=gap * standard.cdf(z) + members.stdev * standard.pdf(z),
        likelihood=likelihood(p),
        verdict=verdict(p),
    )


def curve_of(target: Target) -> Curve:
    """Odds over the whole grid of new unions a year."""
    chances = tuple(1 - law(target, n).cdf(target.value) for n in GRID)
    return Curve(
        target=target, per_year=GRID, probability=chances, standard_error=(0.0008,) * len(GRID)
    )


def fewest(target: Target, confidence: float) -> NewUnionsAnswer:
    """Fewest new unions a year on the sample's curve."""
    curve = curve_of(target)
    reached = [n for n in GRID if curve.probability[n] >= confidence]
    n = reached[0] if reached else None
    return NewUnionsAnswer(
        target=target,
        confidence=confidence,
        per_year=n,
        interval=None if n is None else (n, n + 1),
        reachable=n is not None,
        best_probability=max(curve.probability),
        best_per_year=max(GRID, key=lambda m: curve.probability[m]),
        searched_to=GRID[-1],
        unprecedented=None if n is None else n > 19,
        reason=None,
    )


def month_ends(first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
    """``first`` and every month's end after it up to ``last``."""
    ends = [
        dt.date(year, month, calendar.monthrange(year, month)[1])
        for year in range(first.year, last.year + 1)
        for month in range(1, 13)
    ]
    return (first, *(day for day in ends if first < day <= last))


def between(day: dt.date, reading: Reading) -> NormalDist:
    """Members on ``day``, straight between the origin and the two due dates."""
    n = PER_YEAR[reading]
    knots = [
        (AS_OF, NormalDist(ORIGIN.total, 1.0)),
        (TARGET_2023.due, law(TARGET_2023, n)),
        (TARGET_2025.due, law(TARGET_2025, n)),
    ]
    earlier, later = (knots[0], knots[1]) if day <= TARGET_2023.due else (knots[1], knots[2])
    part = (day - earlier[0]).days / (later[0] - earlier[0]).days
    variance = (1 - part) * earlier[1].variance + part * later[1].variance
    return NormalDist(
        (1 - part) * earlier[1].mean + part * later[1].mean,
        variance**0.5,
    )


def fan_of(reading: Reading) -> Fan:
    """Membership by month from the origin to the last due date."""
    days = month_ends(AS_OF, TARGET_2025.due)
    laws = [between(day, reading) for day in days]
    return Fan(
        reading=reading,
        dates=days,
        mean=tuple(members.mean for members in laws),
        quantiles={level: tuple(members.inv_cdf(level) for members in laws) for level in LEVELS},
    )

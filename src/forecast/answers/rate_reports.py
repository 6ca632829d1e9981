"""What the record did to each rate: where it moved it, how far it narrowed it, what it cannot fix.

Everything is measured in the prior's scores, where every rate is standard normal before the record
has spoken: a posterior standard deviation of 0.6 is a range two fifths narrower.
"""

from collections.abc import Mapping, Sequence
from itertools import combinations

import numpy as np
import numpy.typing as npt
from scipy.special import logit

from forecast.answers.answer import Diagnostics, RateReport
from forecast.answers.kinds import kind_name
from forecast.answers.weighted import quantiles
from forecast.errors import Message, message
from forecast.model.evidence.founding_sizes import FoundingSizes
from forecast.model.evidence.kind import Evidence
from forecast.model.priors import Z90
from forecast.model.rates import Points
from forecast.record.knowledge import KnownRate, Record

Floats = npt.NDArray[np.float64]

RANGE = (0.1, 0.5, 0.9)
MOVED = 0.1
"""Shift of the median that counts as moved [share of the prior's 80 % range]."""

NARROWED = 0.05
"""Narrowing that counts; less may be numerical."""

TOGETHER = 0.8
"""Correlation at which two rates are fixed only together."""

TAIL = 0.01
"""Probability of the largest new union below which lognormal sizes are too tame."""


def rate_reports(
    record: Record, points: Points, evidence: Sequence[Evidence]
) -> tuple[RateReport, ...]:
    """One report a rate, in the order of the record."""
    scores = _scores(record, points)
    return tuple(
        _report(rate, points, scores.get(rate.key), evidence) for rate in record.rates.values()
    )


def prior_report(rate: KnownRate) -> RateReport:
    """The report of a rate no record speaks of."""
    stated = (rate.low, rate.value, rate.high)
    return RateReport(key=rate.key, prior=stated, posterior=stated, moved=False)


def diagnostics(
    record: Record, points: Points, evidence: Sequence[Evidence], said: tuple[Message, ...]
) -> Diagnostics:
    """How far the points can be trusted and what the record cannot fix.

    Parameters
    ----------
    said
        What of the record is evidence, in words.
    """
    return Diagnostics(
        points=len(points.weights),
        effective_points=points.effective,
        pareto_k=points.pareto_k,
        evidence=said,
        unidentified=unidentified(record, points, evidence),
    )


def _report(
    rate: KnownRate, points: Points, scores: Floats | None, evidence: Sequence[Evidence]
) -> RateReport:
    low, middle, high = quantiles(points.rates[rate.key], points.weights, RANGE)
    moved = abs(middle - rate.value) > MOVED * (rate.high - rate.low)
    narrowed = 0.0 if scores is None else 1 - _spread(scores, points.weights)
    names = {
        name.template: name
        for kind in evidence
        if rate.key in kind.depends_on
        for name in [kind_name(kind)]
    }
    told = moved or narrowed >= NARROWED
    return RateReport(
        key=rate.key,
        prior=(rate.low, rate.value, rate.high),
        posterior=(low, middle, high),
        moved=moved,
        narrowed=narrowed,
        informed_by=tuple(names.values()) if told else (),
    )


def _scores(record: Record, points: Points) -> dict[str, Floats]:
    """Scores of the points for every uncertain rate, standard normal under the prior."""
    found = {}
    for rate in record.rates.values():
        if rate.low < rate.high:
            low, high = _straight(np.array([rate.low, rate.high]), rate)
            values = _straight(points.rates[rate.key], rate)
            found[rate.key] = (values - (low + high) / 2) * 2 * Z90 / (high - low)
    return found


def _straight(values: Floats, rate: KnownRate) -> Floats:
    """The scale on which the prior is normal."""
    if rate.shape == "signed":
        return values
    return np.asarray(logit(values) if rate.shape == "fraction" else np.log(values))


def _spread(scores: Floats, weights: Floats) -> float:
    return float(np.sqrt(np.cov(scores, aweights=weights, ddof=0)))


def unidentified(
    record: Record, points: Points, evidence: Sequence[Evidence]
) -> tuple[Message, ...]:
    """Rates the record speaks of without narrowing them, and pairs it fixes only together."""
    spoken_of = frozenset().union(*(kind.depends_on for kind in evidence))
    scores = {key: z for key, z in _scores(record, points).items() if key in spoken_of}
    wide = [key for key, z in scores.items() if 1 - _spread(z, points.weights) < NARROWED]
    found = [
        message(
            "The record fixes {one} and {other} only together, not each alone",
            one=record.rates[one].name,
            other=record.rates[other].name,
        )
        for one, other in _tied(scores, points.weights)
    ]
    if wide:
        names = [record.rates[key].name for key in wide]
        found.append(
            message("The record hardly narrows these assumptions: {names:semicolons}", names=names)
        )
    return tuple(found)


def _tied(scores: Mapping[str, Floats], weights: Floats) -> list[tuple[str, str]]:
    """Pairs whose scores move together over the posterior."""
    if len(scores) < 2:
        return []
    covariance = np.cov(np.stack(list(scores.values())), aweights=weights, ddof=0)
    spread = np.sqrt(np.diagonal(covariance))
    correlation = covariance / np.outer(spread, spread)
    pairs = combinations(enumerate(scores), 2)
    return [(one, other) for (i, one), (j, other) in pairs if abs(correlation[i, j]) > TOGETHER]


def heavy_tail(points: Points, evidence: Sequence[Evidence]) -> tuple[Message, ...]:
    """A caution where the largest new union is too large for lognormal sizes."""
    for kind in evidence:
        if isinstance(kind, FoundingSizes):
            chance = float(points.weights @ kind.chance_of_largest(points.rates))
            if chance < TAIL:
                return (
                    message(
                        "The largest new union of the record has {members:count} members, more "
                        "than the sizes of the others let expect: sizes have a heavier tail than "
                        "assumed, and the range of the forecast may be too narrow",
                        members=max(kind.members),
                    ),
                )
    return ()

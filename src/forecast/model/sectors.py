"""Members sector by sector, from the futures the members of all are read from.

Unions are founded in one sector only: its members are the existing ones and a sum of sizes, whose
law is known given what all unions share, as in `forecast.model.law`. In every other sector nothing
is integrated out, so that its law is that of the weighted points themselves.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import numpy.typing as npt
from scipy.interpolate import PchipInterpolator
from scipy.special import ndtri

from forecast.model.futures import Futures
from forecast.model.law import TOLERANCE, Law
from forecast.model.plans import Plan

Floats = npt.NDArray[np.float64]

SCORES = np.array([-2.1, -1.4, -0.7, 0.0, 0.7, 1.4, 2.1])
"""Standard deviations from the mean at which the odds of the founding sector are computed."""

LARGEST_STEP = 0.02
"""Correction beyond which a law is not smooth enough for a single one [standard deviations]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorMembers:
    """Members of one sector on one date."""

    mean: float
    """[members]"""

    quantiles: tuple[float, ...]
    """One a level that was asked for [members]."""


def sector_members(
    futures: Futures, day: date, plans: Sequence[Plan], *, levels: Sequence[float]
) -> tuple[SectorMembers, ...]:
    """Members of each sector on a date, under plans that count alike.

    Parameters
    ----------
    levels
        Probabilities of not being exceeded, strictly between 0 and 1.

    Returns
    -------
    tuple of SectorMembers
        In the order of the setting. The means add to that of `Futures.law`; quantiles do not add.
    """
    drawn, expected = futures.by_sector(day), futures.expected(day)
    weights = futures.weights
    founding = futures.setting.founding_sector
    return tuple(
        _founded_in(founding_law(futures, day, plans), levels)
        if number == founding
        else _drawn(drawn[:, number], expected[:, number], weights, levels)
        for number in range(len(futures.setting.sectors))
    )


def founding_law(futures: Futures, day: date, plans: Sequence[Plan]) -> Law:
    """The law of the sector in which unions are founded, those the plan cannot change included."""
    founding = futures.setting.founding_sector
    return replace(
        futures.law(day, plans),
        existing=futures.by_sector(day)[:, founding],
        expected=futures.expected(day)[:, founding],
    )


def quantiles(law: Law, levels: Sequence[float]) -> tuple[float, ...]:
    """Members that are not exceeded with the given probabilities [members].

    Notes
    -----
    `Law.quantiles` finds them one by one. Here they are read off a monotone interpolation
    (Fritsch & Carlson 1980) of the normal score of the odds, which is nearly straight, and
    corrected once by the odds at the place found, in less than a third of the evaluations and
    within 0.003 standard deviations. Where the correction is not small, as in a law with steps,
    they are found one by one.
    """
    sd = float(np.sqrt(law.variance))
    if sd >= TOLERANCE:
        found = _corrected(law, law.mean + sd * SCORES, ndtri(levels), limit=LARGEST_STEP * sd)
        if found is not None:
            return tuple(float(members) for members in found)
    return tuple(law.quantiles(levels))


def _corrected(law: Law, edges: Floats, asked: Floats, *, limit: float) -> Floats | None:
    """Members at normal scores; ``None`` where one correction does not settle them."""
    scores = _scores(law, edges)
    if not np.isfinite(scores).all() or (np.diff(scores) <= 0).any():
        return None
    if asked.min() < scores[0] or asked.max() > scores[-1]:
        return None
    members = PchipInterpolator(scores, edges)
    guess = members(asked)
    step = members(asked, nu=1) * (asked - _scores(law, guess))
    return np.asarray(guess + step) if (np.abs(step) <= limit).all() else None


def _scores(law: Law, values: Floats) -> Floats:
    """Normal scores of P(members < value)."""
    return -np.asarray(ndtri([law.odds(float(value)) for value in values]))


def _founded_in(law: Law, levels: Sequence[float]) -> SectorMembers:
    return SectorMembers(mean=law.mean, quantiles=quantiles(law, levels))


def _drawn(
    members: Floats, expected: Floats, weights: Floats, levels: Sequence[float]
) -> SectorMembers:
    found = np.quantile(members, levels, weights=weights, method="inverted_cdf")
    return SectorMembers(
        mean=float(weights @ expected), quantiles=tuple(float(value) for value in found)
    )

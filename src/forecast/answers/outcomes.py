"""What becomes of each target: odds, needs, paths by month, and what the plan's numbers ask for.

Counts of people are [members], probabilities lie in [0, 1], a reading is ``plan`` or ``recorded``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from forecast.errors import Message
from forecast.record.contracts import Target

Reading = Literal["plan", "recorded"]
Status = Literal["open", "past", "ended", "unanswerable"]
Verdict = Literal["realistic", "stretch", "unrealistic"]
Likelihood = Literal[
    "virtually_certain",
    "very_likely",
    "likely",
    "about_as_likely_as_not",
    "unlikely",
    "very_unlikely",
    "exceptionally_unlikely",
]
Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetAnswer:
    """The odds of one membership target under one reading."""

    target: Target
    reading: Reading
    status: Status
    answered_on: date | None
    """The date the odds are of: the due date, or the last official count before the end."""

    reason: Message | None
    """Why it is unanswerable, past or ended; ``None`` for an open target."""

    probability: float | None
    """P(members >= value)."""

    probability_within_tolerance: float | None
    """P(members >= value - tolerance)."""

    standard_error: float | None
    """Numerical error of ``probability``, from independent scrambles."""

    if_rates_known: tuple[float, float] | None
    """10th and 90th percentile of what ``probability`` would be if the rates were known."""

    median: float | None
    mean: float | None
    interval80: tuple[float, float] | None
    """10th and 90th percentile [members]."""

    expected_shortfall: float | None
    """E[max(0, value - members)] [members]."""

    likelihood: Likelihood | None
    """Word of the scale in the house style, by the displayed per cent."""

    verdict: Verdict | None


@dataclass(frozen=True, slots=True, kw_only=True)
class NewUnionsAnswer:
    """Fewest new unions a year for given odds of one target."""

    target: Target
    confidence: float
    per_year: int | None
    """Smallest n whose odds reach ``confidence``; ``None`` when none on the grid does."""

    interval: tuple[int | None, int | None] | None
    """Numerical error of ``per_year`` only; an end is ``None`` beyond the grid."""

    reachable: bool
    best_probability: float | None
    best_per_year: int | None
    """The n with the best odds on the grid."""

    searched_to: int | None
    """Top of the grid [unions per year]."""

    unprecedented: bool | None
    """Above every yearly number of the known precedents."""

    reason: Message | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """What leads a brief, and nothing else: the odds, and how many new unions make them even."""

    targets: tuple[TargetAnswer, ...]
    """Each membership target under both readings; ``if_rates_known`` is left out."""

    new_unions: tuple[NewUnionsAnswer, ...]
    """Each membership target at a confidence of 0.5."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Curve:
    """Odds of one target for every number of new unions a year."""

    target: Target
    per_year: tuple[int, ...]
    probability: tuple[float, ...]
    standard_error: tuple[float, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Fan:
    """Membership by month under one reading."""

    reading: Reading
    dates: tuple[date, ...]
    mean: tuple[float, ...]
    quantiles: Mapping[float, tuple[float, ...]]
    """Level (0.1, 0.25, 0.5, 0.75, 0.9) to members on each date [members]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorFan:
    """Members of one sector by month, under the reading of `forecast.answers.leading.leading`."""

    sector: str
    """Identifier of the sector, as in ``federation.toml``."""

    dates: tuple[date, ...]
    mean: tuple[float, ...]
    """They add to the mean of all under that reading [members]."""

    quantiles: Mapping[float, tuple[float, ...]]
    """Level (0.1, 0.25, 0.5, 0.75, 0.9) to members on each date [members]; those of sectors do not
    add."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drivers:
    """Where the mean change until one date comes from, under the plan reading [members].

    ``opening + admitted + organised + transfers_in - left - closed_members - transfers_out +
    breaks == closing``, all of them means over the futures.
    """

    target: Target
    on: date
    opening: float
    admitted: float
    organised: float
    transfers_in: float
    left: float
    closed_members: float
    transfers_out: float
    breaks: float
    closing: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """What the finite pool of firms allows until one date."""

    target: Target
    on: date
    firms: tuple[float, float, float]
    """Firms that could found a union until then: 10th, 50th, 90th percentile [firms]."""

    members_ceiling: tuple[float, float, float]
    """Members if every one of them did: 10th, 50th, 90th percentile [members]."""

    exhausted_at: float
    """New unions a year that empty the median pool by then [unions per year]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class WithoutCeiling:
    """The odds under one reading if members could exceed the workers of unionised units."""

    target: Target
    reading: Reading
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficialCount:
    """The odds at the official count nearest to the due date, where the plan's date is read so."""

    target: Target
    reading: Reading
    on: date
    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanArithmetic:
    """What the plan's own numbers ask for, from nothing but the plan."""

    first: Target
    second: Target
    members: float
    """Members to be added between the two due dates [members]."""

    new_unions: tuple[float, float]
    """New unions the plan founds between them, low and high."""

    members_per_union: tuple[float, float]
    """Members each must bring if existing unions neither gain nor lose, low and high."""

    yearly: float
    """Members a year between the two due dates [members per year]."""

    carried_back_to: date
    carried_back: float
    """Members needed on ``carried_back_to`` to be on that straight line [members]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class MustBeTrue:
    """Without any known total: base, mean size and net change that would carry a target."""

    target: Target
    net_change: float
    """Net change of existing unions, closures included [fraction per year]."""

    members_per_union: float
    base: float
    """Members needed on ``as_of`` [members]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class IndicatorAnswer:
    """A promise that is not a number of members: how it stands in the record."""

    target: Target
    status: Status
    reason: Message | None
    probability: float | None
    """For new unions a year: P(foundings in a year >= value) if the record goes on."""

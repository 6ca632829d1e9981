"""One answer object: every figure a notebook, a brief, the command line or JSON may show.

Values are unrounded here; `forecast.answers.schema` rounds once, at the edge. Counts of people
are [members], probabilities lie in [0, 1], a reading is ``plan`` or ``recorded``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import numpy.typing as npt

from forecast.errors import Message
from forecast.model.plans import Plan
from forecast.record.contracts import Target
from forecast.record.knowledge import Record

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
class Lever:
    """One rate moved alone, the plan's number of new unions kept, until the odds are reached."""

    target: Target
    confidence: float
    rate: Literal["new_union_size", "net_change"]
    base: float
    """The value in the base [unit of the rate]; net change: per year, all existing unions."""

    needed: float | None
    """The value that reaches the odds; ``None`` when no value within ``tried`` does."""

    tried: tuple[float, float]
    best_probability: float
    """The best odds within ``tried``."""


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


@dataclass(frozen=True, slots=True, kw_only=True)
class RateReport:
    """Prior and posterior range of one rate [unit of the rate]."""

    key: str
    prior: tuple[float, float, float]
    """10th, 50th, 90th percentile."""

    posterior: tuple[float, float, float]
    moved: bool
    """The record moved its median by more than a tenth of the prior's 80 % range."""

    narrowed: float = 0.0
    """One less the posterior's standard deviation over the prior's, both in the prior's scores."""

    informed_by: tuple[Message, ...] = ()
    """Kinds of record that speak of it, where they moved or narrowed it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Diagnostics:
    """How far the posterior points can be trusted."""

    points: int
    effective_points: float
    pareto_k: float | None
    """Pareto shape of the largest weights; ``None`` when all weights are equal."""

    evidence: tuple[Message, ...]
    """What of the record moved the rates."""

    unidentified: tuple[Message, ...] = ()
    """What the record speaks of and yet cannot fix."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LeverTable:
    """Odds of one target for pairs: so much of another lever, so many new unions a year."""

    target: Target
    lever: Literal["new_union_size", "net_change"]
    values: tuple[float, ...]
    """One a row: how many times as large the plan's new unions are, or what is added to the net
    change of all existing unions [fraction per year]."""

    planned: tuple[float, ...]
    """Odds of each row under the plan reading."""

    per_year: tuple[int, ...]
    """One a column [unions per year]."""

    probability: tuple[tuple[float, ...], ...]
    """Row by row, one a column."""

    fewest: tuple[tuple[int | None, ...], ...]
    """Row by row, the fewest new unions a year for odds of 50, 80 and 90 %; ``None`` where none up
    to ``searched_to`` is enough [unions per year]."""

    searched_to: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Timing:
    """Odds of one target if the plan's unions are founded earlier or later, as many in all."""

    target: Target
    shape: Literal["early", "even", "late"]
    per_year: tuple[float, ...]
    """New unions of each twelve months, the mean over the plans of the reading."""

    probability: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CatchUp:
    """What is left of the plan's yearly number of new unions in the calendar year of ``as_of``."""

    year: int
    counted_until: date | None
    """Up to which day foundings of this year are known; ``None`` when none are."""

    founded: float | None
    """Known foundings of this year; ``None`` when none are known, and then none are subtracted."""

    promised: tuple[float, float]
    """The plan's yearly number, low and high [unions per year]."""

    remaining: tuple[float, float]
    """Still to be founded this year, low and high [unions]."""

    months: float
    """Left of the year, or until the federation ends [months]."""

    per_month: tuple[float, float] | None
    """``None`` when no time is left [unions per month]."""

    fewest: tuple[NewUnionsAnswer, ...]
    """Beside it, what the membership targets ask for from now on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TornadoBar:
    """The odds of one target with one rate at either end of its 80 % range, plan reading."""

    target: Target
    rate: str
    low: float
    """10th percentile after the record has spoken [unit of the rate]."""

    high: float
    """90th percentile."""

    probability_low: float
    """Odds with the rate at ``low``, all else as drawn."""

    probability_high: float

    @property
    def swing(self) -> float:
        """How far the odds are apart."""
        return abs(self.probability_high - self.probability_low)


@dataclass(frozen=True, slots=True, kw_only=True)
class SobolIndex:
    """Share of the variance of the conditional odds of one target that one input explains."""

    target: Target
    input: str
    """Key of a rate, or ``record`` (all rates the record informs, which it ties together),
    ``economy``, ``closures`` or ``foundings`` (how many unions are founded as recorded)."""

    rates: tuple[str, ...]
    """The rates in it."""

    first: float
    """Explained by it alone."""

    first_interval: tuple[float, float]
    """95 % bootstrap interval of the numerical error."""

    total: float
    """Explained by it alone or together with others."""

    total_interval: tuple[float, float]
    clipped: bool
    """The estimate of ``first`` was below 0 and is shown as 0: no share is negative, but an
    estimate of a share near 0 falls below it half of the time."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordValue:
    """How much one kind of record, if collected, is expected to narrow the answer."""

    kind: Literal["totals", "movements", "roster", "firms", "foundings", "sizes"]
    reduction: float
    """Expected share of the variance of the members that goes, in [0, 1]."""

    standard_error: float
    held: bool
    """The record has some of this kind already; the figures would come on top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditedOdds:
    """Odds of one target under one plan, by the fast calculation and union by union."""

    target: Target
    plan: Plan
    fast: float
    exact: float
    standard_error: float
    """Of the difference, from the scatter of independent scrambles."""

    @property
    def difference(self) -> float:
        """What the fast calculation says too much."""
        return self.fast - self.exact


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """The fast calculation against a simulation of every union."""

    paths: int
    odds: tuple[AuditedOdds, ...]

    @property
    def largest(self) -> AuditedOdds:
        """Where the two are farthest apart."""
        return max(self.odds, key=lambda one: abs(one.difference))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Everything asked of one record under one scenario and seed."""

    record: Record
    seed: int
    targets: tuple[TargetAnswer, ...]
    new_unions: tuple[NewUnionsAnswer, ...]
    curves: tuple[Curve, ...]
    fans: tuple[Fan, ...]
    drivers: tuple[Drivers, ...]
    levers: tuple[Lever, ...]
    pools: tuple[Pool, ...]
    without_ceiling: tuple[WithoutCeiling, ...]
    official_counts: tuple[OfficialCount, ...]
    plan_rate: tuple[float, float] | None
    plan_arithmetic: PlanArithmetic | None
    must_be_true: tuple[MustBeTrue, ...]
    indicators: tuple[IndicatorAnswer, ...]
    rates: tuple[RateReport, ...]
    diagnostics: Diagnostics | None
    warnings: tuple[Message, ...]
    audit: Audit | None = None
    """``None`` unless it was asked for, or where nothing is open."""

    lever_tables: tuple[LeverTable, ...] = ()
    timing: tuple[Timing, ...] = ()
    catch_up: CatchUp | None = None
    tornado: tuple[TornadoBar, ...] = ()
    sobol: tuple[SobolIndex, ...] = ()
    sector_fans: tuple[SectorFan, ...] = ()
    """One a sector where there is more than one."""

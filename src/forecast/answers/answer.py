"""One answer object: every figure a notebook, a brief, the command line or JSON may show.

Values are unrounded here; `forecast.answers.schema` rounds once, at the edge. Counts of people
are [members], probabilities lie in [0, 1], a reading is ``plan`` or ``recorded``.
"""

from dataclasses import dataclass

from forecast.answers.outcomes import (
    Curve,
    Drivers,
    Fan,
    IndicatorAnswer,
    MustBeTrue,
    NewUnionsAnswer,
    OfficialCount,
    PlanArithmetic,
    Pool,
    SectorFan,
    TargetAnswer,
    WithoutCeiling,
)
from forecast.answers.what_if import CatchUp, Lever, LeverTable, SobolIndex, Timing, TornadoBar
from forecast.errors import Message
from forecast.model.plans import Plan
from forecast.record.contracts import Target
from forecast.record.knowledge import Record


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

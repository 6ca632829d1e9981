"""What would change the answer: other levers, other timing, and which uncertain inputs weigh."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from forecast.answers.outcomes import NewUnionsAnswer
from forecast.record.contracts import Target


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

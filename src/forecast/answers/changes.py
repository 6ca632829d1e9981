"""What moved an answer since the last brief, cause by cause, in parts that add to the whole.

The last brief's answer becomes today's in five steps, always in this order, each on top of those
before it (successive replacement; another order would give other parts)::

    published → code → seed → assumptions → targets → record = today's answer

A part is the difference of two neighbouring published figures, so the parts add exactly. A figure
that a step does not have (the odds of a target that did not exist yet, a mixture the model
refuses) joins that step to the next: one part with both causes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from forecast.answers.outcomes import Reading

Cause = Literal["code", "seed", "assumptions", "targets", "record"]
CAUSES: tuple[Cause, ...] = ("code", "seed", "assumptions", "targets", "record")
"""In the order in which they are replaced."""

Number = int | float


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What one cause did to a figure, or several that cannot be told apart."""

    causes: tuple[Cause, ...]
    change: Number
    """Unit of the figure."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Steps:
    """One figure from the last brief to this one."""

    levels: tuple[Number | None, ...]
    """As published, then after each of `CAUSES`; ``None`` where there is no such figure."""

    parts: tuple[Part, ...]
    """They add to ``change``; none where either end is missing."""

    @property
    def before(self) -> Number | None:
        """The figure of the last brief."""
        return self.levels[0]

    @property
    def after(self) -> Number | None:
        """The figure of this brief."""
        return self.levels[-1]

    @property
    def moved(self) -> bool:
        """Whether the figure or any part of its change is another one."""
        return self.before != self.after or any(part.change for part in self.parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A membership target as one brief understood it."""

    value: int
    """[members]."""

    tolerance: int
    """[members]."""

    due: date


@dataclass(frozen=True, slots=True, kw_only=True)
class TargetChange:
    """How the answer to one target moved."""

    target: str
    """Identifier, as in ``targets.toml``."""

    before: Promise | None
    """``None`` for a target that is new."""

    after: Promise | None
    """``None`` for a target that is no longer set."""

    odds: Mapping[Reading, Steps]
    """P(members >= value), four decimals."""

    fewest: Steps
    """Fewest new unions a year for even odds [unions per year]."""

    @property
    def is_kept(self) -> bool:
        """Whether both briefs answer the same promise."""
        return self.before == self.after

    @property
    def moved(self) -> bool:
        """Whether anything about it is another one."""
        figures = (*self.odds.values(), self.fewest)
        return not self.is_kept or any(steps.moved for steps in figures)


@dataclass(frozen=True, slots=True, kw_only=True)
class Baseline:
    """The edition an answer is held against."""

    as_of: date
    scenario: str
    seed: int
    version: str
    """Version of this software that made it."""

    manifest: str
    """SHA-256 of its list of files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RateChange:
    """One assumption then and now: 10th, 50th and 90th percentile [unit of the rate]."""

    key: str
    before: tuple[Number, ...] | None
    after: tuple[Number, ...] | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """The newest total a brief rests on."""

    date: date
    members: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reasons:
    """What differs between the two briefs, whether or not it moved a figure."""

    versions: Mapping[str, tuple[str | None, str | None]]
    """Libraries of another version, by name: then and now."""

    files: Mapping[Cause, tuple[str, ...]]
    """Files of the dataset that differ, by the cause they belong to."""

    tables: tuple[str, ...]
    """Tables of the record in which something else was known."""

    rates: tuple[RateChange, ...]
    count_before: Count | None
    count_after: Count | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """An earlier answer against today's."""

    baseline: Baseline
    reading: Reading
    """The reading that leads the brief."""

    targets: tuple[TargetChange, ...]
    """Today's by due date, then those no longer set."""

    reasons: Reasons

    @property
    def moved(self) -> bool:
        """Whether any figure of any target is another one."""
        return any(target.moved for target in self.targets)

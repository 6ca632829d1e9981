"""What lies on the shelf: published editions as they were read back, before any language.

An edition's own folder is the source of everything here; nothing is computed anew.
"""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from forecast.answers.outcomes import Likelihood, Status
from forecast.record.dataset import BASE
from forecast.record.texts import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """Members promised by a date; a revised promise is another one."""

    target: str
    """Identifier in ``targets.toml``."""

    value: float
    """Members promised [members]."""

    tolerance: float
    """What may be missing of a promise that says "about"; 0 for "at least" [members]."""

    due: dt.date


@dataclass(frozen=True, slots=True, kw_only=True)
class Fewest:
    """Fewest new unions a year for even odds, as far as they were searched for."""

    per_year: int | None
    """``None`` when no number searched gives even odds."""

    best_probability: float
    best_per_year: int
    searched_to: int
    """Top of the search [unions per year]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """What an edition says of one promise."""

    promise: Promise
    status: Status
    answered_on: dt.date | None
    probability: float | None
    likelihood: Likelihood | None
    fewest: Fewest | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelvedEdition:
    """One published edition: what it says of itself and of its targets, and its files."""

    folder: str
    as_of: dt.date
    scenario: str
    scenario_name: Text | None
    name: Text
    """The federation's name."""

    illustrative: bool
    hindsight: bool
    looks_back: bool
    draft: bool
    counted_on: dt.date | None
    members: float | None
    """The newest total the edition knew [members]."""

    plan_rate: tuple[float, float] | None
    """New unions a year as planned, low and high; ``None`` where nothing is planned."""

    keeps_pace: bool
    """The option leaves the number of new unions as it was planned."""

    odds: tuple[Odds, ...]
    """By due date."""

    files: frozenset[str]
    """Names of the files that can be opened."""

    def has_brief(self, lang: str) -> bool:
        """Whether there is a brief in this language."""
        return f"brief.{lang}.html" in self.files


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Everything published of one dataset."""

    folder: str
    editions: tuple[ShelvedEdition, ...]
    """Newest first; of one date the base before the other options, those by name."""

    failed: tuple[str, ...] = ()
    """Folder names of editions whose newest attempt failed."""

    broken: tuple[str, ...] = ()
    """Folder names of editions that are not as they were published."""

    @property
    def illustrative(self) -> bool:
        """Whether all that is held is illustrative."""
        return bool(self.editions) and all(one.illustrative for one in self.editions)

    @property
    def newest(self) -> ShelvedEdition | None:
        """Newest edition of the base; without any, the newest of another option."""
        return next(iter((*self.base, *self.editions)), None)

    @property
    def base(self) -> tuple[ShelvedEdition, ...]:
        """Editions of the base, newest first."""
        return tuple(one for one in self.editions if one.scenario == BASE)

    @property
    def others(self) -> tuple[ShelvedEdition, ...]:
        """What stands under the newest edition; that itself too, where options of its date do."""
        newest = self.newest
        beside = [one for one in self.editions if newest is not None and one.as_of == newest.as_of]
        return tuple(one for one in self.editions if one is not newest or len(beside) > 1)


def spoken(holdings: Sequence[Holding], *, known: Sequence[str]) -> tuple[str, ...]:
    """Languages there are briefs in, in the order of ``known``; its first when there are none."""
    editions = [one for holding in holdings for one in holding.editions]
    found = tuple(lang for lang in known if any(one.has_brief(lang) for one in editions))
    return found or tuple(known[:1])

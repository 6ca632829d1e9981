"""The parts of ``manifest.json`` and ``answer.json`` that are read back from an edition.

Only what is read is demanded, so that an edition of an earlier version of the software stays
readable as long as its schema is the same.
"""

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from forecast.answers import changes
from forecast.answers.change_steps import Levels
from forecast.answers.likelihood import EVEN
from forecast.answers.outcomes import Likelihood, Reading, Status
from forecast.languages import languages
from forecast.present.page.shelf.editions import Fewest, Odds, Promise
from forecast.present.published import EarlierForecast
from forecast.record.contracts import Provenance
from forecast.record.texts import Text

Probability = Annotated[float, Field(ge=0, le=1)]


def _in_known_languages(name: Any) -> Any:  # noqa: ANN401 - what JSON holds; Text judges the rest
    if not isinstance(name, Mapping):
        return name
    return {code: said for code, said in name.items() if code in languages()}


class _Read(BaseModel):
    """Frozen; what else the file holds does not matter."""

    model_config = ConfigDict(frozen=True, allow_inf_nan=False)


class Parameters(_Read):
    """What an edition was asked for."""

    dataset: str
    as_of: dt.date
    scenario: str
    seed: int
    looks_back: bool
    draft: bool = False


class Manifest(_Read):
    """What an edition is and holds."""

    schema_: Literal[1] = Field(alias="schema")
    name: Annotated[Text, BeforeValidator(_in_known_languages)]
    parameters: Parameters
    versions: dict[str, str]
    """Of the libraries that made it."""

    inputs: dict[str, str]
    """SHA-256 of its inputs, by path within the edition."""

    outputs: dict[str, str]
    """SHA-256 of every file but the inputs, by its path."""

    @property
    def option_file(self) -> str | None:
        """Path of the file of its option; ``None`` for the base without one."""
        asked = self.parameters
        path = f"inputs/{asked.dataset}/scenarios/{asked.scenario}.toml"
        return path if path in self.inputs else None


class Option(_Read):
    """What is read of the file of an option."""

    name: Annotated[Text, BeforeValidator(_in_known_languages)]
    plan: dict[str, Any] = {}

    @property
    def keeps_pace(self) -> bool:
        """The number of new unions is left as it was planned."""
        return "new_unions_per_year" not in self.plan


class _Target(_Read):
    id: str
    reading: Reading
    due: dt.date
    answered_on: dt.date | None
    status: Status
    value: int
    tolerance: int
    probability: Probability | None
    likelihood: Likelihood | None


class _NewUnions(_Read):
    target: str
    confidence: float
    per_year: int | None
    best_probability: Probability | None
    best_per_year: int | None


class _Curve(_Read):
    target: str
    probability: tuple[Probability, ...]


class _PlanRate(_Read):
    low: float
    high: float


class _Record(_Read):
    origin_date: dt.date | None
    origin_members: int | None


class _Rate(_Read):
    key: str
    prior: tuple[float, float, float]


class _Fan(_Read):
    reading: Reading
    dates: tuple[dt.date, ...]
    p10: tuple[int, ...]
    p50: tuple[int, ...]
    p90: tuple[int, ...]


class PublishedAnswer(_Read):
    """What an edition answered."""

    schema_: Literal[1] = Field(alias="schema")
    hindsight: bool
    provenance: Provenance
    targets: tuple[_Target, ...]
    new_unions: tuple[_NewUnions, ...]
    curves: tuple[_Curve, ...]
    plan_rate: _PlanRate | None
    record: _Record
    rates: tuple[_Rate, ...] = ()
    fans: tuple[_Fan, ...] = ()
    """None in editions of versions that published none."""

    @property
    def yearly(self) -> tuple[float, float] | None:
        """New unions a year as planned, low and high."""
        return None if self.plan_rate is None else (self.plan_rate.low, self.plan_rate.high)

    @property
    def levels(self) -> Levels:
        """The figures that are compared with a later brief."""
        return Levels(
            odds={(one.id, one.reading): one.probability for one in self.targets},
            fewest={one.target: one.per_year for one in self.new_unions if one.confidence == EVEN},
        )

    @property
    def promises(self) -> dict[str, changes.Promise]:
        """The membership targets by identifier."""
        return {
            one.id: changes.Promise(value=one.value, tolerance=one.tolerance, due=one.due)
            for one in self.targets
        }

    @property
    def count(self) -> changes.Count | None:
        """The newest total it rests on."""
        found = self.record
        if found.origin_date is None or found.origin_members is None:
            return None
        return changes.Count(date=found.origin_date, members=found.origin_members)

    def forecast(self, *, as_of: dt.date, made_later: bool) -> EarlierForecast | None:
        """The forecast under the reading that led its brief; ``None`` where it has none.

        The fan of the plan leads: without a plan's number it is that of the record's pace.
        """
        found = next((one for one in self.fans if one.reading == "plan"), None)
        if found is None:
            return None
        return EarlierForecast(
            as_of=as_of,
            dates=found.dates,
            low=found.p10,
            middle=found.p50,
            high=found.p90,
            made_later=made_later,
        )


def odds(answer: PublishedAnswer) -> tuple[Odds, ...]:
    """What is said of each target, by due date: as planned, or else at the record's pace."""
    leading: dict[str, _Target] = {}
    for one in answer.targets:
        if one.reading == "plan" or one.id not in leading:
            leading[one.id] = one
    return tuple(
        Odds(
            promise=Promise(target=one.id, value=one.value, tolerance=one.tolerance, due=one.due),
            status=one.status,
            answered_on=one.answered_on,
            probability=one.probability,
            likelihood=one.likelihood,
            fewest=_fewest(answer, one.id),
        )
        for one in sorted(leading.values(), key=lambda one: (one.due, one.id))
    )


def _fewest(answer: PublishedAnswer, target: str) -> Fewest | None:
    """Fewest new unions a year for even odds; none where nothing was searched."""
    found = [one for one in answer.new_unions if (one.target, one.confidence) == (target, EVEN)]
    tried = [len(one.probability) - 1 for one in answer.curves if one.target == target]
    if not (found and tried):
        return None
    best = found[0]
    if best.best_probability is None or best.best_per_year is None:
        return None
    return Fewest(
        per_year=best.per_year,
        best_probability=best.best_probability,
        best_per_year=best.best_per_year,
        searched_to=tried[0],
    )

"""The cut at ``as_of``: of everything a dataset states, only what was known on that day.

A rate without a version known by then borrows its earliest later one and is marked as hindsight.
"""

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from forecast.errors import message
from forecast.record import advice
from forecast.record.contracts import Assumption, Event, RangeChange, ScenarioFile
from forecast.record.dataset import BASE, Dataset
from forecast.record.faults import refused
from forecast.record.folders import FACTS, SCENARIOS
from forecast.record.knowledge import KnownRate, Record
from forecast.record.origin import MEMBERS, origin_of, read_otherwise
from forecast.record.ranges import with_median
from forecast.record.renamings import carried_on, without_refoundings
from forecast.record.scenario import OPTION, ORIGIN_DATE, with_changes
from forecast.record.vocabulary import RATES, STRIKE_OFF


class _Dated(Protocol):
    @property
    def known_on(self) -> dt.date: ...


D = TypeVar("D", bound=_Dated)

_NO_CHANGES: Mapping[str, str] = {}


def know(
    dataset: Dataset,
    *,
    as_of: dt.date | None = None,
    scenario: str = BASE,
    changes: Mapping[str, str] = _NO_CHANGES,
) -> Record:
    """What was known of ``dataset`` on ``as_of``, under one scenario and its ``--set`` changes.

    Parameters
    ----------
    as_of
        Nothing that became known later is used; without it, the day on which the newest
        membership total became known, or the newest roster where no total is stated.
    changes
        Texts of ``--set`` by key; they go before the scenario.

    Raises
    ------
    InputError
        If the scenario is unknown, a change cannot be, no ``as_of`` can be found, or the newest
        total does not say how many members each sector has.
    """
    if scenario not in dataset.scenarios:
        problem, remedy = advice.unknown_name(scenario, known=dataset.scenarios)
        raise refused("--scenario", found=scenario, problem=problem, remedy=remedy)
    chosen = with_changes(
        dataset.scenarios[scenario],
        changes=changes,
        sectors=[sector.id for sector in dataset.federation.sector],
        rates=[assumption.key for assumption in dataset.assumptions],
    )
    day = as_of or _default_as_of(dataset)
    renamings, listed = _known(dataset.renamings, day), _known(dataset.roster, day)
    roster = carried_on(listed, renamings)
    facts = without_refoundings(_known(dataset.facts, day), listed=listed, roster=roster)
    events = (*_known(dataset.events, day), *_struck_off(chosen, day, file=_file(scenario)))
    origin = origin_of(facts, roster, sectors=dataset.federation.sector)
    if origin is not None and chosen.origin is not None:
        file = OPTION if ORIGIN_DATE in changes else _file(scenario)
        origin = read_otherwise(origin, date=chosen.origin.date, facts=facts, file=file)
    return Record(
        dataset=dataset.name,
        federation=dataset.federation,
        as_of=day,
        scenario=scenario,
        scenario_name=chosen.name,
        scenario_note=chosen.note,
        plan=chosen.plan,
        shocks=chosen.shock,
        origin=origin,
        facts=facts,
        rates=_rates(dataset, day, scenario=chosen, events=events),
        targets=_known(dataset.targets, day),
        events=events,
        precedents=_known(dataset.precedents, day),
        tables=dataset.tables,
        movements=_known(dataset.movements, day),
        roster=roster,
        firms=_known(dataset.firms, day),
        ratings=_known(dataset.ratings, day),
        indicators=_known(dataset.indicators, day),
        renamings=renamings,
    )


def _rates(
    dataset: Dataset, day: dt.date, *, scenario: ScenarioFile, events: Sequence[Event]
) -> dict[str, KnownRate]:
    """Every rate that plays a part, by its key, as known on a day."""
    return {
        assumption.key: _rate(assumption, day, change=scenario.assumptions.get(assumption.key))
        for assumption in dataset.assumptions
        if _plays_a_part(assumption, day, scenario=scenario, events=events)
    }


def _file(scenario: str) -> str:
    return f"{SCENARIOS}/{scenario}.toml"


def _struck_off(scenario: ScenarioFile, as_of: dt.date, *, file: str) -> Iterator[Event]:
    """The strike-off a scenario supposes, as an event known to whoever looks at the scenario."""
    if scenario.strike_off is not None:
        yield Event(
            id="strike-off",
            kind="strike_off",
            date=scenario.strike_off.date,
            known_on=as_of,
            sector=scenario.strike_off.sector,
            name=scenario.name,
            source=file,
        )


def _known(entries: Iterable[D], as_of: dt.date) -> tuple[D, ...]:
    return tuple(entry for entry in entries if entry.known_on <= as_of)


def _default_as_of(dataset: Dataset) -> dt.date:
    totals = [f.known_on for f in dataset.facts if f.indicator == MEMBERS and f.sector is None]
    if not totals:
        totals = [entry.known_on for entry in dataset.roster]
    if not totals:
        raise refused(
            FACTS,
            problem=message("No membership total is stated, so no day to look from is known."),
            remedy=message(
                "Import a list of unions or an official form, or add a row “members_total” "
                "without a sector; or give --as-of."
            ),
        )
    return max(totals)


def _plays_a_part(
    assumption: Assumption, as_of: dt.date, *, scenario: ScenarioFile, events: Sequence[Event]
) -> bool:
    """Whether a rate is needed: an optional one only when something rests on it.

    So an optional rate known later never makes an earlier forecast hindsight by merely being
    stated.
    """
    if not RATES[assumption.id].optional or assumption.key in scenario.assumptions:
        return True
    if assumption.id == STRIKE_OFF:
        return any(event.kind == "strike_off" for event in events)
    return bool(_known(assumption.version, as_of))


def _rate(
    assumption: Assumption, as_of: dt.date, *, change: float | RangeChange | None
) -> KnownRate:
    known = _known(assumption.version, as_of)
    version = known[-1] if known else assumption.version[0]
    low, value, high = version.low, version.value, version.high
    if isinstance(change, RangeChange):
        low, value, high = change.low, change.value, change.high
    elif change is not None:
        low, value, high = with_median(change, base=(low, value, high), shape=assumption.shape)
    return KnownRate(
        key=assumption.key,
        name=assumption.name,
        unit=assumption.unit,
        shape=assumption.shape,
        value=value,
        low=low,
        high=high,
        evidence=version.evidence,
        impact=assumption.impact,
        version=version,
        hindsight=not known,
        changed_by_scenario=change is not None,
    )

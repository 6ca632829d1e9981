"""One brief's inputs replaced by another's, cause by cause: the records between the two.

Nothing is mixed in files: what is replaced are the parts of a record as it is known, so that a
version of an assumption, or a target, that became known between the two dates counts as a changed
assumption or target, and no table is judged beside files it was not written for.
"""

from dataclasses import dataclass, fields, replace
from typing import Any

from forecast.answers.changes import CAUSES, Cause
from forecast.errors import InputError
from forecast.record.dataset import Dataset
from forecast.record.folders import TABLES
from forecast.record.knowledge import Record
from forecast.record.known import know

AskedRecord = tuple[Record, int]
"""A record and the seed under which it is asked."""

_ASSUMED = frozenset({"scenario", "scenario_name", "scenario_note", "plan", "shocks", "rates"})
_NOT_COUNTED = _ASSUMED | {"dataset", "targets", "precedents"}
"""Fields of a `Record` that are assumed, decided or promised, not recorded; precedents move no
odds."""

_WORDS_OF_TARGETS = {"wording", "reading", "set_by", "clause", "comparison"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """What one brief asked: a record, the dataset it was cut from, and the seed."""

    dataset: Dataset
    record: Record
    seed: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Replacement:
    """What is to be asked between two briefs."""

    states: tuple[AskedRecord | None, ...]
    """After each of `forecast.answers.changes.CAUSES`, shape ``(5,)``: the old record under the
    old seed first, today's under today's last; ``None`` where there is no such mixture."""

    acted: tuple[Cause, ...]
    """Causes other than the code that differ between the two."""

    tables: tuple[str, ...] = ()
    """Tables of the record in which something else was known."""


def replacement(before: Asked, after: Asked) -> Replacement:
    """The records between two briefs of one scenario, and which causes differ.

    Assumptions and targets are those known on today's date, the record is the old one until the
    last step. There is no mixture where the sectors are others, since the new assumptions do not
    fit the old record then, or where a scenario reads a count that the old record does not have.
    """
    assumed = _with_assumptions(before, after)
    promised = None if assumed is None else replace(assumed, targets=after.record.targets)
    acted = _acted(before, after, assumed=assumed)
    states: list[AskedRecord | None] = [
        (before.record, before.seed),
        (before.record, after.seed),
        None if assumed is None else (assumed, after.seed),
        None if promised is None else (promised, after.seed),
        (after.record, after.seed),
    ]
    # What only words tell from the next step has its figures, and need not be asked.
    for i in reversed(range(len(states) - 1)):
        if CAUSES[i + 1] not in acted:
            states[i] = states[i + 1]
    return Replacement(states=tuple(states), acted=acted, tables=_tables(before, after))


def _acted(before: Asked, after: Asked, *, assumed: Record | None) -> tuple[Cause, ...]:
    differ: dict[Cause, bool] = {
        "seed": before.seed != after.seed,
        "assumptions": assumed is not before.record,
        "targets": _promises(before.record) != _promises(after.record),
        "record": _counted(assumed or before.record) != _counted(after.record),
    }
    return tuple(cause for cause, is_other in differ.items() if is_other)


def _tables(before: Asked, after: Asked) -> tuple[str, ...]:
    then, now = before.record, after.record
    return tuple(name for name in TABLES if getattr(then, name) != getattr(now, name))


def _with_assumptions(before: Asked, after: Asked) -> Record | None:
    """The old record under today's assumptions and scenario; itself where they are the same."""
    if _sectors(before.record) != _sectors(after.record):
        return None
    mixed = replace(
        before.dataset,
        assumptions=after.dataset.assumptions,
        precedents=after.dataset.precedents,
        scenarios=after.dataset.scenarios,
    )
    try:
        then, now = (
            know(mixed, as_of=asked.record.as_of, scenario=after.record.scenario)
            for asked in (before, after)
        )
    except InputError:
        return None
    record = replace(then, rates=now.rates, targets=before.record.targets)
    return before.record if _assumed(record) == _assumed(before.record) else record


def _sectors(record: Record) -> tuple[str, ...]:
    return tuple(sector.id for sector in record.federation.sector)


def _assumed(record: Record) -> tuple[object, ...]:
    """What a number can depend on of the assumptions and the scenario; no words."""
    rates = {
        key: (rate.shape, rate.low, rate.value, rate.high) for key, rate in record.rates.items()
    }
    return rates, record.plan, record.shocks, record.origin, record.events


def _promises(record: Record) -> list[dict[str, Any]]:
    """What a number can depend on of the targets; no words, and no target of another kind."""
    return [
        target.model_dump(exclude=_WORDS_OF_TARGETS)
        for target in record.targets
        if target.what in {"members", "new_unions"}
    ]


def _counted(record: Record) -> dict[str, object]:
    """What is recorded; every field that is not assumed, decided or promised."""
    names = {field.name for field in fields(record)} - _NOT_COUNTED
    return {name: getattr(record, name) for name in sorted(names)}

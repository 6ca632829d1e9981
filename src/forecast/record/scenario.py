"""What a scenario and the options of a command change, as one list of decisions.

``--set key=value`` names a rate (``new_union_size=70``, ``net_change.other=0.01``), the plan
(``new_unions_per_year=20`` or ``recorded``, ``associations_per_year=2``) or ``origin.date``.
"""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from forecast.errors import Fault, InputError
from forecast.record import advice
from forecast.record.contracts import PlanChange, ScenarioFile
from forecast.record.faults import in_order, shorten
from forecast.record.rate_checks import change_faults, rate_terms
from forecast.record.toml_files import check_toml
from forecast.record.toml_places import Places

OPTION = "--set"
ORIGIN_DATE = "origin.date"

_PLAN = tuple(PlanChange.model_fields)


def with_changes(
    scenario: ScenarioFile,
    *,
    changes: Mapping[str, str],
    sectors: Collection[str],
    rates: Collection[str],
) -> ScenarioFile:
    """The scenario with the ``--set`` changes laid over it.

    Parameters
    ----------
    rates
        Keys of the rates the dataset states.

    Raises
    ------
    InputError
        If a key is unknown or a value cannot be.
    """
    if not changes:
        return scenario
    known = {*rate_terms(sectors), *_PLAN, ORIGIN_DATE}
    faults = [_unknown(key, known=known) for key in changes if key not in known]
    values = {key: _value(text) for key, text in changes.items() if key in known}
    stated: dict[str, Any] = {
        "name": scenario.name.model_dump(),
        "note": scenario.note.model_dump(),
        "plan": {key: value for key, value in values.items() if key in _PLAN},
        "assumptions": {k: v for k, v in values.items() if k not in (*_PLAN, ORIGIN_DATE)},
    }
    if ORIGIN_DATE in values:
        stated["origin"] = {"date": values[ORIGIN_DATE]}
    file = check_toml(stated, file=OPTION, contract=ScenarioFile, places=Places())
    faults += [*file.faults, *change_faults(file, sectors=sectors, rates=rates)]
    if faults or file.content is None:
        raise InputError(in_order([_as_option(fault) for fault in faults]))
    return scenario.model_copy(
        update={
            "plan": scenario.plan.model_copy(
                update=file.content.plan.model_dump(exclude_unset=True)
            ),
            "origin": file.content.origin or scenario.origin,
            "assumptions": {**scenario.assumptions, **file.content.assumptions},
        }
    )


def _value(text: str) -> object:
    """The value as a TOML file would state it, or the bare text, such as ``recorded``."""
    try:
        stated = tomllib.loads(f"value = {text}")
    except (ValueError, RecursionError):
        return text
    return stated["value"] if stated.keys() == {"value"} else text


def _unknown(key: str, *, known: Collection[str]) -> Fault:
    problem, remedy = advice.unknown_name(key, known=known)
    found = shorten(key)
    return Fault(file=OPTION, column=found, found=found, problem=problem, remedy=remedy)


def _as_option(fault: Fault) -> Fault:
    """The fault under the key that was typed, without the table a file would put it in."""
    column = fault.column.removeprefix("assumptions.").removeprefix("plan.")
    return replace(fault, column=column)

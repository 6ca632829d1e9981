"""What a contract refuses, in the words of a planner instead of those of the validator."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from forecast.errors import message
from forecast.record import advice
from forecast.record.advice import Advice
from forecast.record.expectations import Expectation, example, examples, expected_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal:
    """Something a contract refuses, and where it stands."""

    location: tuple[str | int, ...]
    found: object
    advice: Advice


@dataclass(frozen=True, slots=True, kw_only=True)
class _Case:
    """A validator's error together with what the contract expects there."""

    found: Any
    context: Mapping[str, Any]
    expected: Expectation


def refusal(error: ErrorDetails, *, contract: type[BaseModel]) -> Refusal | None:
    """The refusal a validation error stands for; ``None`` when a sister error says it better."""
    case = _Case(
        found=error["input"],
        context=error.get("ctx", {}),
        expected=expected_at(error["loc"], contract=contract),
    )
    kind = error["type"]
    if case.expected.choice is not None:
        is_table = isinstance(case.found, Mapping)
        if kind == "model_type" or (is_table and case.expected.choice == "float"):
            return None
        if isinstance(error["loc"][-1], int):  # the list is refused whole, as each other kind is
            return None
        if not is_table and kind != "finite_number":
            return _refused(case, advice=_not_a_choice(error, contract=contract))
    if kind == "value_error":
        return _broken_rule(case)
    return _refused(
        case,
        found="" if kind == "missing" else case.found,
        advice=_ADVICE.get(kind, _unexpected)(case),
    )


def _refused(case: _Case, *, advice: Advice, found: object = None, key: str = "") -> Refusal:
    location = (*case.expected.location, key) if key else case.expected.location
    return Refusal(location=location, found=case.found if found is None else found, advice=advice)


def _not_a_choice(error: ErrorDetails, *, contract: type[BaseModel]) -> Advice:
    *some, other = examples(expected_at(error["loc"][:-1], contract=contract).kind)
    return (
        message("This is neither of the kinds of value allowed here."),
        message("Write a value such as {one} or {other}.", one=", ".join(some), other=other),
    )


def _broken_rule(case: _Case) -> Refusal:
    """A rule of the contract itself, which names itself and its fields."""
    rule, *names = str(case.context.get("error", "")).split()
    if rule == "between":
        key, low, high = names
        limits = advice.outside(float(low), float(high))
        return _refused(case, key=key, found=case.found[key], advice=limits)
    if rule == "after":
        later, earlier = names
        order = (
            message("The period ends before it has begun."),
            message("Write a date of “{later}” after “{earlier}”.", later=later, earlier=earlier),
        )
        return _refused(case, key=later, found=case.found[later], advice=order)
    if rule == "sized_by_rate":
        (rate,) = names
        by_rate = (
            message("How many are struck off is the rate “{rate}”.", rate=rate),
            message("Leave “share” and “members” out, or write another “kind”."),
        )
        return _refused(case, found="", advice=by_rate)
    one_of = (
        message("Exactly one of these is needed: {names}.", names=", ".join(names)),
        message("State one of them and leave the others out."),
    )
    return _refused(case, found="", advice=one_of)


def _pattern(case: _Case) -> Advice:
    if "[a-z]" in case.context["pattern"]:
        return advice.not_a_name(case.found)
    return advice.not_a_day_of_the_year(case.found)


def _limit(case: _Case) -> Advice:
    (kind, limit), *_ = case.context.items()
    remedies = {
        "ge": message("Write a number of at least {limit}.", limit=f"{limit:g}"),
        "gt": message("Write a number above {limit}.", limit=f"{limit:g}"),
        "le": message("Write a number of at most {limit}.", limit=f"{limit:g}"),
        "lt": message("Write a number below {limit}.", limit=f"{limit:g}"),
    }
    return message("The number is outside its limits."), remedies[kind]


def _extra(case: _Case) -> Advice:
    return advice.unknown_name(case.expected.location[-1], known=case.expected.siblings)


def _literal(case: _Case) -> Advice:
    allowed = re.findall(r"'([^']*)'", case.context["expected"])
    return advice.not_allowed(case.found, allowed=allowed)


def _missing(case: _Case) -> Advice:
    line = example(case.expected.kind, key=str(case.expected.location[-1]))
    return message("This entry is missing."), message("Add it: {example}.", example=line)


def _unexpected(case: _Case) -> Advice:
    return (
        message("This is not the kind of value expected here."),
        message("Write a value such as {example}.", example=example(case.expected.kind)),
    )


def _of_found(advise: Callable[[object], Advice]) -> Callable[[_Case], Advice]:
    return lambda case: advise(case.found)


_ADVICE: Mapping[str, Callable[[_Case], Advice]] = {
    "missing": _missing,
    "extra_forbidden": _extra,
    "literal_error": _literal,
    "string_pattern_mismatch": _pattern,
    "string_too_short": _of_found(advice.empty),
    "too_short": _of_found(advice.empty),
    "date_type": _of_found(advice.not_a_date),
    "date_parsing": _of_found(advice.not_a_date),
    "date_from_datetime_parsing": _of_found(advice.not_a_date),
    "date_from_datetime_inexact": _of_found(advice.not_a_date),
    "float_type": _of_found(advice.not_a_number),
    "int_type": _of_found(advice.not_a_number),
    "finite_number": _of_found(advice.not_a_number),
    "greater_than": _limit,
    "greater_than_equal": _limit,
    "less_than": _limit,
    "less_than_equal": _limit,
}

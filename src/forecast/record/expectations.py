"""What a contract expects at a place, read from its type annotations."""

import datetime as dt
import types
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Literal, Union, get_args, get_origin

from pydantic import BaseModel

from forecast.languages import languages
from forecast.record.texts import Text
from forecast.record.toml_places import Location

_SAMPLES: Mapping[object, str] = {dt.date: "2023-12-31", float: "0.05", int: "20", bool: "true"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expectation:
    """What the contract says about one location."""

    location: tuple[str | int, ...]
    """Without the marks a validator inserts for the members of a choice."""

    kind: object
    """The annotation there; ``None`` when the contract knows no such entry."""

    siblings: tuple[str, ...]
    """Names the contract knows in the same table."""

    choice: str | None
    """Which member of a choice the validator tried, if there is one."""


def expected_at(loc: Location, *, contract: type[BaseModel]) -> Expectation:
    """Follow a validator's location through the contract."""
    location: list[str | int] = []
    kind: object = contract
    siblings: tuple[str, ...] = ()
    choice = None
    for part in loc:
        options = _options(kind)
        if len(options) > 1:
            choice = str(part)
            kind = next((o for o in options if getattr(o, "__name__", "") == part), kind)
        else:
            location.append(part)
            siblings = _fields(options[0])
            kind = _inside(options[0], part)
    return Expectation(location=tuple(location), kind=kind, siblings=siblings, choice=choice)


def example(kind: object, *, key: str = "") -> str:
    """What a value of this kind looks like in a file.

    Examples
    --------
    >>> example(dt.date, key="due")
    'due = 2023-12-31'
    """
    return f"{key} = {_sample(kind)}" if key else _sample(kind)


def examples(kind: object) -> Sequence[str]:
    """An example of each member of a choice."""
    return [_sample(option) for option in _options(kind)]


def _sample(kind: object) -> str:
    option = _options(kind)[0]
    if get_origin(option) is Annotated:
        option = get_args(option)[0]
    if get_origin(option) is Literal:
        return f'"{get_args(option)[0]}"'
    if get_origin(option) is tuple:
        return f"[{_sample(get_args(option)[0])}]"
    if isinstance(option, type) and issubclass(option, BaseModel):
        fields = option.model_fields.items()
        needed = [example(f.annotation, key=name) for name, f in fields if f.is_required()]
        return "{ " + ", ".join(needed) + " }"
    return _SAMPLES.get(option, '"…"')


def _options(kind: object) -> list[object]:
    if get_origin(kind) in (Union, types.UnionType):
        return [option for option in get_args(kind) if option is not type(None)]
    return [kind]


def _fields(kind: object) -> tuple[str, ...]:
    if kind is Text:
        return tuple(languages())
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        return tuple(kind.model_fields)
    return ()


def _inside(kind: object, part: str | int) -> object:
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        field = kind.model_fields.get(str(part))
        return None if field is None else field.annotation
    parts = get_args(kind)
    return parts[0 if isinstance(part, int) else -1] if parts else None

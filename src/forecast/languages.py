"""Languages of the product: which there are, and how each writes numbers, dates and rows of words.

A language is a folder under ``present/locale`` that holds a ``language.toml`` and gettext
catalogues; no code names it. Nothing here reads a catalogue or says a sentence.
"""

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, model_validator

LOCALE = Path(__file__).parent / "present" / "locale"
DESCRIPTION = "language.toml"
TEMPLATES = "en"
"""The language that messages are written in, so that it needs no catalogue."""

Sign = Annotated[str, StringConstraints(min_length=1)]
Months = Annotated[tuple[Sign, ...], Field(min_length=12, max_length=12)]


class _Part(BaseModel):
    """Closed and frozen: a misspelt name is refused."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Numbers(_Part):
    """Signs of a number; thousands stand in groups of three."""

    decimal: Sign
    thousands: str
    minus: Sign
    plus: Sign = "+"
    percent: str
    """Where the sign of per cent stands: ``{number}%``."""
    span: str
    """From one number to another: ``{low}–{high}``."""

    @model_validator(mode="after")
    def patterns_can_be_filled(self) -> Self:
        """Each pattern names the fields it is given and no other."""
        _check(self.percent, number="1")
        _check(self.span, low="1", high="2")
        return self


class Dates(_Part):
    """Patterns with ``{day}``, ``{month}`` and ``{year}``; ``{day:02}`` writes 5 as 05."""

    day: str
    long_day: str
    month_year: str
    months: Months
    """What stands for ``{month}``, January first: a name, or a number with or without a zero."""
    months_alone: Months | None = None
    """What stands for it in ``month_year``, where a month is written otherwise without a day."""

    @model_validator(mode="after")
    def patterns_can_be_filled(self) -> Self:
        """Each pattern names the fields it is given and no other."""
        _check(self.day, day=1, month="", year=2022)
        _check(self.long_day, day=1, month="", year=2022)
        _check(self.month_year, month="", year=2022)
        return self


class Joining(_Part):
    """What stands between things in a row."""

    between: str
    last: str
    """Before the last of three or more."""
    two: str
    """Between two."""

    def joined(self, items: list[str]) -> str:
        """Write things in a row.

        Examples
        --------
        >>> Joining(between=", ", last=", and ", two=" and ").joined(["a", "b", "c"])
        'a, b, and c'
        """
        if len(items) <= 2:
            return self.two.join(items)
        return self.last.join((self.between.join(items[:-1]), items[-1]))


class Rows(_Part):
    """How things in a row are joined."""

    names: Joining
    clauses: Joining
    """Clauses of a sentence, which may hold an "and" themselves."""
    sentences: Joining
    """Clauses that hold commas themselves."""


class Charts(_Part):
    """How d3 writes on the axes of a chart."""

    month: Sign
    """A month of a year, by d3's directives: ``%m/%Y``."""
    short_months: Months
    """What stands for ``%b``, January first."""


class Language(_Part):
    """A language and its forms."""

    code: Sign
    """Name of its folder, and of the language in a page (BCP 47)."""
    name: Sign
    """As its speakers call it."""
    region: str | None = None
    """Where its wording is at home (ISO 3166), for the spelling checks of office programs."""
    place: int | None = None
    """Place among the languages; those without one follow by their codes. The first is spoken
    where none is asked for."""
    fallback: tuple[str, ...] = ()
    """Languages asked in turn for a sentence or a text of a dataset that this one lacks."""
    numbers: Numbers
    dates: Dates
    rows: Rows
    charts: Charts

    @property
    def order(self) -> tuple[str, ...]:
        """The language and those that stand in for it, in turn."""
        return (self.code, *self.fallback)


@cache
def languages(folder: Path = LOCALE) -> Mapping[str, Language]:
    """Read the description of every language under ``folder``, by their codes, in their order.

    Raises
    ------
    ValueError
        If a description cannot be read or used, or its fallback is no language of ``folder``.
    """
    found = [_described(entry) for entry in folder.iterdir() if (entry / DESCRIPTION).is_file()]
    found.sort(key=lambda one: (one.place is None, one.place or 0, one.code))
    known = {one.code: one for one in found}
    for one in found:
        strangers = [code for code in one.fallback if code not in known or code == one.code]
        if strangers:
            raise ValueError(f"{one.code}/{DESCRIPTION}: fallback {', '.join(strangers)}")
    return known


def _described(folder: Path) -> Language:
    try:
        stated = tomllib.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        return Language(code=folder.name, **stated)
    except (ValueError, TypeError) as error:
        raise ValueError(f"{folder.name}/{DESCRIPTION}: {error}") from error


def _check(pattern: str, **fields: object) -> None:
    """Refuse a pattern that asks for anything but ``fields``."""
    try:
        pattern.format(**fields)
    except (KeyError, IndexError, AttributeError) as error:
        raise ValueError(f"{pattern!r} may hold only {', '.join(fields)}") from error

"""The page of the shelf, in one language.

The newest brief of each dataset stands out with its answer; options and earlier briefs follow in
a table. Links are relative, so that the folder can be copied anywhere.
"""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from urllib.parse import quote

from forecast.answers.likelihood import likelihood
from forecast.errors import Message, message
from forecast.languages import languages
from forecast.present.page.render import render
from forecast.present.page.shelf import sentences as said
from forecast.present.page.shelf.editions import Holding, Promise, ShelvedEdition
from forecast.present.page.shelf.entries import (
    Entry,
    Link,
    newest_entry,
    readable,
    relative_address,
    row_entry,
)
from forecast.present.words import Words
from forecast.record.dataset import BASE

BESIDE = 3
"""Targets that fit beside one another in a table on a desk's screen."""

AT_A_GLANCE = 3
"""Datasets that need no list of them at the top."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """Editions that knew the same."""

    as_of: dt.date
    entries: tuple[Entry, ...]

    @property
    def marks(self) -> tuple[str, ...]:
        """What holds for each of them, said once."""
        first, *others = self.entries
        return tuple(mark for mark in first.marks if all(mark in one.marks for one in others))


@dataclass(frozen=True, slots=True, kw_only=True)
class Stand:
    """One dataset as the page shows it."""

    anchor: str
    name: str
    illustrative: bool
    """Every edition is, so that it is said once."""

    notices: tuple[str, ...]
    newest: Entry | None
    pace: str
    goals: tuple[str, ...]
    """Heads of the columns: every target any of the rows speaks of, by due date."""

    days: tuple[Day, ...]
    """Rows of the table by what was known, newest first."""

    @property
    def is_wide(self) -> bool:
        """Whether the table may be wider than a desk's screen."""
        return len(self.goals) > BESIDE


def render_shelf(holdings: Sequence[Holding], *, words: Words, pages: Mapping[str, str]) -> str:
    """Make the shelf in one language.

    Parameters
    ----------
    holdings
        Everything published, in the order it is shown.
    pages
        File name of the shelf in each language it is made in.
    """
    stands = [_stand(one, words, among=holdings) for one in holdings]
    page = render(
        "shelf.html.j2",
        words,
        stands=[one for one in stands if one.newest is not None or one.notices],
        has_list=len(stands) > AT_A_GLANCE,
        broken=[
            f"{readable(one.folder)}/{readable(edition)}"
            for one in holdings
            for edition in one.broken
        ],
        scale=_scale(words),
        base=BASE,
        languages=[
            Link(href=quote(file), text=languages()[lang].name, lang=lang)
            for lang, file in pages.items()
            if lang != words.lang
        ],
    )
    return str(page) + "\n"


def _stand(holding: Holding, words: Words, *, among: Sequence[Holding]) -> Stand:
    newest = holding.newest
    promises = _promises(holding.others)
    return Stand(
        anchor="at-" + relative_address(holding.folder),
        name=_name(holding, words, among=among),
        illustrative=holding.illustrative,
        notices=tuple(words.say(one) for one in _failures(holding)),
        newest=None if newest is None else newest_entry(holding, newest, words),
        pace="" if newest is None else words.say(said.pace(newest)),
        goals=tuple(words.say(said.goal(one)) for one in promises),
        days=tuple(
            Day(
                as_of=as_of,
                entries=tuple(row_entry(holding, one, promises, words) for one in editions),
            )
            for as_of, editions in groupby(holding.others, key=lambda one: one.as_of)
        ),
    )


def _name(holding: Holding, words: Words, *, among: Sequence[Holding]) -> str:
    """Name of the federation, with its folder where another has the same name."""
    newest, folder = holding.newest, readable(holding.folder)
    if newest is None:
        return folder
    names = [words.text(one.newest.name) for one in among if one.newest is not None]
    name = words.text(newest.name)
    if names.count(name) == 1:
        return name
    return words.say(message("{name} (folder {folder})", name=name, folder=folder))


def _failures(holding: Holding) -> list[Message]:
    stand = {one.folder for one in holding.editions}
    return [
        said.failure(said.label(readable(folder), among=holding), stands=folder in stand)
        for folder in holding.failed
    ]


def _promises(editions: Sequence[ShelvedEdition]) -> list[Promise]:
    found = {odds.promise for edition in editions for odds in edition.odds}
    return sorted(found, key=lambda one: (one.due, one.target, one.value, one.tolerance))


def _scale(words: Words) -> list[tuple[str, str]]:
    """Per cents and word of every step of the scale of likelihood, highest first."""
    steps = [
        (word, [*cents])
        for word, cents in groupby(range(101), key=lambda cent: likelihood(cent / 100))
    ]
    return [
        (words.say(said.step(cents[0], cents[-1])), words.likelihood(word))
        for word, cents in reversed(steps)
    ]

"""An edition as the shelf shows it: its targets at a glance, and where its files are opened."""

import os
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import quote

from forecast.errors import Message, message
from forecast.languages import languages
from forecast.present.page.shelf import sentences as said
from forecast.present.page.shelf.editions import Holding, Odds, Promise, ShelvedEdition
from forecast.present.page.shelf.sparkline import Sparkline, sparkline
from forecast.present.words import LANGUAGES, Words, displayed_percent


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Somewhere to go, and the language met there."""

    href: str
    text: str
    lang: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Trend:
    """Odds from brief to brief."""

    line: Sparkline
    ends: tuple[str, str]
    """First and last day with their odds."""

    told: str
    """The line in words, for those who cannot see it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Glance:
    """One target of one edition in few words."""

    goal: str
    odds: str
    """Per cent; empty where there are no odds."""

    word: str
    share: int | None
    """Length of the bar [per cent]; ``None`` where there are no odds."""

    need: str
    note: str
    trend: Trend | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One edition as the page shows it."""

    edition: ShelvedEdition
    option: str
    marks: tuple[str, ...]
    """What must be seen before its odds are."""

    brief: Link
    """Its brief, in the reader's language where there is one."""

    further: tuple[Link, ...]
    """Its other languages and formats."""

    glances: tuple[Glance | None, ...]
    """A target for each column; ``None`` where the edition does not know it."""


def newest_entry(holding: Holding, edition: ShelvedEdition, words: Words) -> Entry:
    """Show the newest edition of a dataset, its targets over time."""
    glances = (
        _glance(
            one,
            words,
            word=said.word(one),
            need=said.need(one, edition.plan_rate),
            trend=_trend(holding, one, words),
        )
        for one in edition.odds
    )
    return _entry(holding, edition, tuple(glances), words)


def row_entry(
    holding: Holding, edition: ShelvedEdition, promises: Sequence[Promise], words: Words
) -> Entry:
    """Show an edition as a row under columns of ``promises``."""
    known = {
        one.promise: _glance(one, words, word=said.short_word(one), need=said.short_need(one))
        for one in edition.odds
    }
    return _entry(holding, edition, tuple(known.get(one) for one in promises), words)


def _entry(
    holding: Holding,
    edition: ShelvedEdition,
    glances: tuple[Glance | None, ...],
    words: Words,
) -> Entry:
    asked = dict.fromkeys((*words.language.order, *LANGUAGES))
    langs = list(filter(edition.has_brief, asked))
    names = {f"brief.{lang}.html": languages()[lang].name for lang in langs} | {
        f"brief.{langs[0]}.pdf": words.say(message("PDF")),
        f"brief.{langs[0]}.docx": words.say(message("Word")),
        f"annex.{langs[0]}.xlsx": words.say(message("Annex (Excel)")),
    }
    links = [
        Link(
            href=relative_address(holding.folder, edition.folder, file),
            text=text,
            lang=file.split(".")[1],
        )
        for file, text in names.items()
        if file in edition.files
    ]
    return Entry(
        edition=edition,
        option=words.write(said.option(edition)),
        marks=tuple(words.say(one) for one in said.marks(edition, among=holding)),
        brief=links[0],
        further=tuple(links[1:]),
        glances=glances,
    )


def _glance(
    one: Odds,
    words: Words,
    *,
    word: Message,
    need: Message | None,
    trend: Trend | None = None,
) -> Glance:
    note, odds = said.note(one), one.probability
    return Glance(
        goal=words.say(said.goal(one.promise)),
        odds="" if odds is None else words.percent(odds),
        word=words.say(word),
        share=None if odds is None else max(1, displayed_percent(odds)),
        need="" if need is None else words.say(need),
        note="" if note is None else words.say(note),
        trend=trend,
    )


def _trend(holding: Holding, odds: Odds, words: Words) -> Trend | None:
    """Give the odds of one open promise in every edition of the base; none from a single one."""
    if odds.status != "open":
        return None
    points = [
        (edition.as_of, one.probability)
        for edition in reversed(holding.base)
        for one in edition.odds
        if (one.promise, one.answered_on) == (odds.promise, odds.answered_on)
        and one.probability is not None
    ]
    if len(points) < 2:
        return None
    return Trend(
        line=sparkline(points),
        ends=(words.say(said.point(*points[0])), words.say(said.point(*points[-1]))),
        told=words.say(said.trend(points)),
    )


def readable(name: str) -> str:
    r"""Give a file name as text that can be shown, whatever its bytes.

    Examples
    --------
    >>> readable("Gia La\u0302m"), readable("b\udcff")
    ('Gia Lâm', 'b�')
    """
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", errors="replace"))


def relative_address(*names: str) -> str:
    """Relative address of a file under the reports folder."""
    return "/".join(quote(os.fsencode(name), safe="") for name in names)

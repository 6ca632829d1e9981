"""What each language says for a message: gettext catalogues, read as text.

Under ``locale/<language>`` there is a ``.po`` file for each area. English is the language of the
templates and has a catalogue only for what it words otherwise. An entry that is missing, doubtful
or cannot be filled counts for nothing: the next language in the order of the reader's is asked,
and at last the template itself.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from gettext import c2py
from io import BytesIO
from pathlib import Path
from string import Formatter

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from forecast.errors import Message
from forecast.languages import LOCALE, TEMPLATES
from forecast.record.texts import Text

DATASET = "dataset"
"""Context of entries that translate texts of datasets by their English, for a language that the
dataset itself does not have."""


def catalogues(lang: str, *, locale: Path = LOCALE) -> Mapping[str, Catalog]:
    """Catalogue of each area that ``lang`` has, by the area's name."""
    found = sorted((locale / lang).glob("*.po"))
    return {path.stem: read_po(BytesIO(path.read_bytes())) for path in found}


def fields(template: str) -> set[str]:
    """Names of the fields of a template.

    Examples
    --------
    >>> fields("about {n:count} in {area}") == {"n", "area"}
    True
    """
    return {name for _, name, _, _ in Formatter().parse(template) if name is not None}


@dataclass(frozen=True, slots=True)
class _Said:
    forms: tuple[str, ...]
    """Translation for each plural form of the language; one where no number chooses."""

    choose: Callable[[int], int]
    """Which of them a number takes."""


class Wording:
    """What one language says for every message, and what stands in where it says nothing."""

    def __init__(self, order: Sequence[str], locale: Path) -> None:
        spoken = order[: order.index(TEMPLATES) + 1] if TEMPLATES in order else order
        self._said: dict[tuple[str | None, str], _Said] = {}
        for lang in reversed(spoken):
            for area in catalogues(lang, locale=locale).values():
                self._said |= dict(_usable(area))

    def template(self, sentence: Message) -> str:
        """Give the translation of a message, unfilled."""
        said = self._said.get((None, sentence.template))
        if said is None:
            return sentence.english
        return said.forms[said.choose(sentence.number) if sentence.many else 0]

    def text(self, words: Text) -> str | None:
        """Give what a catalogue says for a text of a dataset; ``None`` where none knows it."""
        said = self._said.get((DATASET, words.en))
        return None if said is None else said.forms[0]


@cache
def wording(order: Sequence[str], locale: Path) -> Wording:
    """The catalogues of the languages in ``order``, the first above the others; read once."""
    return Wording(order, locale)


def _usable(area: Catalog) -> Iterator[tuple[tuple[str | None, str], _Said]]:
    choose = c2py(area.plural_expr)
    for entry in area:
        ids, forms = _texts(entry.id), _texts(entry.string)
        if ids[0] and not entry.fuzzy and _can_be_filled(ids, forms):
            yield (entry.context, ids[0]), _Said(forms, choose)


def _texts(said: str | Sequence[str] | None) -> tuple[str, ...]:
    return (said or "",) if isinstance(said, str | None) else tuple(said)


def _can_be_filled(ids: Sequence[str], forms: Sequence[str]) -> bool:
    """Whether every form says something and asks for nothing that the template does not have."""
    try:
        known = set[str]().union(*map(fields, ids))
        return all(form.strip() and fields(form) <= known for form in forms)
    except ValueError:  # a brace that is not closed
        return False

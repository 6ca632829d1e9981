"""What can go wrong, said so that a planner can mend it.

A message is an English template and its values; ``present.words`` renders it in the reader's
language. Nothing here knows a language, a file format or a model.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from numbers import Real
from string import Formatter


class _Plain(Formatter):
    """Fill fields in plain English: rounded numbers, ISO dates."""

    def format_field(self, value: object, format_spec: str) -> str:
        if not isinstance(value, int | float):
            return str(value)
        spoken = _NUMBERS.get(format_spec)
        return spoken.format(value) if spoken else str(value)


_NUMBERS = {
    "count": "{:,.0f}",
    "number1": "{:,.1f}",
    "percent": "{:.1%}",
    "percent1": "{:.1%}",
    "signed_percent1": "{:+.1%}",
}
"""How a form is written where no language is chosen: in logs and in JSON."""


_PLAIN = _Plain()


@dataclass(frozen=True, slots=True)
class Message:
    """A sentence to be said in the reader's language.

    ``template`` is the English text, the key of its translation. Its fields are ``{name}`` or
    ``{name:form}``, where the form (count, percent, day ...) tells ``present.words`` how the
    language writes the value; ``values`` fills the fields and may itself hold messages.

    Examples
    --------
    >>> str(Message("{count} rows were refused.", {"count": 2}))
    '2 rows were refused.'
    """

    template: str
    values: Mapping[str, object] = field(default_factory=dict)
    many: str = ""
    """English text where ``n`` among the values is not one; empty where no number chooses."""

    @property
    def number(self) -> int:
        """The whole number that is shown for ``n``; a language chooses its plural form by it."""
        n = self.values["n"]
        return round(abs(float(n))) if isinstance(n, Real) else 1

    @property
    def english(self) -> str:
        """The English text, unfilled: what a language without a translation says."""
        return self.many if self.many and self.number != 1 else self.template

    def __str__(self) -> str:
        return _PLAIN.vformat(self.english, (), self.values)


def message(template: str, /, **values: object) -> Message:
    """Mark ``template`` for translation and fill it."""
    return Message(template, values)


def plural(one: str, many: str, /, *, n: float, **values: object) -> Message:
    """Mark two templates for translation, of which the number ``n`` chooses.

    ``one`` says it of a single thing and may leave the number out; ``many`` shows it as
    ``{n:count}``. Of a range, shown as ``{field:count_range}``, the upper end chooses. A language
    has as many forms in its catalogues as its grammar needs.

    Examples
    --------
    >>> [str(plural("one new union", "{n:count} new unions", n=n)) for n in (1, 1_200)]
    ['one new union', '1,200 new unions']
    """
    return Message(one, {**values, "n": n}, many)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """One thing that is wrong in one place of one file."""

    file: str
    """Path relative to the dataset folder, or the command-line option."""

    place: str = ""
    """Row of a table or line of a TOML file, as the reader counts them (from 1); may be empty."""

    column: str = ""
    """Column of a table or key of a TOML file."""

    found: str = ""
    """What stands there, as text."""

    problem: Message
    """Why it cannot be, and what is allowed."""

    remedy: Message
    """What to write instead."""


class ForecastError(Exception):
    """Anything this software refuses or fails at; always carries a translatable message."""

    def __init__(self, text: Message) -> None:
        super().__init__(str(text))
        self.text = text


class InputError(ForecastError, ValueError):
    """What was given is wrong; nothing was changed. Carries every fault, not only the first."""

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(
            plural(
                "There is a fault in the input. Nothing was changed.",
                "There are {n:count} faults in the input. Nothing was changed.",
                n=len(faults),
            )
        )
        self.faults = tuple(faults)


class RatesError(ForecastError, ArithmeticError):
    """The rates could not be estimated reliably from this record."""


class BusyError(ForecastError, RuntimeError):
    """Another refresh is writing to the same reports folder."""


class PublicationError(ForecastError, RuntimeError):
    """A notebook or the publication failed; the last good brief was kept."""

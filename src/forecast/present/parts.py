"""What a brief says, free of any format: page, Word file, PDF and workbook are made from these.

A part holds words already said in one language. A notebook carries the parts of what it displays
beside their HTML, so that every format of a brief comes from the same run of the same cells.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import Field, PlainSerializer, PlainValidator, TypeAdapter

from forecast.present.written import Written

MIME = "application/vnd.federation-brief+json"
"""Media type under which a notebook's output holds its parts."""


def _cell_as_json(cell: str) -> Any:  # noqa: ANN401 - a text, or an object of plain values
    if not isinstance(cell, Written):
        return cell
    value = cell.value.isoformat() if isinstance(cell.value, date) else cell.value
    return {"text": str(cell), "value": value, "form": cell.form}


def _cell_from_json(found: Any) -> str:  # noqa: ANN401 - what JSON or code holds
    if isinstance(found, dict):
        value = found["value"]
        known = date.fromisoformat(value) if isinstance(value, str) else value
        return Written(found["text"], known, found["form"])
    if isinstance(found, str):
        return found
    raise ValueError(f"a cell is a text, not {type(found).__name__}")


Cell: TypeAlias = Annotated[str, PlainSerializer(_cell_as_json), PlainValidator(_cell_from_json)]
"""What a cell shows; a `Written` remembers the number it writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Masthead:
    """Whose paper this is, of what day and of what kind."""

    parent: str
    body: str
    place: str
    """Place and date, as a letter's head has them."""

    marks: tuple[str, ...]
    """What must be seen before anything is read: illustrative, draft, hindsight."""

    title: str
    kinds: tuple[str, ...]
    face: str
    """What the paper rests on, in one sentence."""

    kind: Literal["masthead"] = "masthead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Lead:
    """The first paragraph, and what must be said after it."""

    text: str
    further: tuple[str, ...] = ()
    kind: Literal["lead"] = "lead"


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One target at a glance."""

    goal: str
    odds: str
    word: str
    frequency: str
    reached: int
    """Simulated futures of a hundred in which the target is reached."""

    need: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cards:
    """The figures a chairman looks for, one card a target."""

    cards: tuple[Card, ...]
    kind: Literal["cards"] = "cards"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """One sentence that must not be overlooked."""

    text: str
    kind: Literal["note"] = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentences:
    """Sentences under one another."""

    items: tuple[str, ...]
    kind: Literal["sentences"] = "sentences"


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One thing to decide; who leads is left for the committee to name."""

    what: str
    options: tuple[str, ...]
    consequence: str
    lead: str
    deadline: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decisions:
    """What the standing committee is asked to consider."""

    opening: str
    caption: str
    head: tuple[str, str, str, str]
    """Number, matter, lead, deadline."""

    rows: tuple[Decision, ...]
    kind: Literal["decisions"] = "decisions"


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of text under a head; the first column names the row."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    figures: frozenset[int] = frozenset()
    """Columns that hold numbers, counted from 0; they stand to the right."""

    notes: tuple[str, ...] = ()
    """Sentences under the table."""

    kind: Literal["table"] = "table"


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A chart in two widths, its finding, what it shows in words, and its numbers."""

    name: str
    """Identifier on the page and name of the picture's file, a word in ASCII."""

    wide: str
    """SVG for a page."""

    narrow: str
    """SVG for a telephone or half a page."""

    caption: str
    described: str
    table: Table
    kind: Literal["figure"] = "figure"


@dataclass(frozen=True, slots=True, kw_only=True)
class Footer:
    """What it takes to make the same brief again."""

    line: str
    kind: Literal["footer"] = "footer"


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Parts of a section under a heading of their own."""

    name: str
    title: str
    parts: "tuple[Part, ...]"
    kind: Literal["group"] = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """Parts under a heading of the brief."""

    name: str
    title: str
    parts: "tuple[Part, ...]"
    annex: bool = False
    """It is on screen and in the workbook, not in the printed core."""

    kind: Literal["section"] = "section"


Part: TypeAlias = Annotated[
    Masthead
    | Lead
    | Cards
    | Note
    | Sentences
    | Decisions
    | Table
    | Figure
    | Footer
    | Group
    | Section,
    Field(discriminator="kind"),
]

_PARTS: TypeAdapter[tuple[Part, ...]] = TypeAdapter(tuple[Part, ...])


def as_json(parts: Sequence[Part]) -> Any:  # noqa: ANN401 - plain values of any shape
    """Give parts as plain values, for the output of a notebook."""
    return _PARTS.dump_python(tuple(parts), mode="json")


def from_json(found: object) -> tuple[Part, ...]:
    """Read parts back.

    Raises
    ------
    pydantic.ValidationError
        If ``found`` is not what `as_json` gives.
    """
    return _PARTS.validate_python(found)


def within(parts: Iterable[Part]) -> Iterator[Part]:
    """Give every part, and those inside it after it."""
    for part in parts:
        yield part
        if isinstance(part, Section | Group):
            yield from within(part.parts)
        if isinstance(part, Figure):
            yield part.table

"""What a cell of a notebook shows: parts of a brief, as HTML and as plain text."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from forecast.present.page.html import parts_html
from forecast.present.parts import MIME, Part, as_json
from forecast.present.plain import plain_text
from forecast.present.words import Words


@dataclass(frozen=True, slots=True)
class Block:
    """Parts of a brief; notebooks show ``html``, a console ``text``, other formats the parts."""

    parts: tuple[Part, ...]
    words: Words

    @property
    def html(self) -> Markup:
        """The parts as pieces of a page."""
        return parts_html(self.parts, self.words)

    @property
    def text(self) -> str:
        """The parts as lines of text."""
        return plain_text(self.parts)

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        """Show the block in a notebook, whose output then carries the parts as well."""
        return {"text/html": str(self.html), "text/plain": self.text, MIME: as_json(self.parts)}

    def __repr__(self) -> str:
        return self.text


def joined(blocks: Sequence[Block], words: Words) -> Block:
    """Put blocks under one another."""
    return Block(tuple(part for block in blocks for part in block.parts), words)

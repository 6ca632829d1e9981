"""What a notebook shows and a brief is made of: a piece of a page, with its plain words."""

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a page; notebooks and briefs show ``html``, a console ``text``."""

    html: Markup
    text: str

    def _repr_html_(self) -> str:
        return str(self.html)

    def __repr__(self) -> str:
        return self.text


def joined(blocks: Sequence[Block]) -> Block:
    """Put blocks under one another."""
    return Block(
        html=Markup("\n").join(block.html for block in blocks),
        text="\n\n".join(block.text for block in blocks),
    )

"""What moved an answer since the last brief, in parts that add to the whole."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """An earlier answer against today's."""

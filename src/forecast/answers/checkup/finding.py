"""One thing a check of a record finds, and what to do about it."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from forecast.errors import Message

Severity = Literal["wrong", "doubtful", "thin"]
"""``wrong``: two figures cannot both hold; ``doubtful``: possible, but rarely so; ``thin``: nothing
contradicts it, but figures are missing."""

SEVERITIES: tuple[Severity, ...] = ("wrong", "doubtful", "thin")
"""The worst first."""

Kind = Literal[
    "more_members_than_workers",
    "sums_differ",
    "unions_counted_otherwise",
    "union_jumps",
    "sector_jumps",
    "no_members",
    "vanished",
    "came_back",
    "missing_from_earlier_count",
    "duplicate",
    "same_name_new_id",
    "renaming",
    "rating_of_unknown_union",
    "rating_too_young",
    "rating_after_closing",
    "firm_has_union",
    "firm_duplicate",
    "stale",
    "counts_missing",
    "sector_uncounted",
    "cells_empty",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing found in a record."""

    kind: Kind
    severity: Severity
    table: str
    """Name of the record table to look into."""

    day: date | None = None
    """The count, or the end of the period."""

    subject: str = ""
    """Id of the union, firm or sector; empty where it is the whole table."""

    what: Message
    remedy: Message

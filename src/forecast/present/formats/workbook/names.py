"""Names of sheets: short, legal, each its own, and in the order of the brief."""

import re
from collections.abc import Sequence

from forecast.present.formats.letters import plain

LONGEST = 31
"""Letters a sheet's name may have."""

_REFUSED = re.compile(r"[\[\]:*?/\\]")


def sheet_names(captions: Sequence[str]) -> tuple[str, ...]:
    """Name a sheet for each table: its number and the beginning of its caption.

    Examples
    --------
    >>> sheet_names(["Odds", "New unions a year that each level of odds takes", "50% [a/b]"])
    ('1 Odds', '2 New unions a year that each', '3 50% a b')
    """
    return tuple(_name(number, caption) for number, caption in enumerate(captions, 1))


def place(sheet: str, cell: str = "A1") -> str:
    """Give the address of a cell on a sheet, for a link.

    Examples
    --------
    >>> place("1 Plan's odds")
    "'1 Plan''s odds'!A1"
    """
    return "'" + sheet.replace("'", "''") + f"'!{cell}"


def _name(number: int, caption: str) -> str:
    words = _REFUSED.sub(" ", plain(caption)).split()
    name = str(number)
    for word in words:
        if len(name) + 1 + len(word) > LONGEST:
            break
        name += f" {word}"
    if name == str(number) and words:
        name = f"{name} {words[0]}"[:LONGEST]
    return name.rstrip("'")

"""How a fault is worded: what was found, kept short, and the nearest name that is known."""

from collections.abc import Collection
from difflib import get_close_matches

from forecast.errors import Fault, InputError, Message, message

FOUND_LENGTH = 60
"""Longest text of a file that a fault repeats [characters]."""


def shorten(found: object) -> str:
    r"""``found`` on one line, cut to `FOUND_LENGTH` characters.

    Examples
    --------
    >>> shorten("two\n lines")
    'two lines'
    """
    line = " ".join(str(found).split())
    return line if len(line) <= FOUND_LENGTH else line[: FOUND_LENGTH - 1] + "…"


def listed(names: Collection[str]) -> str:
    """The names in order, separated by commas."""
    return ", ".join(sorted(names)) or "–"


def nearest(name: str, known: Collection[str]) -> str | None:
    """The known name most like ``name``, if any is like it.

    Examples
    --------
    >>> nearest("new_union_sise", ["new_union_size", "turnover"])
    'new_union_size'
    """
    return next(iter(get_close_matches(name, sorted(known), n=1)), None)


def known_names(name: str, known: Collection[str]) -> Message:
    """What to write instead of an unknown name."""
    likely = nearest(name, known)
    if likely is None:
        return message("Write one of the known names: {known}.", known=listed(known))
    return message(
        "Did you mean “{nearest}”? Known names: {known}.", nearest=likely, known=listed(known)
    )


def refused(file: str, *, found: object = "", problem: Message, remedy: Message) -> InputError:
    """A refusal of a whole file or option."""
    return InputError([Fault(file=file, found=shorten(found), problem=problem, remedy=remedy)])


def in_order(faults: Collection[Fault]) -> list[Fault]:
    """The faults as a person mends them: file by file, from the top down, each once."""
    rows = {
        (fault.file, fault.place, fault.column, fault.found, str(fault.problem)): fault
        for fault in faults
    }
    return sorted(rows.values(), key=lambda fault: (fault.file, int(fault.place or 0)))

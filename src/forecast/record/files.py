"""The text of a file: small enough, UTF-8 and in one spelling of Vietnamese letters."""

import re
import unicodedata
from pathlib import Path

from forecast.errors import Fault, InputError, Message, message
from forecast.record.faults import refused, shorten

MAX_BYTES = 20 * 1024 * 1024
"""Largest file of statements that is read [bytes]: far above any, far below what stalls."""

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


MAX_TABLE_BYTES = 400 * 1024 * 1024
"""Largest record table that is read [bytes]: a nation's unions at ten dates are a third of it."""


def read_text(path: Path, *, file: str, most: int = MAX_BYTES) -> str:
    """The text of ``path`` in NFC, without a byte-order mark.

    Parameters
    ----------
    file
        Name of the file as its faults give it, relative to the dataset folder.
    most
        Largest size that is read [bytes].

    Raises
    ------
    InputError
        If the file is missing, too large or not UTF-8.
    """
    try:
        if path.stat().st_size > most:
            raise refused(
                file,
                found=f"{path.stat().st_size} B",
                problem=message("The file is larger than {most} MB.", most=most // 1024**2),
                remedy=message("Keep only what the table asks for, or split the dataset."),
            )
        raw = path.read_bytes()
    except OSError as error:
        raise refused(
            file,
            problem=message("The file is missing or cannot be opened."),
            remedy=message("Put the file there, or allow it to be read."),
        ) from error
    return _decoded(raw, file=file)


def _decoded(raw: bytes, *, file: str) -> str:
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # error.object lacks the byte-order mark that error.start does not count either.
        line = error.object[: error.start].count(b"\n") + 1
        raise _unreadable(
            line,
            file=file,
            found=raw.split(b"\n")[line - 1].decode("utf-8", errors="replace"),
            problem=message("The file is not UTF-8 text; this line cannot be read."),
        ) from error
    unprintable = _CONTROL.search(text)
    if unprintable:
        raise _unreadable(
            text.count("\n", 0, unprintable.start()) + 1,
            file=file,
            found=repr(unprintable[0]),
            problem=message("This line holds a character that cannot be printed."),
        )
    return text if unicodedata.is_normalized("NFC", text) else unicodedata.normalize("NFC", text)


def _unreadable(line: int, *, file: str, found: str, problem: Message) -> InputError:
    remedy = message("Save the file again as UTF-8 (in Excel: CSV UTF-8).")
    return InputError(
        [Fault(file=file, place=str(line), found=shorten(found), problem=problem, remedy=remedy)]
    )

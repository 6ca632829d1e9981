"""Sheets out of a file: Excel, OpenDocument or text, within limits, never more than its values."""

import csv
import io
from pathlib import Path

import charset_normalizer

from forecast.errors import message
from forecast.record.faults import refused
from forecast.record.intake.old_workbooks import read_old
from forecast.record.intake.refusals import not_text, too_large, unreadable
from forecast.record.intake.sheets import LONGEST_CELL, Sheet, filled
from forecast.record.intake.workbooks import read_zipped

MAX_BYTES = 20 * 1024 * 1024
"""Largest spreadsheet [bytes]."""

MAX_TEXT_BYTES = 100 * 1024 * 1024
"""Largest table as text [bytes]."""

_ZIP, _OLE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_NULL = "\0"


def read_sheets(path: Path) -> tuple[Sheet, ...]:
    """Every sheet of a file that holds something.

    Raises
    ------
    InputError
        If the file is missing, too large, of another kind, damaged or locked by a password.
    """
    file = path.name
    try:
        size = path.stat().st_size
        with path.open("rb") as opened:
            start = opened.read(8)
    except (OSError, ValueError) as error:
        raise refused(
            file,
            problem=message("The file is missing or cannot be opened."),
            remedy=message("Put the file there, or allow it to be read."),
        ) from error
    spreadsheet = start.startswith((_ZIP, _OLE))
    if size > (MAX_BYTES if spreadsheet else MAX_TEXT_BYTES):
        raise too_large(file, size)
    if start.startswith(_ZIP):
        sheets = read_zipped(path.read_bytes(), file=file)
    elif spreadsheet:
        sheets = read_old(path.read_bytes(), file=file)
    else:
        sheets = (_table(path),)
    kept = tuple(
        sheet for sheet in sheets if any(any(filled(cell) for cell in row) for row in sheet.rows)
    )
    if not kept:
        raise refused(
            file,
            problem=message("Nothing is written in this file."),
            remedy=message("Choose the file that holds the list or the report."),
        )
    return kept


def _table(path: Path) -> Sheet:
    """The one table of a text file."""
    text = _text(path.read_bytes(), file=path.name)
    rows = []
    try:
        for cells in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            rows.append(tuple(cell[:LONGEST_CELL].strip() or None for cell in cells))
    except csv.Error as error:
        raise unreadable(path.name) from error
    return Sheet(file=path.name, name="", rows=tuple(rows))


def _text(raw: bytes, *, file: str) -> str:
    """Decoded text: as its mark says, else UTF-8, else what its letters make likely."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        guesses: tuple[str, ...] = ("utf-16",)
    elif raw[:200].count(b"\0") > len(raw[:200]) // 4:
        guesses = ("utf-16-le", "utf-16-be") if raw[1:2] == b"\0" else ("utf-16-be", "utf-16-le")
    else:
        guesses = ("utf-8-sig",)
    for guess in guesses:
        try:
            return _printable(raw.decode(guess), file=file)
        except UnicodeDecodeError:
            continue
    best = charset_normalizer.from_bytes(raw[:200_000], cp_isolation=["cp1258", "cp1252"]).best()
    for guess in dict.fromkeys(["cp1258", best.encoding if best else "cp1258"]):
        try:
            return _printable(raw.decode(guess), file=file)
        except UnicodeDecodeError:
            continue
    raise not_text(file)


def _printable(text: str, *, file: str) -> str:
    if _NULL in text or sum(sign < " " and sign not in "\t\r\n" for sign in text[:4000]) > 20:
        raise not_text(file)
    return text


def _delimiter(text: str) -> str:
    """The sign that parts most cells of the first lines alike."""
    lines = [line for line in text.splitlines()[:30] if line.strip()]
    counts = {sign: sorted(line.count(sign) for line in lines) for sign in (",", ";", "\t", "|")}
    return max(
        counts, key=lambda sign: (counts[sign][len(lines) // 2] if lines else 0, sum(counts[sign]))
    )

"""Which layout each sheet of a file is, and what its rows propose; nothing is checked or stored."""

import re
from collections.abc import Iterator, Sequence

from forecast.errors import Fault, InputError, message, plural
from forecast.record.advice import Advice
from forecast.record.faults import refused
from forecast.record.intake.headings import Head, above, all_texts, find_head, find_heads
from forecast.record.intake.layouts.firms import FIRMS
from forecast.record.intake.layouts.layout import Asked, Found, Layout
from forecast.record.intake.layouts.movements import MOVEMENTS
from forecast.record.intake.layouts.official import OFFICIAL
from forecast.record.intake.layouts.plain_tables import as_found, find_table, read_table_rows
from forecast.record.intake.layouts.ratings import RATINGS
from forecast.record.intake.layouts.unions import UNIONS
from forecast.record.intake.parting import parted
from forecast.record.intake.proposed import Notice, cell_fault
from forecast.record.intake.sheets import Sheet, as_text
from forecast.record.intake.spelling import folded, legacy
from forecast.record.intake.values import counted_on

LAYOUTS: tuple[Layout, ...] = (MOVEMENTS, RATINGS, OFFICIAL, UNIONS, FIRMS)
"""In the order they are tried: what has the most telling head comes first."""

LEGACY_SHARE = 0.05
"""Share of texts in a legacy encoding from which on a sheet is refused."""


def recognise(
    sheets: Sequence[Sheet], asked: Asked, *, apart: frozenset[str] = frozenset()
) -> tuple[list[Found], list[Notice]]:
    """Read every sheet that is of a known layout.

    Parameters
    ----------
    apart
        Names of sheets that are read elsewhere.

    Returns
    -------
    found, notices
        What each recognised sheet holds, its faults with it, and what was passed over.

    Raises
    ------
    InputError
        If a sheet is in a legacy encoding, or no sheet is of a known layout.
    """
    legacy_faults = [fault for sheet in sheets for fault in _legacy_faults(sheet)]
    if legacy_faults:
        raise InputError(legacy_faults)
    found: list[Found] = []
    notices: list[Notice] = []
    for sheet in sheets:
        if sheet.name in apart:
            continue
        tables = [] if sheet.hidden else _found(sheet, asked)
        if not tables:
            text = _HIDDEN if sheet.hidden else _UNKNOWN
            notices.append(Notice(text=text, place=sheet.name))
        for one in tables:
            _read(one, asked)
        found += tables
    if not found and not apart:
        raise refused(sheets[0].file, problem=_NO_LAYOUT[0], remedy=_NO_LAYOUT[1])
    if not apart and not any(one.rows or one.unmatched or one.faults for one in found):
        raise refused(sheets[0].file, problem=_NO_ROW[0], remedy=_NO_ROW[1])
    return found, notices


_HIDDEN = message("The sheet is hidden and was passed over.")
_UNKNOWN = message("The sheet is of no known layout and was passed over.")
_NO_ROW: Advice = (
    message("No sheet of the file holds a row to keep."),
    message("Fill in the rows below the headings."),
)
_NO_LAYOUT: Advice = (
    message("No sheet of the file is of a known layout."),
    message(
        "A list of unions needs a heading for the name and one for the members; a movement report "
        "the stocks at the start and end and the members admitted; a list of enterprises the name, "
        "the workers and a title that says that they have no union."
    ),
)


def _found(sheet: Sheet, asked: Asked) -> list[Found]:
    table = find_table(sheet)
    if table:
        return [as_found(sheet, *table)]
    heads = []
    for layout in LAYOUTS:
        head = find_head(sheet, layout.fields, required=layout.required)
        if head and not layout.rules_out & head.columns.keys() and _says(sheet, layout, head.first):
            heads.append((layout, head))
    both = [one for one in heads[1:] if heads and _also(sheet, heads[0], one, asked)]
    found = [
        Found(layout=layout.id, title=layout.title, sheet=part, head=own)
        for layout, head in (*heads[:1], *both)
        for part, own in parted(sheet, layout.fields, head, required=layout.required)
    ]
    for _, head in heads[1:]:
        if _apart(sheet, heads[0], head):
            fault = cell_fault(sheet, head.first, min(head.headings), found="", said=_TWO_KINDS)
            found[0].faults.append(fault)
    return found


_TWO_KINDS: Advice = (
    message("A table of another kind stands on the same sheet."),
    message("Put each kind of table on a sheet of its own."),
)


def _apart(sheet: Sheet, chosen: tuple[Layout, Head], other: Head) -> bool:
    """Whether a head is that of another table, not another reading of the one chosen."""
    layout, head = chosen
    if other.first < head.body and head.first < other.body:
        return False
    rows = range(other.first, other.body)
    return not find_heads(sheet, layout.fields, required=layout.required, rows=rows)


def _also(
    sheet: Sheet, chosen: tuple[Layout, Head], other: tuple[Layout, Head], asked: Asked
) -> bool:
    """Whether a list of ratings is a list of unions as well: it says of which day it is."""
    titles = [text for _, text in above(sheet, chosen[1].first)]
    dated = any(counted_on(text) for text in titles) or (
        asked.date is not None and not any(_RATES.search(folded(text)) for text in titles)
    )
    one_table = chosen[1].one("name") == other[1].one("name") and chosen[1].body == other[1].body
    return (chosen[0].id, other[0].id) == (RATINGS.id, UNIONS.id) and one_table and dated


_RATES = re.compile(RATINGS.says)


def _says(sheet: Sheet, layout: Layout, first: int) -> bool:
    """Whether a title or the name of sheet or file says what the layout must say."""
    if not layout.says:
        return True
    texts = [*(text for _, text in above(sheet, first)), sheet.name, sheet.file]
    headings = [text for _, text in sheet.texts(first)]
    return any(re.search(layout.says, folded(text)) for text in (*texts, *headings))


def _read(found: Found, asked: Asked) -> None:
    for layout in LAYOUTS:
        if layout.id == found.layout:
            layout.read(found, asked)
            break
    else:
        read_table_rows(found, asked)
    _tell_what_is_unusual(found)


def _tell_what_is_unusual(found: Found) -> None:
    sheet = found.sheet
    rows = [*(p.row for p in found.rows), *(u.row.row for u in found.unmatched)]
    hidden = sum(row in sheet.hidden_rows for row in rows)
    if hidden:
        found.note(
            plural(
                "One of the rows read is hidden in the sheet.",
                "{n:count} of the rows read are hidden in the sheet.",
                n=hidden,
            )
        )
    computed = sum(row in rows for row, _ in sheet.formulas - sheet.unstored)
    if computed:
        found.note(
            plural(
                "One cell holds a formula; the value stored with it was read.",
                "{n:count} cells hold formulas; the values stored with them were read.",
                n=computed,
            )
        )


def _legacy_faults(sheet: Sheet) -> Iterator[Fault]:
    """Cells in TCVN3 or VNI, where they are more than a slip of the pen."""
    texts = sum(1 for _ in all_texts(sheet))
    cells = [
        (row, column, as_text(value), encoding)
        for row, values in enumerate(sheet.rows)
        for column, value in enumerate(values)
        if isinstance(value, str) and (encoding := legacy(value))
    ]
    if len(cells) > max(1, LEGACY_SHARE * texts):
        for row, column, text, encoding in cells:
            said = (
                message(
                    "The text is in the old encoding {encoding}, not in Unicode.",
                    encoding=encoding,
                ),
                message("Convert the file to Unicode (UniKey, Ctrl+Shift+F6) and import it again."),
            )
            yield cell_fault(sheet, row, column, found=text, said=said)

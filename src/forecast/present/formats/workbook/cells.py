"""One cell of the workbook: a number that shows what the brief shows, or text that stays text."""

import re

from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE, Cell, MergedCell

from forecast.present.formats.letters import plain
from forecast.present.formats.workbook.number_forms import NumberForms
from forecast.present.written import Written

_READ_AS_MORE = re.compile(r"^\s*[=+\-@−|%]|^[\t\r\n]|^[\d.,:/ –-]*\d[\d.,:/ –-]*$")
"""Text that a spreadsheet could take for a formula or a number when it is edited or pasted."""

_CODE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
"""Beginning of what the format takes for the code of a sign."""

_LONGEST = 32_767
"""Signs a cell can hold."""


def fill(cell: Cell | MergedCell, shown: str, forms: NumberForms) -> None:
    """Put into a cell what a table of the brief shows.

    Parameters
    ----------
    shown
        A text, or a `Written` whose number or date goes into the cell.
    forms
        How numbers are shown in the language of the brief.
    """
    if isinstance(shown, Written):
        pattern = forms.pattern(shown)
        if pattern is not None:
            cell.value = shown.value
            cell.number_format = pattern
            return
    put_text(cell, shown)


def put_text(cell: Cell | MergedCell, text: str) -> None:
    """Put text into a cell, which no program can take for a formula, an error or a number.

    Examples
    --------
    >>> from openpyxl import Workbook
    >>> cell = Workbook().active["A1"]
    >>> put_text(cell, "=1+1")
    >>> cell.data_type, cell.quotePrefix
    ('s', True)
    """
    kept = ILLEGAL_CHARACTERS_RE.sub("", plain(text))
    cell.value = _CODE.sub("_x005F_", kept)[:_LONGEST]
    cell.data_type = "s"
    if _READ_AS_MORE.match(text):
        cell.quotePrefix = True

"""What python-docx has no name for: small pieces of WordprocessingML, each put where it belongs.

The order of elements is part of the format: Word refuses a file in which it is broken.
"""

from collections.abc import Iterable

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.text.run import CT_R
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import RGBColor
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph
from docx.text.run import Run

_AFTER_BORDERS = (
    "w:shd",
    "w:tabs",
    "w:suppressAutoHyphens",
    "w:kinsoku",
    "w:wordWrap",
    "w:overflowPunct",
    "w:topLinePunct",
    "w:autoSpaceDE",
    "w:autoSpaceDN",
    "w:bidi",
    "w:adjustRightInd",
    "w:snapToGrid",
    "w:spacing",
    "w:ind",
    "w:contextualSpacing",
    "w:mirrorIndents",
    "w:suppressOverlap",
    "w:jc",
    "w:textDirection",
    "w:textAlignment",
    "w:textboxTightWrap",
    "w:outlineLvl",
    "w:divId",
    "w:cnfStyle",
    "w:rPr",
    "w:sectPr",
    "w:pPrChange",
)
_AFTER_LANGUAGE = ("w:eastAsianLayout", "w:specVanish", "w:oMath", "w:rPrChange")
_AFTER_RUN_BORDER = ("w:shd", "w:fitText", "w:vertAlign", "w:rtl", "w:cs", "w:em", "w:lang")


def element(tag: str, **values: object) -> BaseOxmlElement:
    """Make an element of the main namespace; a value's name is an attribute's without prefix.

    Examples
    --------
    >>> element("w:lang", val="vi-VN").get(qn("w:val"))
    'vi-VN'
    """
    made: BaseOxmlElement = OxmlElement(tag)
    for name, value in values.items():
        made.set(qn(f"w:{name}"), str(value))
    return made


def bordered(properties: BaseOxmlElement, *, colour: RGBColor, eighths: int, **sides: int) -> None:
    """Draw lines beside a paragraph: ``left=8`` is a line 8 points from the words.

    Parameters
    ----------
    properties
        Properties of the paragraph or of its style.
    eighths
        Width of the line [eighths of a point].
    """
    borders = element("w:pBdr")
    for side in ("top", "left", "bottom", "right"):
        if side in sides:
            line = element(f"w:{side}", val="single", sz=eighths, space=sides[side], color=colour)
            borders.append(line)
    properties.insert_element_before(borders, *_AFTER_BORDERS)


def shaded(properties: BaseOxmlElement, colour: RGBColor) -> None:
    """Lay a ground under a paragraph."""
    ground = element("w:shd", val="clear", color="auto", fill=colour)
    properties.insert_element_before(ground, *_AFTER_BORDERS[1:])


def framed(run: Run, colour: RGBColor) -> None:
    """Draw a frame around a run."""
    frame = element("w:bdr", val="single", sz=8, space=0, color=colour)
    run._r.get_or_add_rPr().insert_element_before(frame, *_AFTER_RUN_BORDER)


def cell_shaded(cell: _Cell, colour: RGBColor) -> None:
    """Lay a ground under a cell."""
    ground = element("w:shd", val="clear", color="auto", fill=colour)
    after = ("w:noWrap", "w:tcMar", "w:textDirection", "w:tcFitText", "w:vAlign", "w:hideMark")
    cell._tc.get_or_add_tcPr().insert_element_before(ground, *after)


def speaking(runs: Iterable[CT_R], tag: str) -> None:
    """Say what language runs are in, so that spelling is checked by its rules."""
    for run in runs:
        properties = run.get_or_add_rPr()
        language = element("w:lang", val=tag, eastAsia=tag)
        properties.insert_element_before(language, *_AFTER_LANGUAGE)


def field(paragraph: Paragraph, instruction: str) -> None:
    """Let the reader's program write something: ``PAGE`` is the number of the page."""
    for kind in ("begin", "instruction", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "instruction":
            said = element("w:instrText")
            said.text = instruction
            run._r.append(said)
        elif kind == "text":
            run.text = "2"
        else:
            run._r.append(element("w:fldChar", fldCharType=kind))


def repeated(row: _Row) -> None:
    """Show a row again at the top of every page the table runs on to."""
    row._tr.get_or_add_trPr().append(element("w:tblHeader"))


def kept_whole(row: _Row) -> None:
    """Keep a row on one page."""
    row._tr.get_or_add_trPr().insert(0, element("w:cantSplit"))


def without_margins(table: Table) -> None:
    """Let the words of a table begin at its edge."""
    margins = element("w:tblCellMar")
    for side in ("left", "right"):
        margins.append(element(f"w:{side}", w=0, type="dxa"))
    after = ("w:tblLook", "w:tblCaption", "w:tblDescription", "w:tblPrChange")
    table._tbl.tblPr.insert_element_before(margins, *after)


def described(table: Table, text: str) -> None:
    """Say what a table holds, for readers who do not see it."""
    caption = element("w:tblCaption", val=text)
    table._tbl.tblPr.insert_element_before(caption, "w:tblDescription", "w:tblPrChange")

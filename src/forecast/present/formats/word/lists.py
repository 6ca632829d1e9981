"""Lists of an office paper: a dash before each line, or a), b), c) that begin anew."""

from docx.document import Document
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph

from forecast.present.formats.word.xml import element

DASHED, LETTERED = "List Bullet", "List Number"
_DASH, _LETTER = 1, 2
"""Numbers of the two kinds of list in the file."""


class Lists:
    """The lists of one document."""

    def __init__(self, document: Document) -> None:
        """Replace the lists of the empty document by the office's two."""
        self._numbering: BaseOxmlElement = document.part.numbering_part.element
        for child in list(self._numbering):
            self._numbering.remove(child)
        self._numbering.append(_kind(_DASH, form="bullet", text="–", left=567, hanging=283))
        self._numbering.append(
            _kind(_LETTER, form="lowerLetter", text="%1)", left=340, hanging=340)
        )
        self._last = 0
        self._add(_DASH)
        _only_ours(document.styles.element, self._last)

    def begin_letters(self) -> int:
        """Begin a list at a) and give its number in the file."""
        return self._add(_LETTER)

    def put(self, paragraph: Paragraph, number: int) -> None:
        """Make a paragraph the next line of a list."""
        paragraph._p.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = number

    def _add(self, kind: int) -> int:
        self._last += 1
        made = element("w:num", numId=self._last)
        made.append(element("w:abstractNumId", val=kind))
        if kind == _LETTER:
            again = element("w:lvlOverride", ilvl=0)
            again.append(element("w:startOverride", val=1))
            made.append(again)
        self._numbering.append(made)
        return self._last


def _kind(number: int, *, form: str, text: str, left: int, hanging: int) -> BaseOxmlElement:
    """Describe a kind of list; its room is in twentieths of a point."""
    made = element("w:abstractNum", abstractNumId=number)
    made.append(element("w:multiLevelType", val="singleLevel"))
    level = element("w:lvl", ilvl=0)
    for tag, value in (("start", 1), ("numFmt", form), ("lvlText", text), ("lvlJc", "left")):
        level.append(element(f"w:{tag}", val=value))
    properties = element("w:pPr")
    properties.append(element("w:ind", left=left, hanging=hanging))
    level.append(properties)
    made.append(level)
    return made


def _only_ours(styles: BaseOxmlElement, dash: int) -> None:
    """Point the style of dashed lines at its list, and no other style at a list that is gone."""
    for style in styles.iter(qn("w:style")):
        dashed = style.get(qn("w:styleId")) == "ListBullet"
        for number in list(style.iter(qn("w:numPr"))):
            if dashed:
                number.get_or_add_numId().val = dash
            else:
                number.getparent().remove(number)

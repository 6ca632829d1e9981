"""The sheet a brief is written on: page, type and lists as Decree 30/2020/NĐ-CP asks for.

A4 with 20 mm above and below, 30 mm to the left and 15 mm to the right; Times New Roman of 13 to
14 points; the page's number above the text in the middle, from the second page on.
"""

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.section import Section, _Header
from docx.shared import Length, Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from forecast.present.formats.word.xml import bordered, element, field, shaded

FONT = "Times New Roman"
BLACK = RGBColor(0, 0, 0)
MARK = RGBColor(0xA8, 0x43, 0x00)
EDGE = RGBColor(0xC9, 0x8A, 0x00)
BAND = RGBColor(0xFB, 0xF4, 0xE4)
RULE = RGBColor(0x80, 0x80, 0x80)

WIDTH = Mm(210 - 30 - 15)
"""Of a line."""

TABLE_TEXT, NOTE, SMALL, HEAD = "Table Text", "Note", "Small", "Letterhead"
"""Styles of our own; all others are Word's."""


def lay_out(document: Document, *, tag: str) -> None:
    """Make an empty document a sheet of the office.

    Parameters
    ----------
    tag
        Language of the text (BCP 47).
    """
    _page(document.sections[0])
    _type(document, tag)
    _paragraphs(document)
    _boxes(document)
    _settings(document, tag)


def head_of_pages(document: Document, marks: str) -> None:
    """Put the number of the page in the middle from the second page on, and marks on every page."""
    section = document.sections[0]
    section.different_first_page_header_footer = True
    _running_head(section.first_page_header, marks, numbered=False)
    _running_head(section.header, marks, numbered=True)


def _running_head(header: _Header, marks: str, *, numbered: bool) -> None:
    header.is_linked_to_previous = False
    paragraph = header.paragraphs[0]
    paragraph.add_run("\t")
    if numbered:
        field(paragraph, "PAGE")
    if marks:
        run = paragraph.add_run("\t" + marks)
        run.bold, run.font.color.rgb, run.font.size = True, MARK, Pt(11)


def _page(section: Section) -> None:
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin = section.bottom_margin = Mm(20)
    section.left_margin, section.right_margin = Mm(30), Mm(15)
    section.header_distance = section.footer_distance = Mm(10)


def _type(document: Document, tag: str) -> None:
    """One typeface everywhere: the fonts of a theme go before any other and have to go."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for name in ("ascii", "hAnsi", "eastAsia", "cs"):
            fonts.set(qn(f"w:{name}"), FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        for name in ("val", "eastAsia"):
            language.set(qn(f"w:{name}"), tag)


def _paragraphs(document: Document) -> None:
    _style(document, "Normal", size=13, after=6, line=1.15)
    body = _style(document, "Body Text", size=13, after=6)
    body.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    body.paragraph_format.first_line_indent = Mm(10)
    for name, size, italic in (("Heading 1", 14, False), ("Heading 2", 13, True)):
        heading = _style(document, name, size=size, bold=True, before=12, after=6)
        heading.font.italic = italic
        heading.paragraph_format.keep_with_next = True
    title = _style(document, "Title", size=14, bold=True, before=14, after=2)
    subtitle = _style(document, "Subtitle", size=13, after=2)
    subtitle.font.italic = False
    for centred in (title, subtitle):
        centred.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _drop(centred.element, "w:pBdr")
        _drop(centred.element.get_or_add_rPr(), "w:spacing")
    caption = _style(document, "Caption", size=12, bold=True, before=8, after=4)
    caption.paragraph_format.keep_with_next = True
    header = _style(document, "Header", size=13, after=0)
    _tabs(header)


def _boxes(document: Document) -> None:
    for name, size in ((TABLE_TEXT, 11), (NOTE, 13), (SMALL, 10), (HEAD, 12)):
        style = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = document.styles["Normal"]
        _style(document, name, size=size, before=2, after=3 if size < 13 else 8, line=1.0)
    document.styles[NOTE].paragraph_format.left_indent = Mm(3)
    letters = _style(document, "List Number", size=11, after=2, line=1.0)
    letters.paragraph_format.space_before = Pt(0)
    note = document.styles[NOTE].element.get_or_add_pPr()
    bordered(note, colour=EDGE, eighths=24, left=8)
    shaded(note, BAND)
    small = document.styles[SMALL].element.get_or_add_pPr()
    bordered(small, colour=RULE, eighths=4, top=4)


def _style(
    document: Document,
    name: str,
    *,
    size: float,
    bold: bool = False,
    before: float = 0,
    after: float = 0,
    line: float | None = None,
) -> ParagraphStyle:
    """Set a style's type and room [points]."""
    style = document.styles[name]
    if not isinstance(style, ParagraphStyle):
        raise TypeError(f"{name} is no style of paragraphs")
    style.font.size, style.font.bold, style.font.color.rgb = Pt(size), bold, BLACK
    style.font.name = FONT
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)
    style.paragraph_format.line_spacing = line
    return style


def _tabs(style: ParagraphStyle) -> None:
    _drop(style.element, "w:tabs")
    stops = style.paragraph_format.tab_stops
    stops.add_tab_stop(Length(WIDTH // 2), WD_TAB_ALIGNMENT.CENTER)
    stops.add_tab_stop(WIDTH, WD_TAB_ALIGNMENT.RIGHT)


def _drop(inside: BaseOxmlElement, tag: str) -> None:
    for found in list(inside.iter(qn(tag))):
        parent = found.getparent()
        if parent is not None:
            parent.remove(found)


def _settings(document: Document, tag: str) -> None:
    """No compatibility mode, no claim that spelling was checked, no picture of a blank page."""
    settings = document.settings.element
    _drop(settings, "w:proofState")
    _drop(settings, "w:savePreviewPicture")
    for zoom in settings.iter(qn("w:zoom")):
        zoom.attrib.clear()
        zoom.set(qn("w:percent"), "100")
    for option in settings.iter(qn("w:compatSetting")):
        if option.get(qn("w:name")) == "compatibilityMode":
            option.set(qn("w:val"), "15")
    for language in list(settings.iter(qn("w:themeFontLang"))):
        language.getparent().replace(language, element("w:themeFontLang", val=tag))
    package = document.part.package
    for name, found in list(package.rels.items()):
        if found.reltype.endswith("/thumbnail"):
            del package.rels[name]

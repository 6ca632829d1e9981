import datetime as dt
import io
import re
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from sample_parts import DAY, HOSTILE, MARKS, sample_parts, small_parts

from forecast.errors import PublicationError
from forecast.present.displayed import core
from forecast.present.formats.word import word
from forecast.present.parts import Decisions, Figure, Masthead, Part, Section, Table, within
from forecast.present.words import LANGUAGES

ORDERS = {
    "w:pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr "
    "suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct "
    "topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind "
    "contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment "
    "textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "w:rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss "
    "imprint noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight "
    "u effect bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "w:tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize "
    "tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption "
    "tblDescription",
    "w:tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection "
    "tcFitText vAlign hideMark",
    "w:lvl": "start numFmt lvlRestart pStyle isLgl suff lvlText lvlPicBulletId legacy lvlJc pPr "
    "rPr",
    "w:numbering": "numPicBullet abstractNum num numIdMacAtCleanup",
}
"""The order of elements in ECMA-376, part 1, as Word insists on it."""


def read(parts: tuple[Part, ...], lang: str = "en") -> Document:
    return docx.Document(io.BytesIO(word(parts, lang=lang, day=DAY)))


def millimetres(*lengths: Length | None) -> list[int]:
    return [round(length.mm) for length in lengths if length is not None]


def in_order(document: Document) -> list[str]:
    """All paragraphs, those in tables too."""
    return [
        "".join(text.text or "" for text in paragraph.iter(qn("w:t")))
        for paragraph in document.element.iter(qn("w:p"))
    ]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_core_is_there_in_its_order_and_the_annex_is_not(lang: str) -> None:
    parts = sample_parts(lang)

    shown = in_order(read(parts, lang))
    titles = [part.title for part in core(parts) if isinstance(part, Section)]
    places = [shown.index(title) for title in titles]
    assert places == sorted(places)
    assert len(titles) >= 5
    tables = [one.caption for one in core_tables(parts)]
    assert tables
    assert set(tables) <= set(shown)
    annex = [part.title for part in parts if isinstance(part, Section) and part.annex]
    assert not set(annex) & set(shown)


def core_tables(parts: tuple[Part, ...]) -> list[Table]:
    """Tables of the core but those behind charts."""
    behind = [part.table for part in within(parts) if isinstance(part, Figure)]
    return [
        part
        for part in within(core(parts))
        if isinstance(part, Table) and not any(part is one for one in behind)
    ]


def test_the_sheet_is_that_of_decree_30() -> None:
    document = read(small_parts())

    section = document.sections[0]
    normal = document.styles["Normal"]
    assert millimetres(section.page_width, section.page_height) == [210, 297]
    above, below = millimetres(section.top_margin, section.bottom_margin)
    left, right = millimetres(section.left_margin, section.right_margin)
    assert 20 <= above <= 25
    assert 20 <= below <= 25
    assert 30 <= left <= 35
    assert 15 <= right <= 20
    assert normal.font.name == "Times New Roman"
    assert normal.font.size in (Pt(13), Pt(14))
    assert not list(document.styles.element.iter(qn("w:asciiTheme")))
    assert not re.search("w:(ascii|hAnsi)Theme", document.styles.element.xml)


def test_parts_have_the_styles_that_word_builds_contents_and_navigation_from() -> None:
    document = read(small_parts())

    styles = {
        paragraph.text: paragraph.style.name
        for paragraph in document.paragraphs
        if paragraph.style is not None
    }
    assert styles["Title text"] == "Title"
    assert styles["Section situation"] == "Heading 1"
    assert styles["found text"] == "Caption"
    assert styles["second"] == "List Bullet"
    assert document.styles["Caption"].paragraph_format.keep_with_next


def test_pages_are_numbered_in_the_middle_from_the_second_on_and_all_bear_the_marks() -> None:
    section = read(small_parts()).sections[0]

    first, later = section.first_page_header, section.header
    assert section.different_first_page_header_footer
    assert "PAGE" in later._element.xml
    assert "PAGE" not in first._element.xml
    for header in (first, later):
        assert " · ".join(MARKS) in header.paragraphs[0].text
        style = header.paragraphs[0].style
        assert style is not None
        assert [round(stop.position.mm, 1) for stop in style.paragraph_format.tab_stops] == [
            82.5,
            165.0,
        ]


def test_whoever_leads_is_left_to_be_written_in_under_a_head_that_comes_again() -> None:
    parts = sample_parts("vi")
    asked = next(part for part in within(parts) if isinstance(part, Decisions))

    table = next(one for one in read(parts, "vi").tables if tuple(cells(one.rows[0])) == asked.head)
    assert table.rows[0]._tr.xpath("w:trPr/w:tblHeader")
    assert [row.cells[2].text for row in table.rows[1:]] == [row.lead for row in asked.rows]
    assert "" in {row.lead for row in asked.rows}
    assert all(row._tr.xpath("w:trPr/w:cantSplit") for row in table.rows)


def cells(row: docx.table._Row) -> list[str]:
    return [cell.text for cell in row.cells]


def test_every_table_shows_its_rows_with_figures_to_the_right() -> None:
    parts = small_parts()
    table = next(part for part in within(parts) if isinstance(part, Table))

    found = [one for one in read(parts).tables if tuple(cells(one.rows[0])) == table.head]
    assert [tuple(cells(row)) for row in found[0].rows[1:]] == list(table.rows)
    right = found[0].rows[1].cells[1].paragraphs[0].alignment
    assert right == WD_ALIGN_PARAGRAPH.RIGHT
    assert found[0]._tbl.tblPr.xpath("w:tblCaption/@w:val") == [table.caption]


def test_every_chart_is_told_in_words_and_as_wide_as_the_line() -> None:
    parts = sample_parts("vi")
    charts = [part for part in within(core(parts)) if isinstance(part, Figure)]

    document = read(parts, "vi")
    drawn = document.element.xpath("//wp:docPr/@descr")
    ids = document.element.xpath("//wp:docPr/@id")
    assert drawn == [chart.described for chart in charts]
    assert len(set(ids)) == len(charts)
    assert {shape.width for shape in document.inline_shapes} == {Mm(165)}


def test_options_begin_at_a_for_each_matter() -> None:
    document = read(small_parts())

    lists = document.element.xpath("//w:tc//w:numPr/w:numId/@w:val")
    assert lists[0] == lists[1] != lists[2]
    numbering = document.part.numbering_part.element
    for number in set(lists):
        begins = numbering.xpath(f"w:num[@w:numId='{number}']//w:startOverride/@w:val")
        assert begins == ["1"]


@pytest.mark.parametrize(("lang", "tag"), [("vi", "vi-VN"), ("en", "en-GB")])
def test_every_run_says_its_language_so_that_spelling_can_be_checked(lang: str, tag: str) -> None:
    document = read(small_parts(), lang)

    section = document.sections[0]
    pieces = (document.element, section.header._element, section.first_page_header._element)
    runs = [run for piece in pieces for run in piece.iter(qn("w:r"))]
    assert len(runs) > 30
    assert {run.xpath("string(w:rPr/w:lang/@w:val)") for run in runs} == {tag}
    assert document.core_properties.language == tag
    assert not document.settings.element.xpath("w:proofState")


def test_the_file_knows_its_title_and_day_and_no_author() -> None:
    known = read(small_parts()).core_properties

    assert known.title == "Title text"
    assert known.created == known.modified == dt.datetime(2022, 11, 17, tzinfo=dt.UTC)
    assert (known.author, known.last_modified_by, known.comments) == ("", "", "")


def test_the_same_parts_give_the_same_bytes_and_hold_no_clock() -> None:
    parts = small_parts()

    once, again = (word(parts, lang="vi", day=DAY) for _ in range(2))

    assert once == again
    times = {entry.date_time for entry in zipfile.ZipFile(io.BytesIO(once)).infolist()}
    assert times == {(2022, 11, 17, 0, 0, 0)}


@pytest.mark.parametrize("text", [*HOSTILE, "=1+1", "a" * 300])
def test_text_is_shown_as_it_is(text: str) -> None:
    shown = in_order(read(small_parts(text)))

    assert shown.count(text) >= 10


def test_signs_that_no_xml_may_hold_are_left_out() -> None:
    shown = in_order(read(small_parts("a\x00\x07b\ufffe\ud800c")))

    assert "abc" in shown


def test_elements_stand_in_the_order_that_word_insists_on() -> None:
    with zipfile.ZipFile(io.BytesIO(word(sample_parts("vi"), lang="vi", day=DAY))) as archive:
        pieces = [
            docx.oxml.parse_xml(archive.read(name))
            for name in archive.namelist()
            if re.match(r"word/(document|header\d|numbering|styles)\.xml", name)
        ]

    wrong = [
        (tag, before, after)
        for tag, order in ORDERS.items()
        for piece in pieces
        for parent in piece.iter(qn(tag))
        for before, after in pairwise(child.tag.split("}")[1] for child in parent)
        if order.split().index(before) > order.split().index(after)
    ]
    assert len(pieces) >= 5
    assert wrong == []


def test_without_a_masthead_there_is_no_brief() -> None:
    parts = tuple(part for part in small_parts() if not isinstance(part, Masthead))

    with pytest.raises(PublicationError, match="no title"):
        word(parts, lang="en", day=DAY)

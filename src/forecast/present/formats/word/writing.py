"""A brief written into a Word file, part by part."""

import datetime as dt
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length, Mm, Pt
from docx.text.paragraph import Paragraph

from forecast.present.displayed import core, masthead_of
from forecast.present.formats.drawings import png
from forecast.present.formats.letters import plain
from forecast.present.formats.stable_zip import settled
from forecast.present.formats.tongues import tag_of
from forecast.present.formats.word.lists import DASHED, Lists
from forecast.present.formats.word.paper import (
    BLACK,
    HEAD,
    MARK,
    NOTE,
    SMALL,
    TABLE_TEXT,
    WIDTH,
    head_of_pages,
    lay_out,
)
from forecast.present.formats.word.tables import cards, decisions, plain_table
from forecast.present.formats.word.xml import bordered, framed, speaking, without_margins
from forecast.present.parts import (
    Cards,
    Decisions,
    Figure,
    Footer,
    Group,
    Lead,
    Masthead,
    Note,
    Part,
    Section,
    Sentences,
    Table,
)


def word(parts: Sequence[Part], *, lang: str, day: dt.date) -> bytes:
    """Write the core of a brief as an office paper that can be edited.

    Parameters
    ----------
    parts
        Parts of a brief; the annex is left out.
    lang
        Language they are written in.
    day
        Date of the document.

    Raises
    ------
    PublicationError
        If there is no masthead, so that it is no brief.
    """
    head = masthead_of(parts)
    document = docx.Document()
    tag = tag_of(lang)
    lay_out(document, tag=tag)
    head_of_pages(document, plain(" · ".join(head.marks)))
    paper = _Paper(document)
    for part in core(parts):
        paper.write(part)
    section = document.sections[0]
    for piece in (document, section.header, section.first_page_header):
        speaking(piece._element.iter(qn("w:r")), tag)
    _name(document, head, tag, day)
    written = io.BytesIO()
    document.save(written)
    return settled(written.getvalue(), day=day)


def _name(document: docx.document.Document, head: Masthead, tag: str, day: dt.date) -> None:
    """Title and date; no author: who signs is not known yet."""
    known = document.core_properties
    known.title, known.language = plain(head.title)[:255], tag
    known.author = known.last_modified_by = known.comments = known.keywords = ""
    known.created = known.modified = dt.datetime.combine(day, dt.time(), tzinfo=dt.UTC)
    known.revision = 1


class _Paper:
    """A document and how each kind of part is written into it."""

    def __init__(self, document: docx.document.Document) -> None:
        self._document = document
        self._lists = Lists(document)
        self._writers: Mapping[type, Callable[[Any], None]] = {
            Masthead: self._masthead,
            Lead: self._lead,
            Cards: self._cards,
            Note: self._note,
            Sentences: self._sentences,
            Decisions: self._decisions,
            Table: self._table,
            Figure: self._figure,
            Footer: self._footer,
            Group: self._group,
            Section: self._section,
        }

    def write(self, part: Part) -> None:
        """Write a part at the end of the document."""
        self._writers[type(part)](part)

    def _say(self, text: str, style: str) -> Paragraph:
        return self._document.add_paragraph(plain(text), style=style)

    def _masthead(self, part: Masthead) -> None:
        self._letterhead(part)
        if part.marks:
            line = self._document.add_paragraph()
            line.alignment = WD_ALIGN_PARAGRAPH.CENTER
            line.paragraph_format.space_before = Pt(12)
            for mark in part.marks:
                run = line.add_run(f"\u00a0{plain(mark)}\u00a0")
                run.bold, run.font.color.rgb = True, MARK
                framed(run, MARK)
                line.add_run("  ")
        self._say(part.title, "Title")
        for kind in part.kinds:
            self._say(kind, "Subtitle")
        face = self._say(part.face, "Subtitle")
        face.runs[0].italic, face.runs[0].font.size = True, Pt(12)

    def _letterhead(self, part: Masthead) -> None:
        """Whose paper it is to the left, place and date to the right, in a table without lines."""
        table = self._document.add_table(rows=1, cols=2)
        table.autofit = False
        without_margins(table)
        widths = (Mm(90), Length(WIDTH - Mm(90)))
        for column, cell, width in zip(table.columns, table.rows[0].cells, widths, strict=True):
            column.width = cell.width = width
        left, right = table.rows[0].cells
        lines = [(left.paragraphs[0], part.parent), (left.add_paragraph(), part.body)]
        lines.append((right.paragraphs[0], part.place))
        for paragraph, text in lines:
            paragraph.style, paragraph.alignment = HEAD, WD_ALIGN_PARAGRAPH.CENTER
            run = paragraph.add_run(plain(text))
            run.font.all_caps = text is not part.place or None
            run.bold = text is part.body or None
            run.italic = text is part.place or None
        lines[-1][0].runs[0].font.size = Pt(13)
        self._rule(left.add_paragraph(style=HEAD))

    def _rule(self, paragraph: Paragraph) -> None:
        """Draw the line of a third of the width under the name of the body."""
        paragraph.paragraph_format.left_indent = paragraph.paragraph_format.right_indent = Mm(28)
        paragraph.paragraph_format.line_spacing = Pt(2)
        bordered(paragraph._p.get_or_add_pPr(), colour=BLACK, eighths=6, top=1)

    def _lead(self, part: Lead) -> None:
        self._say(part.text, "Body Text").runs[0].font.size = Pt(14)
        for sentence in part.further:
            self._say(sentence, "Body Text")

    def _cards(self, part: Cards) -> None:
        cards(self._document, part)
        self._gap()

    def _note(self, part: Note) -> None:
        self._say(part.text, NOTE)

    def _sentences(self, part: Sentences) -> None:
        style = DASHED if len(part.items) > 1 else "Body Text"
        for sentence in part.items:
            self._say(sentence, style)

    def _decisions(self, part: Decisions) -> None:
        self._say(part.opening, "Body Text").paragraph_format.keep_with_next = True
        decisions(self._document, part, self._lists)
        self._gap()

    def _table(self, part: Table) -> None:
        self._say(part.caption, "Caption")
        plain_table(self._document, part)
        for note in part.notes:
            self._say(note, TABLE_TEXT)
        self._gap()

    def _figure(self, part: Figure) -> None:
        self._say(part.caption, "Caption")
        paragraph = self._document.add_paragraph()
        picture = paragraph.add_run().add_picture(io.BytesIO(png(part.wide)), width=WIDTH)
        inline = picture._inline
        inline.docPr.set("name", part.name)
        inline.docPr.set("descr", plain(part.described))
        for side in "TBLR":
            # Without these, LibreOffice leaves 3 mm and pushes the picture over the margin.
            inline.set(f"dist{side}", "0")

    def _footer(self, part: Footer) -> None:
        self._say(part.line, SMALL).paragraph_format.space_before = Pt(12)

    def _group(self, part: Group) -> None:
        self._say(part.title, "Heading 2")
        for inner in part.parts:
            self.write(inner)

    def _section(self, part: Section) -> None:
        self._say(part.title, "Heading 1")
        for inner in part.parts:
            self.write(inner)

    def _gap(self) -> None:
        """Part a table from what follows; two tables that touch become one."""
        empty = self._document.add_paragraph()
        empty.paragraph_format.space_after = Pt(0)
        empty.paragraph_format.line_spacing = Pt(6)

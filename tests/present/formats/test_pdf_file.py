import datetime as dt
import io
import re
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files
from typing import Any

import pytest
from pypdf import PdfReader
from pypdf.generic import DictionaryObject
from sample_parts import DAY, HOSTILE, MARKS, sample_parts, small_parts

from forecast.errors import PublicationError
from forecast.present.displayed import core
from forecast.present.formats.pdf import PAGES, SIZES, pdf
from forecast.present.parts import (
    Decisions,
    Figure,
    Lead,
    Masthead,
    Part,
    Section,
    Sentences,
    within,
)
from forecast.present.words import LANGUAGES

POINTS = 72 / 25.4


def read(parts: tuple[Part, ...], lang: str = "en", day: dt.date = DAY) -> PdfReader:
    return PdfReader(io.BytesIO(pdf(parts, lang=lang, day=day)))


def text_of(reader: PdfReader) -> str:
    """All text without spaces: where lines break is the business of the layout."""
    return bare("".join(page.extract_text() for page in reader.pages))


def bare(text: str) -> str:
    return re.sub(r"[\s\u200b]", "", text)


def tagged(node: Any) -> Iterator[DictionaryObject]:  # noqa: ANN401 - any object of a PDF
    """Every element of the tree that programs for the blind read."""
    node = node.get_object()
    if isinstance(node, list):
        for child in node:
            yield from tagged(child)
    elif isinstance(node, DictionaryObject):
        if "/S" in node:
            yield node
        if "/K" in node:
            yield from tagged(node["/K"])


def tags(reader: PdfReader) -> list[DictionaryObject]:
    return list(tagged(reader.root_object["/StructTreeRoot"]))


def fonts(page: Any) -> list[Any]:  # noqa: ANN401 - an object of a PDF
    return list(page["/Resources"]["/Font"].values())


def sizes(reader: PdfReader) -> set[float]:
    """Sizes of type on the first page [points]."""
    found: set[float] = set()
    reader.pages[0].extract_text(
        visitor_text=lambda text, _cm, tm, _font, size: (
            found.add(round(abs(tm[0]) * size, 1)) if text.strip() else None
        )
    )
    return found


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_core_of_a_brief_takes_two_pages_of_a4(lang: str) -> None:
    reader = read(sample_parts(lang), lang)

    assert len(reader.pages) == PAGES
    for page in reader.pages:
        width, height = (float(side) / POINTS for side in page.mediabox[2:])
        assert (width, height) == pytest.approx((210, 297), abs=0.1)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_all_sentences_of_the_core_are_there_and_none_of_the_annex(lang: str) -> None:
    parts = sample_parts(lang)

    shown = text_of(read(parts, lang))
    said = [
        text
        for part in within(core(parts))
        for text in (
            part.items
            if isinstance(part, Sentences)
            else (part.text,)
            if isinstance(part, Lead)
            else [row.what for row in part.rows]
            if isinstance(part, Decisions)
            else [part.caption]
            if isinstance(part, Figure)
            else ()
        )
    ]
    assert len(said) > 15
    assert [text for text in said if bare(text) not in shown] == []
    annex = next(part for part in parts if isinstance(part, Section) and part.annex)
    assert bare(annex.title) not in shown


def test_the_same_parts_give_the_same_bytes() -> None:
    parts = sample_parts("vi")

    assert pdf(parts, lang="vi", day=DAY) == pdf(parts, lang="vi", day=DAY)


def test_the_file_is_archival_and_accessible_and_says_its_language_title_and_day() -> None:
    reader = read(small_parts(), "vi")

    root: Any = reader.root_object
    assert reader.xmp_metadata is not None
    claimed = reader.xmp_metadata.stream.get_data().decode()
    assert re.search(r"pdfaid:part>2<", claimed)
    assert re.search(r"pdfaid:conformance>A<", claimed)
    assert re.search(r"pdfuaid:part>1<", claimed)
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert str(root["/Lang"]).startswith("vi")
    assert reader.metadata is not None
    assert reader.metadata.title == "Title text"
    assert reader.metadata.author is None
    assert reader.metadata.creation_date == dt.datetime(2022, 11, 17, tzinfo=dt.UTC)


def test_headings_tables_and_lists_are_tagged_and_every_chart_is_told_in_words() -> None:
    parts = sample_parts("vi")

    found = tags(read(parts, "vi"))
    roles = [str(one["/S"]) for one in found]
    sections = [part for part in core(parts) if isinstance(part, Section)]
    charts = [part.described for part in within(core(parts)) if isinstance(part, Figure)]
    assert roles.count("/H1") == len(sections)
    assert roles.count("/TH") >= 4
    assert "/LI" in roles
    assert charts
    told = [str(one["/Alt"]) for one in found if "/Alt" in one]
    assert sorted(told) == sorted(charts)


def test_nothing_but_the_package_s_typeface_is_used() -> None:
    names = {
        str(font.get_object()["/BaseFont"]).split("+")[-1]
        for page in read(sample_parts("vi"), "vi").pages
        for font in fonts(page)
    }

    assert names == {"Roboto-Regular", "Roboto-Bold"}


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_is_taken_for_markup(text: str) -> None:
    reader = read(small_parts(text))

    shown = text_of(reader)
    # lead, further, 4 in a card, note, 5 in decisions, 1 deadline each, sentences, rows, footer
    assert shown.count(bare(text)) >= 15
    assert reader.metadata is not None
    assert reader.metadata.title == f"Title {text}"


def test_signs_that_steer_are_left_out_and_unknown_letters_are_seen_to_be_missing() -> None:
    reader = read(small_parts("\u202eab\u200fc 雨 \x00\x07 \ufffe😀"))

    shown = text_of(reader)
    assert "abc\N{REPLACEMENT CHARACTER}\N{REPLACEMENT CHARACTER}" in shown
    assert "雨" not in shown


def test_names_of_three_hundred_letters_stay_on_the_paper() -> None:
    name = "Đ" * 300

    reader = read(small_parts(name))

    edges: list[float] = []
    for page in reader.pages:
        page.extract_text(visitor_text=lambda _t, _c, tm, _f, _s: edges.append(float(tm[4])))
    assert max(edges) < 210 * POINTS
    assert bare(name) in text_of(reader)


def test_marks_stand_on_every_page_and_the_number_from_the_second_on() -> None:
    reader = read(small_parts("word " * 300))

    pages = [page.extract_text() for page in reader.pages]
    assert len(pages) > PAGES
    assert all(" · ".join(MARKS) in page for page in pages)
    numbered = [number for number, page in enumerate(pages, 1) if page.split()[0] == str(number)]
    assert numbered == list(range(2, len(pages) + 1))


def test_a_longer_brief_is_set_smaller_and_a_much_longer_one_runs_on_uncut() -> None:
    short, longer = sample_parts("en"), with_more(sample_parts("en"), 30)
    much_longer = with_more(sample_parts("en"), 250)

    readers = [read(parts) for parts in (short, longer, much_longer)]
    lead = [1.2 * float(size) for size in (SIZES[0], SIZES[-1])]
    assert len(readers[1].pages) == PAGES
    assert max(sizes(readers[1])) < max(sizes(readers[0]))
    assert len(readers[2].pages) > PAGES
    assert min(lead) <= max(sizes(readers[2]))
    assert "Sentencenumber249ofmany." in text_of(readers[2])


def with_more(parts: tuple[Part, ...], count: int) -> tuple[Part, ...]:
    """Give the brief with more sentences in its situation."""
    more = Sentences(items=tuple(f"Sentence number {number} of many." for number in range(count)))
    return tuple(
        replace(part, parts=(*part.parts, more))
        if isinstance(part, Section) and part.name == "situation"
        else part
        for part in parts
    )


def test_without_a_masthead_there_is_no_brief() -> None:
    parts = tuple(part for part in small_parts() if not isinstance(part, Masthead))

    with pytest.raises(PublicationError, match="no title"):
        pdf(parts, lang="en", day=DAY)


def test_the_template_fetches_and_reads_nothing() -> None:
    folder = files("forecast.present.formats") / "templates"
    template = (folder / "brief.typ").read_text(encoding="utf-8")

    assert not re.search(r"#?\b(import|include|read|plugin|eval)\b *[\"(@]", template)

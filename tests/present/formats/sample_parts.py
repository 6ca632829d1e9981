"""Parts of a brief for the tests of its formats: the sample brief, and a small one by hand."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

import nbformat
import pytest
from sample_brief import BRIEF, run_here, sample_briefing

from forecast.present.displayed import displayed
from forecast.present.parts import (
    Card,
    Cards,
    Decision,
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
from forecast.present.words import Words

DAY = dt.date(2022, 11, 17)
MARKS = ("ILLUSTRATIVE FIGURES", "DRAFT")

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="680" height="200" viewBox="0 0 680 200">'
    '<rect width="680" height="200" fill="#ffffff"/><g role="graphics-object" aria-label="x">'
    '<path d="M0,0L680,200" stroke="#0b5fa5"/></g>'
    '<text x="20" y="40" font-family="Roboto" font-size="30px">Đoàn viên</text></svg>'
)

HOSTILE = (
    "#panic() #import",
    "$x^2$ \\u{41} // /* */",
    "*strong* _emph_ `raw` ~",
    "<script>alert(1)</script>",
    "@ref <label> & &amp;",
    "-- --- ... \"q\" 'q'",
    "= heading",
    "- item + item / term: x",
)
"""Text that a program could take for its own language."""


@cache
def sample_parts(lang: str) -> tuple[Part, ...]:
    """Give the parts of the sample brief, from its notebook."""
    with pytest.MonkeyPatch.context() as patch:
        notebook = run_here(nbformat.read(BRIEF, as_version=4), sample_briefing(lang), patch)
    return displayed(notebook)


def small_parts(text: str = "text", *, marks: Sequence[str] = MARKS) -> tuple[Part, ...]:
    """Give a brief with a part of every kind, each with ``text`` in it."""
    table = small_table(text)
    figure = Figure(
        name="fan", wide=SVG, narrow=SVG, caption=f"found {text}", described=text, table=table
    )
    asked = Decision(
        what=text, options=(text, f"second {text}"), consequence=text, lead="", deadline=text
    )
    again = replace(asked, options=(text,), consequence="")
    return (
        Masthead(
            parent="Parent",
            body=f"Body {text}",
            place="Gia Lâm, 17 November 2022",
            marks=tuple(marks),
            title=f"Title {text}",
            kinds=("advisory paper",),
            face="What it rests on.",
        ),
        _section(
            "conclusion",
            Lead(text=text, further=(text,)),
            Cards(cards=(_card(text), _card("other"))),
            Note(text=text),
        ),
        _section(
            "decisions",
            Decisions(
                opening="Asked:",
                caption="To decide",
                head=("No.", "Matter", "Lead", "By"),
                rows=(asked, again),
            ),
        ),
        _section("situation", Sentences(items=(text, "second", "third"))),
        _section("forecast", Sentences(items=(text,)), figure, table),
        Section(
            name="annex",
            title="Annex",
            annex=True,
            parts=(Group(name="more", title="More", parts=(replace(table, caption="In annex"),)),),
        ),
        Footer(line=text),
    )


def small_table(text: str) -> Table:
    """Give a table of text, numbers of every form and a day."""
    words = Words("en")
    return Table(
        caption=f"Table {text}",
        head=("Name", "Number", "Odds", "Day"),
        rows=(
            (text, words.count(15_249), words.percent(0.0049), words.day(DAY)),
            ("0912345678", words.signed_count(-816), words.percent(0.5), "–"),
        ),
        figures=frozenset({1, 2}),
        notes=(f"Note {text}",),
    )


def _card(text: str) -> Card:
    return Card(goal=text, odds="8%", word=text, frequency=text, reached=8, need=text)


def _section(name: str, *parts: Part) -> Section:
    return Section(name=name, title=f"Section {name}", parts=parts)

"""The format-free form of a brief: carried by a notebook whole, each number with its value."""

import datetime as dt
import json

import nbformat
import pytest
from pydantic import ValidationError
from sample_brief import BRIEF, run_here, sample_briefing

from forecast.errors import PublicationError
from forecast.present.displayed import core, displayed, masthead_of
from forecast.present.parts import (
    MIME,
    Figure,
    Group,
    Part,
    Section,
    Sentences,
    Table,
    as_json,
    from_json,
    within,
)
from forecast.present.words import Words
from forecast.present.written import Written


@pytest.fixture(scope="module")
def notebook() -> nbformat.NotebookNode:
    with pytest.MonkeyPatch.context() as patch:
        return run_here(nbformat.read(BRIEF, as_version=4), sample_briefing(), patch)


@pytest.fixture(scope="module")
def parts(notebook: nbformat.NotebookNode) -> tuple[Part, ...]:
    return displayed(notebook)


def test_every_part_of_a_brief_survives_json(parts: tuple[Part, ...]) -> None:
    stored = json.dumps(as_json(parts), ensure_ascii=False, allow_nan=False)

    assert from_json(json.loads(stored)) == parts


def test_numbers_keep_their_value_through_json() -> None:
    words = Words("vi")
    table = Table(
        caption="C",
        head=("a", "b", "c"),
        rows=((words.count(15_249.4), words.percent(0.004), words.day(dt.date(2022, 1, 5))),),
    )

    (read,) = from_json(json.loads(json.dumps(as_json([table]))))

    assert isinstance(read, Table)
    assert read.rows == (("15.249", "dưới 1%", "05/01/2022"),)
    values = [cell.value for cell in read.rows[0] if isinstance(cell, Written)]
    assert values == [15_249, 0.004, dt.date(2022, 1, 5)]


def test_what_is_no_part_is_refused() -> None:
    with pytest.raises(ValidationError):
        from_json([{"kind": "poem", "text": "x"}])
    with pytest.raises(ValidationError):
        from_json([{"kind": "table", "caption": "C", "head": ["a"], "rows": [[3]]}])


def test_a_notebook_with_parts_is_a_valid_notebook(notebook: nbformat.NotebookNode) -> None:
    nbformat.validate(notebook)


def test_hidden_cells_and_foreign_outputs_give_no_parts() -> None:
    said = as_json([Sentences(items=("secret",))])
    hidden = nbformat.v4.new_code_cell("x", metadata={"tags": ["not-in-brief"]})
    hidden.outputs = [nbformat.v4.new_output("display_data", {MIME: said})]
    foreign = nbformat.v4.new_code_cell("y")
    foreign.outputs = [nbformat.v4.new_output("stream", name="stdout", text="loud")]

    assert displayed(nbformat.v4.new_notebook(cells=[hidden, foreign])) == ()


def test_what_has_no_masthead_is_no_brief() -> None:
    with pytest.raises(PublicationError, match="no title"):
        masthead_of([Sentences(items=("x",))])


def test_the_core_leaves_out_the_annex_and_nothing_else(parts: tuple[Part, ...]) -> None:
    left_out = [part for part in parts if part not in tuple(core(parts))]

    assert [part.name for part in left_out if isinstance(part, Section)] == ["annex"]
    assert len(left_out) == 1


def test_parts_within_parts_are_found_in_order() -> None:
    table = Table(caption="T", head=("a",), rows=())
    figure = Figure(name="f", wide="", narrow="", caption="F", described="", table=table)
    group = Group(name="g", title="G", parts=(figure,))
    section = Section(name="s", title="S", parts=(group,))

    assert list(within([section])) == [section, group, figure, table]

"""Figures and tables on a page: escaped, described, with identifiers of their own."""

from dataclasses import replace

import pytest
from markupsafe import escape
from sample import sample_answer
from sample_brief import sample_briefing
from sample_federation import sample_record, text

from forecast.errors import ForecastError
from forecast.present.blocks import Block
from forecast.present.checkup import checkup
from forecast.present.page.figures import inline_svg
from forecast.present.parts import Figure, Table
from forecast.present.words import Words

EVIL = "<script>alert(1)</script> & \"quoted\" 'so'"
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="10" height="20" viewBox="0 0 10 20">'
    '<defs><clipPath id="clip0"/></defs><g clip-path="url(#clip0)" fill="#16202a"/></svg>'
)


def table(cell: str = "1") -> Table:
    return Table(caption="C", head=("A", "B"), rows=(("x", cell),), figures=frozenset({1}))


def test_a_figure_keeps_its_view_box_and_drops_its_size() -> None:
    svg = inline_svg(SVG, name="fan")

    assert 'viewBox="0 0 10 20"' in svg
    assert "width=" not in svg
    assert "height=" not in svg


def test_identifiers_and_references_carry_the_figures_name_and_colours_do_not() -> None:
    svg = inline_svg(SVG, name="fan")

    assert 'id="fan-clip0"' in svg
    assert "url(#fan-clip0)" in svg
    assert 'fill="#16202a"' in svg


def block(words: str, cell: str = "1") -> Block:
    part = Figure(
        name="fan", wide=SVG, narrow=SVG, caption=words, described=words, table=table(cell)
    )
    return Block((part,), Words("vi"))


def test_a_figure_is_described_captioned_and_has_its_numbers_beneath() -> None:
    shown = block("Finding")

    html = shown.html
    assert "<figcaption>Finding</figcaption>" in html
    assert 'role="img" aria-label="Finding"' in html
    assert "<details>" in html
    assert html.count("<svg") == 2
    assert "Finding" in repr(shown)


def test_markup_in_captions_cells_and_descriptions_appears_as_text() -> None:
    html = block(EVIL, EVIL).html

    assert "<script" not in html
    assert html.count(str(escape(EVIL))) == 3


def test_markup_in_the_names_of_a_dataset_appears_as_text() -> None:
    record = sample_record()
    federation = record.federation.model_copy(
        update={"name": text(EVIL, EVIL), "area": text(EVIL, EVIL), "place": text(EVIL, EVIL)}
    )
    briefing = sample_briefing(answer=sample_answer(record=replace(record, federation=federation)))

    for block in (briefing.masthead(), briefing.conclusion(), briefing.situation()):
        assert "<script" not in block.html
        assert "&lt;script&gt;" in block.html


def test_a_table_is_also_readable_as_text() -> None:
    said = Block((table("12"),), Words("vi")).text

    assert said.splitlines() == ["C", "A   B", "x  12"]


def test_a_section_the_brief_does_not_have_is_refused() -> None:
    with pytest.raises(ValueError, match="no section 'end'"):
        sample_briefing().section("end")


def test_a_sound_answer_passes_its_checks() -> None:
    assert "đều đúng" in sample_briefing().check().text


def test_odds_beyond_one_are_refused_in_words() -> None:
    answer = sample_answer()
    wrong = replace(answer.targets[0], probability=1.2)

    with pytest.raises(ForecastError, match="odds lie between 0 and 1"):
        checkup(replace(answer, targets=(wrong,)))


def test_drivers_that_do_not_add_are_refused_in_words() -> None:
    answer = sample_answer()
    wrong = replace(answer.drivers[0], closing=answer.drivers[0].closing + 1)

    with pytest.raises(ForecastError, match="Drivers add to"):
        checkup(replace(answer, drivers=(wrong,)))


def test_percentiles_out_of_order_are_refused_in_words() -> None:
    answer = sample_answer()
    fan = answer.fans[0]
    swapped = dict(fan.quantiles) | {0.1: fan.quantiles[0.9]}

    with pytest.raises(ForecastError, match="out of order"):
        checkup(replace(answer, fans=(replace(fan, quantiles=swapped),)))

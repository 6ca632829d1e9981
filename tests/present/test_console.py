from io import StringIO

import pytest
from rich.console import Console, RenderableType
from sample import sample_answer, sample_record
from sample_federation import FEDERATION, text
from sample_variants import without_total

from forecast.errors import Fault, InputError, message
from forecast.present.console import answer_table, faults_table, plain
from forecast.present.words import LANGUAGES, Words


def shown(renderable: RenderableType, *, width: int = 200) -> str:
    out = StringIO()
    Console(file=out, width=width, force_terminal=False, color_system=None).print(renderable)
    return out.getvalue()


def fault(**changes: str) -> Fault:
    said = {"file": "record/facts.csv", "place": "7", "column": "value", "found": "-3"} | changes
    return Fault(
        **said,
        problem=message("The public record holds no figure for this promise"),
        remedy=message("firms without a union"),
    )


def test_the_answer_shows_the_conclusion_the_odds_and_the_needs() -> None:
    text_shown = shown(answer_table(sample_answer(), Words("vi")))

    assert "Liên đoàn Lao động huyện Gia Lâm – thông tin có đến ngày 17/11/2022" in text_shown
    assert "là rất thấp (2%)" in text_shown
    assert "cần được cân đối lại" in text_shown
    assert "14.684" in text_shown
    assert "17.150" in text_shown
    assert "số liệu công khai" in text_shown


def test_a_narrow_terminal_cuts_no_figure() -> None:
    said = shown(answer_table(sample_answer(), Words("vi")), width=80)

    assert "14.684" in said
    assert "17.150" in said
    assert "…" not in said


def test_without_odds_there_is_no_table_of_them() -> None:
    said = shown(answer_table(without_total(), Words("en")))

    assert "By the plan's own arithmetic" in said
    assert "Middle forecast" not in said


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_narrow_terminal_loses_no_figure(lang: str) -> None:
    narrow = shown(answer_table(sample_answer(), Words(lang)), width=80)

    assert max(map(len, narrow.splitlines())) <= 80
    assert "45" in narrow


def test_markup_and_control_characters_in_names_are_text() -> None:
    name = text("[red]LĐLĐ[/red] \x1b[31m\u202e", "[bold]x[/bold] [/nonsense]")
    record = sample_record(federation=FEDERATION.model_copy(update={"name": name}))
    answer = sample_answer(record=record)

    vietnamese = shown(answer_table(answer, Words("vi")))
    english = shown(answer_table(answer, Words("en")))

    assert "[red]LĐLĐ[/red]" in vietnamese
    assert "\x1b" not in vietnamese
    assert "\u202e" not in vietnamese
    assert "[bold]x[/bold] [/nonsense]" in english


def test_every_fault_is_shown_with_place_found_problem_and_remedy() -> None:
    error = InputError([fault(), fault(file="targets.toml", place="", found="")])

    said = shown(faults_table(error, Words("vi")))

    assert "record/facts.csv, dòng 7, value:" in said
    assert "Hiện ghi: -3" in said
    assert said.count("Chưa có số liệu công khai về chỉ tiêu này") == 2
    assert said.count("danh sách doanh nghiệp chưa có CĐCS") == 2
    assert "targets.toml, value:" in said


@pytest.mark.parametrize(
    ("changes", "place"),
    [
        ({"column": ""}, "record/facts.csv, row or line 7:"),
        ({"column": "", "place": ""}, "record/facts.csv:"),
    ],
)
def test_a_place_names_what_is_known_of_it(changes: dict[str, str], place: str) -> None:
    assert place in shown(faults_table(InputError([fault(**changes)]), Words("en")))


def test_what_was_found_cannot_steer_the_terminal() -> None:
    said = shown(faults_table(InputError([fault(found="\x1b]0;x\x07[blink]")]), Words("en")))

    assert "\x1b" not in said
    assert "\x07" not in said
    assert "[blink]" in said


def test_vietnamese_letters_stay_as_they_are() -> None:
    assert plain("Đoàn viên ở Gia Lâm") == "Đoàn viên ở Gia Lâm"

"""The brief as a page: self-contained, in order, in one language, the same bytes every time."""

import re
from dataclasses import replace
from html.parser import HTMLParser

import html5lib
import nbformat
import pytest
from sample import ARITHMETIC, must_be_true, sample_answer
from sample_brief import run_here, sample_briefing, sample_page
from sample_federation import sample_record

from forecast.answers.answer import Answer
from forecast.errors import Fault, InputError, PublicationError, message
from forecast.present.brief import render_brief
from forecast.present.briefing import open_briefing
from forecast.present.tables import options
from forecast.present.words import LANGUAGES

NUMBERS = ["I", "II", "III", "IV", "V"]


class Reader(HTMLParser):
    """Collect what a page is made of."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.headings: list[tuple[str, str]] = []
        self.said: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_data(self, data: str) -> None:
        self.said.append(data)
        if self.tags and self.tags[-1] in {"h1", "h2"} and data.strip():
            self.headings.append((self.tags[-1], data.strip()))

    def values(self, name: str) -> list[str]:
        return [value for _, found, value in self.attributes if found == name]


def without_total() -> Answer:
    record = replace(sample_record(), origin=None)
    empty = sample_answer(
        record=record,
        targets=(),
        new_unions=(),
        curves=(),
        fans=(),
        drivers=(),
        levers=(),
        pools=(),
        without_ceiling=(),
    )
    return replace(
        empty,
        official_counts=(),
        diagnostics=None,
        plan_arithmetic=ARITHMETIC,
        must_be_true=must_be_true(),
    )


@pytest.fixture(scope="module", params=LANGUAGES)
def lang(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def page(lang: str) -> str:
    with pytest.MonkeyPatch.context() as patch:
        return sample_page(patch, lang, looks_back=True)


def test_nothing_on_the_page_runs_or_is_fetched(page: str) -> None:
    reader = Reader(page)

    assert not {"script", "link", "iframe", "object", "embed", "img", "base", "form"} & {
        *reader.tags
    }
    assert reader.values("src") == []
    assert all(target.startswith("#") for target in reader.values("href"))
    assert not [name for _, name, _ in reader.attributes if name.startswith("on")]
    assert set(re.findall(r"url\((.{11})", page)) == {'"data:font/'}
    assert "@import" not in page


def test_a_policy_in_the_head_forbids_everything_but_what_the_page_holds(page: str) -> None:
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:"

    assert policy in Reader(page).values("content")


def test_the_page_states_its_language_and_its_title(page: str, lang: str) -> None:
    reader = Reader(page)
    titles = {
        "vi": "TÓM TẮT DỰ BÁO PHÁT TRIỂN ĐOÀN VIÊN",
        "en": "FORECAST OF MEMBERSHIP GROWTH IN BRIEF",
    }

    assert reader.values("lang") == [lang]
    assert f"<title>{titles[lang]}</title>" in page
    assert reader.headings[0] == ("h1", titles[lang])


def test_sections_stand_in_the_offices_order_and_the_annex_last(page: str) -> None:
    headings = [words for tag, words in Reader(page).headings if tag == "h2"]

    assert [words.split(".")[0] for words in headings[:5]] == NUMBERS
    assert len(headings) == 6


def test_the_page_is_well_formed_html(page: str) -> None:
    html5lib.HTMLParser(strict=True).parse(page)


def test_links_lead_to_places_on_the_page(page: str) -> None:
    reader = Reader(page)

    assert {target.removeprefix("#") for target in reader.values("href")} <= {*reader.values("id")}


def test_identifiers_are_not_shared(page: str) -> None:
    found = Reader(page).values("id")

    assert len(found) == len(set(found))


def test_only_what_was_displayed_is_on_the_page(page: str) -> None:
    for hidden in ("open_briefing", "briefing.section", "Checks that held", "Đã kiểm tra", "In ["):
        assert hidden not in page


def test_every_chart_is_described_in_words(page: str) -> None:
    reader = Reader(page)

    pictures = reader.values("role").count("img")
    assert pictures >= 4
    assert len([words for words in reader.values("aria-label") if len(words) > 40]) == pictures


def test_the_page_is_small_enough_to_be_mailed(page: str) -> None:
    assert len(page.encode()) <= 500_000


def test_the_vietnamese_brief_opens_with_the_count_and_the_odds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = sample_page(monkeypatch, "vi", looks_back=True)

    for words in (
        "15.249 đoàn viên",
        "Đề nghị Ban Thường vụ xem xét, cho ý kiến",
        "Gia Lâm, ngày 17 tháng 11 năm 2022",
        "Đánh giá hồi cứu tại thời điểm 17/11/2022",
        "số liệu công khai",
    ):
        assert words in page


def test_the_same_answer_gives_the_same_page(monkeypatch: pytest.MonkeyPatch) -> None:
    assert sample_page(monkeypatch, "vi") == sample_page(monkeypatch, "vi")


def test_illustrative_figures_are_named_on_the_face(monkeypatch: pytest.MonkeyPatch) -> None:
    record = sample_record()
    federation = record.federation.model_copy(update={"provenance": "illustrative"})
    answer = sample_answer(record=replace(record, federation=federation))

    page = sample_page(monkeypatch, "vi", answer=answer)

    assert page.index("SỐ LIỆU MINH HỌA") < page.index("<h1>")


def test_a_brief_that_does_not_look_back_does_not_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "hồi cứu" not in sample_page(monkeypatch, "vi", looks_back=False)


def test_without_a_total_the_brief_shows_the_plans_own_arithmetic(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = sample_page(monkeypatch, "vi", answer=without_total())

    forecast = page[page.index('<section id="forecast"') : page.index('<section id="basis"')]
    assert "17.159" in forecast
    assert "16.200" in forecast
    assert "<svg" not in page


def test_every_piece_says_something_when_there_is_nothing_to_show() -> None:
    briefing = sample_briefing("en", answer=without_total())

    for block in (
        briefing.fan(),
        briefing.curve(),
        briefing.drivers(),
        briefing.overview(),
        briefing.odds_table(),
        briefing.needs_table(),
        briefing.levers_table(),
        briefing.alternatives(),
    ):
        assert re.search(r"[a-z]{3}.*\.", block.text)


def test_an_option_that_cannot_be_applied_stands_without_odds_and_says_why(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    reason = Fault(file="x", problem=message("This is not a date."), remedy=message("Write one."))

    def refuse(*_: object, **__: object) -> None:
        raise InputError([reason])

    monkeypatch.setattr(options, "know", refuse)
    block = sample_briefing("en").alternatives()

    assert '<td data-label="What it changes">This is not a date.</td>' in block.html
    assert "Without the ceiling of workers" in block.html


def test_a_notebook_without_a_title_cannot_become_a_brief() -> None:
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("1")])

    with pytest.raises(PublicationError, match="no title"):
        render_brief(notebook, lang="vi")


def test_hidden_cells_streams_errors_and_markdown_stay_out() -> None:
    head = sample_briefing("en").masthead()._repr_mimebundle_()
    shown = nbformat.v4.new_output("display_data", head)
    secret = nbformat.v4.new_output("display_data", {"text/html": "secret"})
    plain = nbformat.v4.new_output("display_data", {"text/plain": "<i>plain</i>"})
    loud = nbformat.v4.new_output("stream", name="stderr", text="secret")
    cells = [
        nbformat.v4.new_markdown_cell("secret"),
        nbformat.v4.new_code_cell("secret()", outputs=[shown, loud, plain]),
        nbformat.v4.new_code_cell("x", outputs=[secret], metadata={"tags": ["not-in-brief"]}),
        nbformat.v4.new_code_cell("y", outputs=[secret], metadata={"tags": ["parameters"]}),
    ]

    page = render_brief(nbformat.v4.new_notebook(cells=cells), lang="en")

    assert "secret" not in page
    assert "&lt;i&gt;plain&lt;/i&gt;" in page


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"lang": "fr"}, "lang"),
        ({"as_of": "17/11/2022"}, "as_of"),
        ({"dataset": "nowhere"}, "DATASET"),
    ],
)
def test_a_pointer_that_points_nowhere_is_refused(changed: dict[str, str], place: str) -> None:
    with pytest.raises(InputError) as refusal:
        open_briefing(**{"dataset": "gia-lam", "data": "data", **changed})  # type: ignore[arg-type] # a mapping of texts

    assert refusal.value.faults[0].file == place


def test_running_here_shows_what_cells_return(monkeypatch: pytest.MonkeyPatch) -> None:
    notebook = nbformat.v4.new_notebook(
        cells=[
            nbformat.v4.new_code_cell("from forecast.present.briefing import open_briefing"),
            nbformat.v4.new_code_cell("open_briefing().masthead()"),
        ]
    )

    run_here(notebook, sample_briefing(), monkeypatch)

    assert [len(cell.outputs) for cell in notebook.cells] == [0, 1]

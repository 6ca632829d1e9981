"""The shelf answers in a minute, says what must be seen first, and opens anywhere."""

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from hypothesis import given
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page, sync_playwright
from test_browser import ARGUMENTS, WCAG, browser_path

from forecast.answers.likelihood import likelihood
from forecast.present.page.latest import render_latest
from forecast.present.page.shelf.editions import Fewest, Holding, Odds, Promise, ShelvedEdition
from forecast.present.page.shelf.page import render_shelf
from forecast.present.page.shelf.sparkline import HEIGHT, WIDTH, sparkline
from forecast.present.words import LANGUAGES, Words
from forecast.record.texts import Text

PAGES = {"vi": "index.html", "en": "index.en.html"}
EARLY, MAY, NOVEMBER = dt.date(2021, 10, 11), dt.date(2022, 5, 31), dt.date(2022, 11, 17)
PROMISE = Promise(target="members-2023", value=18_000, tolerance=250, due=dt.date(2023, 12, 31))
LATER = Promise(target="members-2025", value=19_500, tolerance=0, due=dt.date(2025, 12, 31))
NAME = Text(vi="Liên đoàn <b>Gia Lâm</b> & vùng", en="Gia Lâm <b>federation</b> & area")


def odds(
    probability: float | None = 0.02, *, promise: Promise = PROMISE, per_year: int | None = 48
) -> Odds:
    return Odds(
        promise=promise,
        status="open",
        answered_on=promise.due,
        probability=probability,
        likelihood=None if probability is None else likelihood(probability),
        fewest=Fewest(per_year=per_year, best_probability=0.43, best_per_year=60, searched_to=240),
    )


def edition(as_of: dt.date = NOVEMBER, scenario: str = "base", *found: Odds) -> ShelvedEdition:
    day = as_of.isoformat()
    return ShelvedEdition(
        folder=day if scenario == "base" else f"{day}~{scenario}",
        as_of=as_of,
        scenario=scenario,
        scenario_name=None if scenario == "base" else Text(vi="Mức sàn", en="The floor"),
        name=NAME,
        illustrative=False,
        hindsight=False,
        looks_back=False,
        draft=False,
        counted_on=as_of,
        members=15_249,
        plan_rate=(13, 15),
        keeps_pace=True,
        odds=found or (odds(),),
        files=frozenset({"brief.vi.html", "brief.en.html"}),
    )


def holding(*editions: ShelvedEdition, folder: str = "gia-lam") -> Holding:
    return Holding(folder=folder, editions=editions)


def shelf(*holdings: Holding, lang: str = "vi") -> str:
    return render_shelf(holdings, words=Words(lang), pages=PAGES)


class _Reader(HTMLParser):
    """Words of a page with a bar between pieces, and the attributes of its elements."""

    def __init__(self) -> None:
        super().__init__()
        self.pieces: list[str] = []
        self.elements: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        if data.strip():
            self.pieces.append(" ".join(data.split()))


def read(page: str) -> _Reader:
    reader = _Reader()
    reader.feed(page.partition("</style>")[2] or page)
    return reader


def words_of(page: str) -> str:
    return " | ".join(read(page).pieces)


def described(page: str) -> list[str | None]:
    """What each drawing says to those who cannot see it."""
    return [attrs["aria-label"] for tag, attrs in read(page).elements if tag == "svg"]


def test_the_newest_brief_gives_its_answer_in_a_few_words() -> None:
    page = words_of(shelf(holding(edition(NOVEMBER, "base", odds(0.0248)))))

    assert (
        "Bản tóm tắt mới nhất, thông tin có đến ngày 17 tháng 11 năm 2022 | "
        "15.249 đoàn viên, số liệu chốt đến ngày 17/11/2022 | "
        "Nếu mỗi năm thành lập mới 13–15 công đoàn cơ sở (CĐCS) theo kế hoạch: | "
        "khoảng 18.000 đoàn viên đến cuối năm 2023 | 2% | khả năng đạt rất thấp | "
        "Để khả năng đạt khoảng 50%: khoảng 48 CĐCS mới mỗi năm (kế hoạch: 13–15) | "
        "Mở bản tóm tắt | English"
    ) in page


def test_the_same_answer_in_english() -> None:
    page = words_of(shelf(holding(edition(NOVEMBER, "base", odds(0.5, promise=LATER))), lang="en"))

    assert (
        "Newest brief, as known on 17 November 2022 | 15,249 members, counted on 17 November 2022 "
        "| With 13–15 new unions a year, as planned: | at least 19,500 members by the end of 2025 "
        "| 50% | as likely to be reached as not | "
        "even odds: about 48 new unions a year (plan: 13–15) | Open the brief | Tiếng Việt"
    ) in page


@pytest.mark.parametrize(
    ("per_year", "best_per_year", "said"),
    [
        (0, 120, "even odds or better: even without new unions"),
        (1, 120, "even odds: about one new union a year (plan: 13–15)"),
        (None, 240, "even odds: more than 240 new unions a year"),
        (None, 60, "even odds: not up to 240 new unions a year; the best is 43%, at 60"),
    ],
)
def test_what_even_odds_take_is_said_as_far_as_it_was_searched_for(
    per_year: int | None, best_per_year: int, said: str
) -> None:
    found = odds(per_year=per_year)
    assert found.fewest is not None
    found = replace(found, fewest=replace(found.fewest, best_per_year=best_per_year))

    assert f"| {said} |" in words_of(shelf(holding(edition(NOVEMBER, "base", found)), lang="en"))


def test_odds_that_cannot_be_known_have_no_bar_and_no_per_cent() -> None:
    unknown = replace(odds(None), fewest=None, status="unanswerable", answered_on=None)
    early = replace(edition(EARLY, "base", unknown), members=None, counted_on=None)

    page = shelf(holding(early))

    assert "Đến ngày 11/10/2021 chưa có số liệu về tổng số đoàn viên." in page
    assert "| chưa tính được khả năng đạt |" in words_of(page)
    assert 'class="scale"' not in page


def test_a_date_gone_by_or_put_earlier_is_said_beside_the_odds() -> None:
    past = replace(odds(), status="past")
    ended = replace(odds(promise=LATER), status="ended", answered_on=dt.date(2025, 5, 31))

    page = words_of(shelf(holding(edition(NOVEMBER, "base", past, ended))))

    assert "đã đến thời hạn của chỉ tiêu" in page
    assert "tính cho ngày 31/5/2025, lần chốt số liệu chính thức cuối cùng" in page


def test_an_option_that_sets_the_number_of_unions_is_not_called_as_planned() -> None:
    option = replace(edition(NOVEMBER, "plan-20"), keeps_pace=False)

    page = words_of(shelf(holding(option)))

    assert "Phương án: Mức sàn" in page
    assert "Khả năng đạt các chỉ tiêu: |" in page
    assert "theo kế hoạch:" not in page


def test_earlier_briefs_and_options_follow_by_date_each_with_its_link() -> None:
    page = shelf(holding(edition(), edition(NOVEMBER, "plan-13"), edition(MAY, "base", odds(0.05))))

    rows = words_of("<tbody" + page.partition("<tbody")[2].partition("</table>")[0])
    said = (
        "khoảng 18.000 đoàn viên đến cuối năm 2023 | {} | rất thấp | "
        "Khả năng đạt 50%: cần 48 CĐCS mới mỗi năm | English"
    )
    assert rows == " | ".join(
        (
            *("17/11/2022", "Phương án cơ sở", said.format("2%")),
            *("Mức sàn", said.format("2%")),
            *("31/5/2022", "Phương án cơ sở", said.format("5%")),
        )
    )
    assert 'href="gia-lam/2022-11-17~plan-13/brief.vi.html"' in page


def test_a_single_brief_needs_no_table() -> None:
    assert "<table" not in shelf(holding(edition()))


def test_a_revised_promise_has_a_column_of_its_own() -> None:
    revised = replace(PROMISE, value=17_000)

    page = shelf(
        holding(edition(NOVEMBER, "base", odds(0.3, promise=revised)), edition(MAY), edition(EARLY))
    )

    head = words_of(page.partition("<thead")[2].partition("</thead>")[0])
    assert "khoảng 17.000" not in head
    assert "khoảng 18.000" in head
    assert described(page) == []


def test_the_line_of_an_open_target_tells_every_brief_of_the_base() -> None:
    page = shelf(
        holding(
            edition(NOVEMBER, "base", odds(0.02)),
            edition(NOVEMBER, "plan-13", odds(0.9)),
            edition(MAY, "base", odds(0.05)),
            edition(EARLY, "base", odds(0.124)),
        )
    )

    assert described(page) == [
        "Khả năng đạt qua các lần lập bản tóm tắt – 11/10/2021: 12%; 31/5/2022: 5%; 17/11/2022: 2%"
    ]


def test_no_line_joins_what_cannot_be_compared() -> None:
    past = replace(odds(), status="past")
    other_day = replace(odds(0.3), answered_on=dt.date(2023, 5, 31))
    pairs = (
        (past, past),
        (odds(), other_day),
        (odds(), replace(odds(None), answered_on=PROMISE.due)),
    )

    for newest, earlier in pairs:
        page = shelf(holding(edition(NOVEMBER, "base", newest), edition(MAY, "base", earlier)))
        assert described(page) == []


@given(st.lists(st.tuples(st.dates(), st.floats(0, 1)), min_size=2, unique_by=lambda one: one[0]))
def test_the_line_stays_in_its_box_and_rises_with_the_odds(
    points: list[tuple[dt.date, float]],
) -> None:
    points = sorted(points)

    drawn = sparkline(points)

    across = [x for x, _ in drawn.dots]
    assert across == sorted(across)
    assert all(0 <= x <= WIDTH and 0 <= y <= HEIGHT for x, y in drawn.dots)
    by_odds = sorted(zip((one for _, one in points), (y for _, y in drawn.dots), strict=True))
    heights = [y for _, y in by_odds]
    assert heights == sorted(heights, reverse=True)
    assert all((y <= drawn.even) == (one >= 0.5) for one, y in by_odds if abs(one - 0.5) > 0.01)


def test_what_must_be_seen_first_is_marked() -> None:
    marked = replace(edition(), draft=True, looks_back=True, hindsight=True)

    page = words_of(shelf(holding(marked)))

    assert (
        "DỰ THẢO | đánh giá hồi cứu | một số giả định dựa trên thông tin có sau ngày này | "
        "Bản tóm tắt mới nhất"
    ) in page


def test_illustrative_figures_are_named_under_the_name_and_once() -> None:
    made_up = [replace(edition(day), illustrative=True) for day in (NOVEMBER, MAY)]

    page = words_of(shelf(holding(*made_up)))

    assert page.count("SỐ LIỆU MINH HỌA") == 1
    assert page.index("SỐ LIỆU MINH HỌA") < page.index("Bản tóm tắt mới nhất")


def test_one_illustrative_brief_among_real_ones_is_marked_by_itself() -> None:
    made_up = replace(edition(MAY), illustrative=True)

    page = words_of(shelf(holding(edition(), made_up)))

    assert page.count("SỐ LIỆU MINH HỌA") == 1
    assert page.index("31/5/2022 | SỐ LIỆU MINH HỌA") > page.index("Mở bản tóm tắt")


def test_a_mark_that_all_options_of_a_day_share_stands_once_beside_the_day() -> None:
    shared = [
        replace(edition(MAY, name), looks_back=True, hindsight=name == "plan-13")
        for name in ("base", "plan-13", "plan-15")
    ]

    page = words_of(shelf(holding(edition(), *shared)))

    assert page.count("đánh giá hồi cứu") == 1
    assert page.count("một số giả định dựa trên thông tin có sau ngày này") == 1


def test_a_brief_in_another_language_only_is_offered_and_says_so() -> None:
    only_english = replace(edition(), files=frozenset({"brief.en.html", "brief.en.pdf"}))

    page = shelf(holding(only_english))

    link = re.search(r'<a href="gia-lam/2022-11-17/brief.en.html"[^>]*>(.*?)</a>', page)
    assert link is not None
    assert 'hreflang="en"' in link.group()
    assert link.group(1) == 'Mở bản tóm tắt (<span lang="en">English</span>)'
    assert 'href="gia-lam/2022-11-17/brief.en.pdf"' in page


def test_formats_in_the_readers_language_are_offered_beside_the_brief() -> None:
    files = {f"brief.{lang}.{kind}" for lang in LANGUAGES for kind in ("html", "pdf", "docx")}
    page = shelf(holding(replace(edition(), files=frozenset(files | {"annex.vi.xlsx"}))))

    addresses = [attrs["href"] for tag, attrs in read(page).elements if tag == "a"]

    assert addresses == [
        "index.en.html",
        "gia-lam/2022-11-17/brief.vi.html",
        "gia-lam/2022-11-17/brief.en.html",
        "gia-lam/2022-11-17/brief.vi.pdf",
        "gia-lam/2022-11-17/brief.vi.docx",
        "gia-lam/2022-11-17/annex.vi.xlsx",
    ]


def test_names_are_shown_as_text_and_folders_as_addresses() -> None:
    page = shelf(holding(edition(), folder='javascript:x" onclick="y/é ?#%'))

    assert "Liên đoàn <b>Gia Lâm</b> & vùng" in words_of(page)
    assert not any(tag == "b" or "onclick" in attrs for tag, attrs in read(page).elements)
    encoded = "javascript%3Ax%22%20onclick%3D%22y%2F%C3%A9%20%3F%23%25"
    assert f'href="{encoded}/2022-11-17/brief.vi.html"' in page


def test_two_folders_of_one_federation_are_told_apart() -> None:
    page = words_of(shelf(holding(edition()), holding(edition(), folder="gia-lam-2")))

    assert "& vùng (thư mục gia-lam) |" in page
    assert "& vùng (thư mục gia-lam-2) |" in page


def test_many_datasets_have_a_list_that_leads_to_each() -> None:
    names = ["một", "hai", "ba", "bốn"]
    page = read(shelf(*(holding(edition(), folder=name) for name in names)))

    ids = {attrs.get("id") for _, attrs in page.elements}
    leads = [
        attrs["href"]
        for tag, attrs in page.elements
        if tag == "a" and (attrs["href"] or "").startswith("#")
    ]

    assert len(leads) == len(names)
    assert {(one or "").removeprefix("#") for one in leads} <= ids


def test_failed_attempts_are_told_apart_by_whether_a_good_brief_stands() -> None:
    held = Holding(
        folder="gia-lam",
        editions=(edition(), edition(NOVEMBER, "plan-13")),
        failed=("2022-11-17", "2023-05-31~plan-13", "2024-99-99"),
    )

    page = words_of(shelf(held, lang="en"))

    assert "(as known on 17 November 2022) failed; the last good one stands." in page
    assert "The brief (as known on 31 May 2023, option The floor) could not be made" in page
    assert "The brief (2024-99-99) could not be made" in page


def test_a_dataset_of_failures_alone_is_named_by_its_folder() -> None:
    page = words_of(shelf(Holding(folder="mới", editions=(), failed=("2024-01-01",))))

    assert "mới | Chưa lập được bản tóm tắt" in page


def test_the_scale_is_that_of_the_office() -> None:
    page = words_of(shelf().partition("<dl>")[2].partition("</dl>")[0])

    assert page == (
        "từ 99% trở lên | gần như chắc chắn | 90–98% | rất cao | 67–89% | cao | "
        "34–66% | đạt và chưa đạt ngang nhau | 11–33% | thấp | 1–10% | rất thấp | "
        "dưới 1% | hầu như không có"
    )


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_loads_and_runs_nothing(lang: str) -> None:
    page = shelf(*full(), lang=lang)

    reader = read(page)
    assert {tag for tag, _ in reader.elements} & {
        "script",
        "img",
        "link",
        "iframe",
        "form",
    } == set()
    assert not re.search(r"url\(|@import|https?:", page)
    assert "content=\"default-src 'none'; style-src 'unsafe-inline'\"" in page
    assert not re.search(r"[{}]", page.partition("</style>")[2])


def test_the_page_that_leads_to_the_newest_brief_opens_it_and_shows_each_language() -> None:
    page = render_latest(
        NOVEMBER, title="Liên đoàn <A>", briefs={"vi": "brief.vi.html", "en": "brief.en.html"}
    )

    assert 'content="0; url=2022-11-17/brief.vi.html"' in page
    assert "<title>Liên đoàn &lt;A&gt;</title>" in page
    assert 'lang="en"><a href="2022-11-17/brief.en.html"' in page
    assert "Tóm tắt dự báo, thông tin có đến ngày 17 tháng 11 năm 2022" in page
    assert "Planning brief as known on 17 November 2022" in page


def full() -> tuple[Holding, ...]:
    """Everything the page can show, with long names."""
    promises = [
        replace(LATER, target=f"m{year}", due=dt.date(year, 5, 31)) for year in range(2026, 2029)
    ]
    many = (odds(0.5), *(odds(0.3, promise=one, per_year=None) for one in (LATER, *promises)))
    files = {"brief.vi.html", "brief.en.html", "brief.vi.pdf", "brief.vi.docx", "annex.vi.xlsx"}
    rich = replace(
        edition(NOVEMBER, "base", *many),
        name=Text(vi="Công đoàn các khu công nghiệp và chế xuất " * 2, en="Union of zones " * 5),
        files=frozenset(files),
        draft=True,
        looks_back=True,
        hindsight=True,
    )
    real = Holding(
        folder="khu CN",
        editions=(
            rich,
            replace(rich, folder="x", scenario="plan-13", scenario_name=NAME),
            edition(MAY, "base", *many),
            replace(edition(EARLY), files=frozenset({"brief.en.html"})),
        ),
        failed=("2022-11-17", "2023-05-31"),
        broken=("2022-12-31~" + "plan" * 20,),
    )
    made_up = [replace(edition(day), illustrative=True) for day in (NOVEMBER, MAY, EARLY)]
    others = [Holding(folder=f"d{i}", editions=tuple(made_up)) for i in range(3)]
    return (real, *others)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = browser_path()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


@pytest.fixture(params=LANGUAGES)
def opened(browser: Browser, request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Page]:
    """The full page, opened; that nothing else was asked for is looked at when it is closed."""
    path = tmp_path / "ổ đĩa" / "index.html"
    path.parent.mkdir()
    path.write_text(shelf(*full(), lang=str(request.param)), encoding="utf-8")
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda said: complaints.append(said.text))
    page.goto(path.as_uri())
    page.wait_for_load_state("networkidle")
    yield page
    page.close()
    assert requests == [path.as_uri()]
    assert complaints == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [380, 768, 1366])
def test_everyone_can_read_it_at_any_width(
    opened: Page, width: int, scheme: Literal["light", "dark"]
) -> None:
    opened.emulate_media(color_scheme=scheme)
    opened.set_viewport_size({"width": width, "height": 900})

    found = Axe().run(opened, options=WCAG).response

    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert len(found["passes"]) > 20
    assert opened.evaluate("document.documentElement.scrollWidth") <= width


def test_a_phone_shows_rows_as_blocks_that_are_still_a_table(opened: Page) -> None:
    opened.set_viewport_size({"width": 380, "height": 900})

    first = opened.get_by_role("table").first
    assert first.get_by_role("rowheader").count() > 4
    assert first.get_by_role("cell").count() > 10
    assert opened.locator("td .of").first.is_visible()


def test_it_prints_in_dark_letters_on_white_paper(opened: Page) -> None:
    opened.emulate_media(color_scheme="dark", media="print")

    colours = opened.evaluate(
        "[getComputedStyle(document.body).backgroundColor, getComputedStyle(document.body).color]"
    )
    assert colours == ["rgb(255, 255, 255)", "rgb(22, 32, 42)"]
    assert not opened.locator(".button").first.is_visible()

"""The brief in a browser: nothing fetched, nothing wrong, nothing cut, two printed pages."""

import os
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path
from typing import Literal
from unicodedata import normalize

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright
from pypdf import PdfReader
from sample import sample_answer
from sample_brief import real_page, sample_page
from sample_federation import sample_record, text

from forecast.present.words import LANGUAGES

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def browser_path() -> str:
    """Find a Chromium; without one, fail where tests must run and skip elsewhere."""
    names = ("chromium", "chromium-browser", "google-chrome")
    found = os.environ.get("FORECAST_CHROMIUM") or next(filter(None, map(shutil.which, names)), "")
    if not found:
        reason = "no Chromium found; install one or set FORECAST_CHROMIUM to its path"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = browser_path()
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield running
        running.close()


Scheme = Literal["light", "dark"]
WCAG = {
    "runOnly": {
        "type": "tag",
        "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    }
}


def brightness(colour: str) -> float:
    """Mean of the parts of ``rgb(…)``."""
    parts = [float(part) for part in re.findall(r"[\d.]+", colour)[:3]]
    return sum(parts) / len(parts)


@dataclass(frozen=True)
class Opened:
    """A page and what happened while it opened."""

    page: Page
    requests: list[str]
    complaints: list[str]


@pytest.fixture(scope="module")
def keep(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("keep")


@pytest.fixture(scope="module", params=["sample", "gia-lam", "demo-district"])
def dataset(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module", params=LANGUAGES)
def brief(
    request: pytest.FixtureRequest,
    dataset: str,
    keep: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Path:
    lang = str(request.param)
    path = tmp_path_factory.mktemp("bản tóm tắt") / f"brief.{lang}.html"
    with pytest.MonkeyPatch.context() as patch:
        page = (
            sample_page(patch, lang, looks_back=True)
            if dataset == "sample"
            else real_page(patch, dataset, lang, keep=keep)
        )
        path.write_text(page, encoding="utf-8")
    return path


@pytest.fixture
def opened(browser: Browser, brief: Path) -> Iterator[Opened]:
    page = browser.new_page(viewport={"width": 1366, "height": 900})
    requests: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: requests.append(request.url))
    page.on("console", lambda said: complaints.append(said.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(brief.as_uri())
    page.wait_for_load_state("networkidle")
    yield Opened(page, requests, complaints)
    page.close()


def test_nothing_but_the_file_is_requested_and_nothing_complains(
    opened: Opened, brief: Path
) -> None:
    fetched = [url for url in opened.requests if not url.startswith("data:")]

    assert fetched == [brief.as_uri()]
    assert opened.complaints == []


def test_the_embedded_typeface_is_the_one_used(opened: Opened) -> None:
    assert opened.page.evaluate("document.fonts.check('16px Roboto', 'Đoàn viên ướợữ')")
    assert opened.page.evaluate("[...document.fonts].every(font => font.status === 'loaded')")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [380, 1366])
def test_nothing_stands_against_wcag(opened: Opened, scheme: Scheme, width: int) -> None:
    opened.page.emulate_media(color_scheme=scheme)
    opened.page.set_viewport_size({"width": width, "height": 900})
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    found = Axe().run(opened.page, options=WCAG).response

    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert len(found["passes"]) > 20


def test_a_dark_screen_has_dark_paper_and_light_letters(opened: Opened) -> None:
    opened.page.emulate_media(color_scheme="dark")

    paper, ink = opened.page.evaluate(
        "[getComputedStyle(document.body).backgroundColor,"
        "getComputedStyle(document.querySelector('.picture text')).fill]"
    )
    assert brightness(paper) < 60
    assert brightness(ink) > 120


def test_print_is_on_white_whatever_the_screen(opened: Opened) -> None:
    opened.page.emulate_media(color_scheme="dark", media="print")

    paper = opened.page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert brightness(paper) == 255


@pytest.mark.parametrize("width", [380, 768, 1366])
def test_nothing_is_wider_than_the_screen(opened: Opened, width: int) -> None:
    opened.page.set_viewport_size({"width": width, "height": 800})
    opened.page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")

    reach = opened.page.evaluate(
        "Math.max(...[...document.querySelectorAll('main *')]"
        ".map(one => one.getBoundingClientRect()).filter(box => box.width > 1)"
        ".map(box => box.right))"
    )
    assert reach <= width
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(("width", "shown"), [(380, "narrow"), (1366, "wide")])
def test_one_width_of_each_chart_is_shown(opened: Opened, width: int, shown: str) -> None:
    opened.page.set_viewport_size({"width": width, "height": 800})

    visible = opened.page.evaluate(
        "[...document.querySelectorAll('.picture > div')]"
        ".filter(one => one.offsetHeight > 0).map(one => one.className)"
    )
    assert visible
    assert set(visible) == {shown}


def test_letters_of_charts_lie_inside_them(opened: Opened) -> None:
    outside = opened.page.evaluate(
        "[...document.querySelectorAll('.picture svg')].filter(one => one.clientHeight > 0)"
        ".flatMap(svg => {const frame = svg.getBoundingClientRect();"
        "return [...svg.querySelectorAll('text')].filter(text => {"
        "const box = text.getBoundingClientRect();"
        "return box.left < frame.left - 2 || box.right > frame.right + 2})"
        ".map(text => text.textContent)})"
    )
    assert outside == []


def test_the_core_prints_on_two_pages_of_a4(opened: Opened) -> None:
    pdf = opened.page.pdf(prefer_css_page_size=True, print_background=True)

    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 2
    assert b"/MediaBox [0 0 594" in pdf or b"/MediaBox [0 0 595" in pdf


@pytest.mark.parametrize(
    "name",
    [
        "<script>document.title = 'broken'</script>",
        "<img src=x onerror=\"document.title = 'broken'\">",
        "A & B \"C\" 'D' &amp; </style></p>",
        "\u202eabc\u2066 trái sang phải",
        "Liên đoàn" * 34,
    ],
)
def test_any_name_appears_as_text_and_fits(
    name: str, browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = sample_record()
    words = text(name, name)
    federation = record.federation.model_copy(
        update={"name": words, "parent": words, "short_name": words, "area": words, "place": words}
    )
    answer = sample_answer(record=replace(record, federation=federation))
    path = tmp_path / "brief.html"
    path.write_text(sample_page(monkeypatch, "vi", answer=answer), encoding="utf-8")

    page = browser.new_page(viewport={"width": 380, "height": 800})
    page.goto(path.as_uri())

    assert page.title() == "TÓM TẮT DỰ BÁO PHÁT TRIỂN ĐOÀN VIÊN"
    assert page.locator(".masthead .body strong").text_content() == name
    assert name in (page.locator(".lead").text_content() or "")
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    page.close()


def test_marks_are_printed_on_every_page(
    browser: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record = sample_record()
    federation = record.federation.model_copy(update={"provenance": "illustrative"})
    answer = sample_answer(record=replace(record, federation=federation))
    path = tmp_path / "brief.html"
    marked = sample_page(monkeypatch, "vi", answer=answer, draft=True)
    path.write_text(marked, encoding="utf-8")

    page = browser.new_page()
    page.goto(path.as_uri())
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True)))
    page.close()

    assert len(printed.pages) == 2
    for sheet in printed.pages:
        said = normalize("NFC", sheet.extract_text())
        assert "SỐ LIỆU MINH HỌA · DỰ THẢO" in said

"""Letters are as wide as a browser draws them with the typeface of the page."""

import pytest
from playwright.sync_api import sync_playwright
from test_browser import ARGUMENTS, browser_path

from forecast.present.charts import letters
from forecast.present.page.fonts import font_faces

TEXTS = (
    "15.249",
    "8/10 khả năng:",
    "giảm do nghỉ hưu, thôi việc, ra khỏi tổ chức",
    "khoảng 52: hết nguồn DN ≥ 25 lao động (đến 2023)",
    "−3,0%",
    "chỉ tiêu 18.000 (+2.751)",
)
KERNING = 0.04
"""Letters are drawn closer together by up to so much of the width, never farther apart."""

MEASURE = """([text, weight]) => {
    const node = document.querySelector("text");
    node.textContent = text;
    node.style.fontWeight = weight;
    return node.getComputedTextLength();
}"""


@pytest.fixture(scope="module")
def drawn() -> dict[tuple[str, bool], float]:
    """Width of every text on a page that carries the typeface [px]."""
    page_text = (
        f"<style>{font_faces()}</style>"
        '<svg width="900" height="40"><text y="20" font-family="Roboto" font-size="110px">x</text>'
    )
    path = browser_path()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        page = browser.new_page()
        page.set_content(page_text)
        for weight in (400, 700):
            page.evaluate(f"document.fonts.load('{weight} 110px Roboto')")
        found = {
            (text, bold): float(page.evaluate(MEASURE, [text, "700" if bold else "400"]))
            for text in TEXTS
            for bold in (False, True)
        }
        browser.close()
    return found


@pytest.mark.parametrize("bold", [False, True])
@pytest.mark.parametrize("text", TEXTS)
def test_letters_are_as_wide_as_a_browser_draws_them(
    drawn: dict[tuple[str, bool], float], text: str, bold: bool
) -> None:
    wide = letters.width(text, size=110, bold=bold)

    assert drawn[text, bold] <= wide + 0.5
    assert drawn[text, bold] >= wide * (1 - KERNING)

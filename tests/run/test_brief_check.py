"""A brief that is cut short or would load anything never replaces a good one."""

import pytest

from forecast.errors import PublicationError
from forecast.run.brief_check import check_brief

GOOD = (
    '<!DOCTYPE html><html lang="vi"><head><style>@font-face{src:url(data:font/woff;base64,AA)}'
    '.a{fill:url(#shade)} .b{src: url( "data:font/woff;base64,AA")}</style></head>'
    '<body><h1>Tóm tắt</h1><a href="https://example.org">x</a>'
    '<svg><use href="#mark"></use></svg><img src="data:image/png;base64,AA"></body></html>'
)


def test_a_self_contained_page_passes() -> None:
    check_brief(GOOD, name="brief.vi.html", lang="vi")


@pytest.mark.parametrize(
    "part",
    [
        "<script>1</script>",
        '<img src="https://example.org/a.png">',
        '<img srcset="a.png 2x">',
        '<link rel="stylesheet" href="a.css">',
        '<p onclick="x()">',
        '<p style="background:url(https://example.org/a)">',
        "<style>@import 'a.css';</style>",
        "<style>p{background: url( 'a.png' )}</style>",
        '<svg><image href="a.png"/></svg>',
        '<iframe srcdoc="x"></iframe>',
    ],
)
def test_a_page_that_would_load_or_run_something_is_refused(part: str) -> None:
    page = GOOD.replace("<h1>", part + "<h1>")

    with pytest.raises(PublicationError, match="load or run"):
        check_brief(page, name="brief.vi.html", lang="vi")


def test_a_page_that_was_cut_short_is_refused() -> None:
    with pytest.raises(PublicationError, match="not a complete page"):
        check_brief(GOOD.removesuffix("</html>"), name="brief.vi.html", lang="vi")


def test_a_page_in_another_language_is_refused() -> None:
    with pytest.raises(PublicationError, match="its language"):
        check_brief(GOOD, name="brief.en.html", lang="en")

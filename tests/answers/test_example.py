"""What a visitor reads first, in the README and the example briefs, is today's answer."""

import re
from pathlib import Path

import pytest
from gia_lam import answer

from forecast.present.sentences import conclusion
from forecast.present.words import Words

ROOT = Path(__file__).parents[2]


def plain(text: str) -> str:
    """Text without tags, quotation marks of Markdown and line breaks."""
    return " ".join(re.sub(r"<[^>]*>|^> ", " ", text, flags=re.MULTILINE).split())


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_readme_and_example_say_what_the_record_answers_today(lang: str) -> None:
    words = Words(lang)
    said = [words.say(sentence) for sentence in conclusion(answer())]

    readme = plain((ROOT / "README.md").read_text(encoding="utf-8"))
    example = plain((ROOT / f"reports/example/brief.{lang}.html").read_text(encoding="utf-8"))
    for sentence in said:
        assert sentence in readme
        assert sentence in example

import datetime as dt
import tomllib
import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from forecast.record.start.toml_text import toml_text

WORDS = st.lists(st.text(max_size=30), max_size=12).map(" ".join)
PLAIN = WORDS | st.booleans() | st.integers(-(10**12), 10**12) | st.dates()


def composed(value: object) -> object:
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


@given(text=WORDS, value=PLAIN)
def test_whatever_is_written_is_read_back(text: str, value: object) -> None:
    entry = {"value": value, "said": {"vi": text, "en": "x"}}
    content = {"top": value, "name": {"vi": text}, "list": [{**entry, "part": [entry]}, entry]}

    read = tomllib.loads(toml_text(content, comment="Two\n\nlines"))

    wanted = {"value": composed(value), "said": {"vi": composed(text), "en": "x"}}
    assert read["top"] == composed(value)
    assert read["name"] == {"vi": composed(text)}
    assert read["list"] == [{**wanted, "part": [wanted]}, wanted]


def test_a_long_text_goes_over_several_lines_and_stays_one() -> None:
    text = " ".join(["đoàn viên"] * 40)

    written = toml_text({"basis": text})

    assert max(map(len, written.splitlines())) < 110
    assert tomllib.loads(written)["basis"] == text


def test_an_empty_file_is_its_comment() -> None:
    assert toml_text({}, comment="Nothing yet.") == "# Nothing yet.\n"
    assert toml_text({"day": dt.date(2026, 5, 31), "list": ()}) == "day = 2026-05-31\nlist = []\n"

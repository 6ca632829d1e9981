"""A language is a folder: what one holds, in which order they stand, and that no code is needed."""

import datetime as dt
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError
from toy_language import CODE, DESCRIPTION, with_toy_language, write_toy_language

import forecast
from forecast.errors import message, plural
from forecast.languages import LOCALE, languages
from forecast.present.charts.theme import d3_locale
from forecast.present.words import LANGUAGES, Words
from forecast.record.texts import Text

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def locale(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return with_toy_language(tmp_path_factory.mktemp("languages"))


@pytest.fixture
def toy(locale: Path) -> Words:
    return Words(CODE, locale=locale)


def test_the_first_languages_are_those_with_a_place_and_the_rest_follow_by_code(
    tmp_path: Path,
) -> None:
    locale = with_toy_language(tmp_path)
    shutil.copytree(locale / CODE, locale / "qaa")

    assert tuple(languages(locale)) == ("vi", "en", "qaa", CODE)
    assert LANGUAGES == ("vi", "en")


def test_a_folder_without_a_description_is_no_language(tmp_path: Path) -> None:
    locale = with_toy_language(tmp_path)
    (locale / "notes").mkdir()
    (locale / "readme.txt").touch()

    assert tuple(languages(locale)) == ("vi", "en", CODE)


def test_another_language_says_sentences_numbers_dates_and_rows_its_own_way(toy: Words) -> None:
    day = dt.date(2022, 2, 5)

    assert toy.say(message("members")) == "tolanoj"
    assert (toy.count(15_249), toy.number1(1_234.56)) == ("15'249", "1'234·6")
    assert (toy.signed_count(-8), toy.signed_percent1(0.012)) == ("~8", "%&1·2")
    assert (toy.percent(0.2), toy.percent(0.001)) == ("%20", "<%1")
    assert toy.count_range((13, 15)) == "13..15"
    assert (toy.day(day), toy.long_day(day)) == ("2022/du/05", "5 di du, 2022")
    assert toy.month_year(day) == "D 2022"
    assert (toy.listing("ab"), toy.listing("abc")) == ("a aŭ b", "a + b kaj c")
    assert (toy.series("ab"), toy.semicolons("abc")) == ("a | b", "a / b / c")


@pytest.mark.parametrize(("n", "said"), [(1, "poto"), (2, "poto kaj poto"), (1_200, "1'200 potoj")])
def test_another_language_has_the_plural_forms_of_its_own_rule(
    toy: Words, n: int, said: str
) -> None:
    assert toy.say(plural("one effective point", "{n:count} effective points", n=n)) == said


def test_what_a_language_lacks_is_said_by_the_next_in_its_order(toy: Words) -> None:
    lacking = message("about {value:count} members by {when}", value=18_000, when="2023")

    assert toy.say(lacking) == "khoảng 18'000 đoàn viên đến 2023"


def test_an_entry_that_is_doubtful_unfinished_or_cannot_be_filled_counts_for_nothing(
    toy: Words,
) -> None:
    vi = Words("vi")
    unfinished = plural("{name} (one member)", "{name} ({n:count} members)", n=1, name="x")

    for sentence in (message("unlikely"), message("Give each assumption once."), unfinished):
        assert toy.say(sentence) == vi.say(sentence)


def test_what_no_language_of_the_order_says_is_said_in_english_with_its_fields_filled(
    toy: Words,
) -> None:
    # Built at run time, so that no catalogue is expected to hold it
    sentences = [message(str("{" + "n:count} toys"), n=2), plural("a toy", "{n:count} toys", n=1)]

    assert [toy.say(sentence) for sentence in sentences] == ["2 toys", "a toy"]


def test_the_wording_of_a_catalogue_of_english_is_shown_instead_of_the_template(
    tmp_path: Path,
) -> None:
    locale = with_toy_language(tmp_path)
    with (locale / "en" / "wording.po").open("a", encoding="utf-8") as file:
        file.write('\nmsgid "members"\nmsgstr "union members"\n')

    assert Words("en", locale=locale).say(message("members")) == "union members"
    assert Words("vi", locale=locale).say(message("members")) == "đoàn viên"


def test_words_of_a_dataset_are_taken_from_a_catalogue_where_the_dataset_lacks_the_language(
    toy: Words,
) -> None:
    known, unknown = Text(vi="Phương án cơ sở", en="Base"), Text(vi="Trường học", en="Schools")

    assert toy.text(known) == "Bazo"
    assert toy.text(unknown) == "Trường học"
    assert Words("en").text(known) == "Base"


def test_charts_write_the_months_and_numbers_of_the_language(toy: Words) -> None:
    told = d3_locale(toy.language)

    assert (told["number"]["decimal"], told["number"]["thousands"]) == ("·", "'")
    assert told["time"]["months"][1] == "D"
    assert told["time"]["shortMonths"][1] == "du"


@pytest.mark.parametrize(
    ("written", "instead", "told"),
    [
        ('minus = "~"', "", "numbers.minus"),
        ('name = "Tolingo"', 'name = "Tolingo"\ncolour = "red"', "colour"),
        ('"un", "du", "tri", "kvar"', '"un", "du", "tri"', "dates.months"),
        ("{year}/{month}/{day:02}", "{year}/{moon}/{day:02}", "may hold only day, month, year"),
        ("%{number}", "%{0}", "may hold only number"),
        ('fallback = ["vi", "en"]', 'fallback = ["vi", "xx"]', "fallback xx"),
        ('fallback = ["vi", "en"]', f'fallback = ["{CODE}"]', f"fallback {CODE}"),
        ("[charts]", "[charts", "at line"),
        ('name = "Tolingo"', f'code = "{CODE}"', "code"),
    ],
)
def test_a_description_that_cannot_be_used_is_refused_by_its_name(
    tmp_path: Path, written: str, instead: str, told: str
) -> None:
    locale = with_toy_language(tmp_path)
    description = DESCRIPTION.replace(written, instead, 1)
    (locale / CODE / "language.toml").write_text(description, encoding="utf-8")

    with pytest.raises(ValueError, match=f"{CODE}/language.toml") as refusal:
        languages(locale)

    assert told in str(refusal.value)


def test_words_of_a_dataset_in_no_language_of_the_product_are_refused() -> None:
    with pytest.raises(ValidationError) as refusal:
        Text.model_validate({"vi": "a", "en": "b", CODE: "c"})

    (fault,) = refusal.value.errors()
    assert (fault["type"], fault["loc"]) == ("extra_forbidden", (CODE,))


def test_a_language_needs_a_folder_and_no_code(tmp_path: Path) -> None:
    """The software itself, copied with one more folder, speaks it from the data to the charts."""
    package = tmp_path / "forecast"
    shutil.copytree(Path(forecast.__file__).parent, package)
    write_toy_language(package / LOCALE.relative_to(Path(forecast.__file__).parent))
    data = tmp_path / "data"
    shutil.copytree(ROOT / "data" / "gia-lam", data / "gia-lam")
    federation = data / "gia-lam" / "federation.toml"
    stated = federation.read_text(encoding="utf-8")
    named = stated.replace("[name]\n", f'[name]\n{CODE} = "Unuiĝo"\n')
    federation.write_text(named, encoding="utf-8")

    refused = run(tmp_path, "-m", "forecast.cli", "answer", "gia-lam", "--lang=xx,qto")
    helped = run(tmp_path, "-m", "forecast.cli", "answer", "--help", f"--lang={CODE}")
    told = run(tmp_path, "-c", PROBE)

    assert "qto (Tolingo)" in refused
    assert "Lingvo." in helped
    assert f"vi|en|{CODE}" in helped
    assert told.splitlines() == ["Unuiĝo", "15'249", "%b-%y", CODE]


PROBE = f"""
from forecast.present.charts.theme import MONTH_FORMATS
from forecast.present.words import Words
from forecast.record.dataset import load_dataset
from forecast.run.parameters import NotebookParameters
from pathlib import Path
words = Words("{CODE}")
print(words.text(load_dataset(Path("data/gia-lam")).federation.name))
print(words.count(15_249))
print(MONTH_FORMATS["{CODE}"])
print(NotebookParameters(dataset="gia-lam", as_of="", scenario="base", lang="{CODE}", seed=1,
    looks_back=False, draft=False, data="data", history="").lang)
"""
"""What code asks of a language, asked of the copy."""


def run(folder: Path, *arguments: str) -> str:
    """What the copy in ``folder`` says."""
    found = subprocess.run(  # noqa: S603 - this interpreter, and arguments of the test itself
        [sys.executable, *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(folder), "PYTHONIOENCODING": "utf-8", "COLUMNS": "200"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    return found.stdout + found.stderr

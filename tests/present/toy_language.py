"""A language that nobody speaks, as a folder: three plural forms, its own signs and months."""

import shutil
from pathlib import Path

from forecast.languages import LOCALE

CODE = "qto"
"""Of the codes that ISO 639 leaves to private use."""

DESCRIPTION = """\
name = "Tolingo"
fallback = ["vi", "en"]

[numbers]
decimal = "·"
thousands = "'"
minus = "~"
plus = "&"
percent = "%{number}"
span = "{low}..{high}"

[dates]
day = "{year}/{month}/{day:02}"
long_day = "{day} di {month}, {year}"
month_year = "{month} {year}"
months = ["un", "du", "tri", "kvar", "kvin", "ses", "sep", "ok", "nau", "dek", "dekun", "dekdu"]
months_alone = ["U", "D", "T", "K", "V", "S", "P", "O", "N", "X", "XU", "XD"]

[rows]
names = { between = " + ", last = " kaj ", two = " aŭ " }
clauses = { between = " | ", last = " | ", two = " | " }
sentences = { between = " / ", last = " / ", two = " / " }

[charts]
month = "%b-%y"
short_months = ["un", "du", "tr", "kr", "kn", "ss", "sp", "ok", "nu", "dk", "du", "dd"]
"""

CATALOGUE = r"""
msgid ""
msgstr ""
"Language: qto\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=3; plural=(n==1 ? 0 : n==2 ? 1 : 2);\n"

msgid "members"
msgstr "tolanoj"

msgid "under 1%"
msgstr "<%1"

msgid "one effective point"
msgid_plural "{n:count} effective points"
msgstr[0] "poto"
msgstr[1] "poto kaj poto"
msgstr[2] "{n:count} potoj"

msgid "{name} (one member)"
msgid_plural "{name} ({n:count} members)"
msgstr[0] "{name}: tolano"
msgstr[1] ""
msgstr[2] "{name}: {n:count}"

#, fuzzy
msgid "unlikely"
msgstr "eble"

msgid "Give each assumption once."
msgstr "Donu {what} foje."

msgid "Only these languages are known: {known:list}."
msgstr "Lingvoj: {known:list}!"

msgid "Language of what is said."
msgstr "Lingvo."

msgctxt "dataset"
msgid "Base"
msgstr "Bazo"
"""


def write_toy_language(locale: Path) -> Path:
    """Add the language to a folder of languages; gives the language's own folder."""
    folder = locale / CODE
    folder.mkdir(parents=True)
    (folder / "language.toml").write_text(DESCRIPTION, encoding="utf-8")
    (folder / "all.po").write_text(CATALOGUE, encoding="utf-8")
    return folder


def with_toy_language(folder: Path) -> Path:
    """Copy the languages of the product and add the toy one; gives the folder of them all."""
    locale = folder / "locale"
    shutil.copytree(LOCALE, locale)
    write_toy_language(locale)
    return locale

"""The line of an entry is found however TOML writes it."""

import pytest

from forecast.record.toml_places import Location, find_places

TEXT = '''\
# a comment with [brackets] and "quotes
title = "a # no comment"
"quoted.key" = 1
list = [
  "one", # [
  "two",
]
text = """
[[not.a.table]]
key = 1
"""
path = 'C:\\'
dotted . key = 2

[table] # a comment
inline = { a = 1, b = "}" }

[[rate]]
id = "first"
[[rate.version]]
low = 1
[[rate.version]]
low = 2
[rate.name]
vi = "a"

[[rate]]
id = "second"
[[rate.version]]
low = 3
'''


@pytest.mark.parametrize(
    ("location", "line"),
    [
        (("title",), "2"),
        (("quoted.key",), "3"),
        (("list", 1), "4"),
        (("text",), "8"),
        (("path",), "12"),
        (("dotted", "key"), "13"),
        (("table", "inline", "b"), "16"),
        (("table", "missing"), "15"),
        (("rate", 0, "id"), "19"),
        (("rate", 0, "version", 1, "low"), "23"),
        (("rate", 0, "name", "en"), "24"),
        (("rate", 1, "id"), "28"),
        (("rate", 1, "version", 0, "low"), "30"),
        (("nowhere",), ""),
    ],
)
def test_an_entry_is_found_on_its_line(location: Location, line: str) -> None:
    assert find_places(TEXT).line_of(location) == line
    assert find_places(TEXT.replace("\n", "\r\n")).line_of(location) == line

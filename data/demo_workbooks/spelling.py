"""How offices spell: names, numbers, ticks and dates that mean the same and look different.

Chairs, telephone numbers and addresses are invented and say so; an import must drop them.
"""

import datetime as dt
import random
import re
import unicodedata

CHAIRS = ("Nguyễn Văn Mẫu", "Trần Thị Mẫu", "Lê Văn Thử", "Phạm Thị Ví Dụ", "Hoàng Văn Bịa")
PHONE = re.compile(r"(?<!\d)(?:\+?84|0)?[ .-]?900[ .-]?\d{3}[ .-]?\d{3}(?!\d)")
"""Every telephone number here looks like this, with or without its leading zero."""

TITLE = "SỐ LIỆU MINH HỌA"
_TONES = "\u0300\u0301\u0303\u0309\u0323"


def decomposed(text: str) -> str:
    """As some keyboards and old Macintoshes store it (NFD)."""
    return unicodedata.normalize("NFD", text)


def bare(text: str) -> str:
    """Without diacritics.

    Examples
    --------
    >>> bare("Đoàn viên")
    'Doan vien'
    """
    plain = unicodedata.normalize("NFD", text).replace("Đ", "D").replace("đ", "d")
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def for_cp1258(text: str) -> str:
    """The letters of Windows-1258: tone marks stand apart, all others are composed."""
    spelt = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(mark for mark in parts if mark in _TONES)
        base = "".join(mark for mark in parts if mark not in _TONES)
        spelt.append(unicodedata.normalize("NFC", base) + tones)
    return "".join(spelt)


def spelt(name: str, way: int) -> str:
    """Another spelling of a union's name; way 0 is the record's own.

    Examples
    --------
    >>> spelt("CĐCS Công ty 001 (minh họa)", 2)
    'CĐ cơ sở Cty 001 (minh họa)'
    """
    body = name.removeprefix("CĐCS ")
    ways = (
        name,
        f"Công đoàn cơ sở {body}",
        f"CĐ cơ sở {body.replace('Công ty', 'Cty').replace('Trường', 'Trường')}",
        body.upper(),
        f" CĐCS  {body}  ",
        bare(name),
        body.replace("họa", "hoạ"),
        decomposed(name),
        f"CĐCS\n{body}",
    )
    return ways[way % len(ways)]


def dotted(number: int) -> str:
    """A number as it is written in Vietnam: 15.249."""
    return f"{number:,}".replace(",", ".")


def typed(number: int, chance: random.Random) -> int | float | str:
    """A number as somebody typed it: mostly a number, now and then a text."""
    ways: tuple[int | float | str, ...] = (number, float(number), dotted(number), f" {number} ")
    return ways[chance.choices(range(4), weights=(6, 1, 3, 1))[0]]


def day_text(day: dt.date) -> str:
    """A date as text: 5/1/2022."""
    return f"{day.day}/{day.month}/{day.year}"


def phone(number: int) -> str | int:
    """An invented telephone number, each time in another form."""
    block = f"{number:06d}"
    first, last = block[:3], block[3:]
    ways: tuple[str | int, ...] = (
        f"0900 {first} {last}",
        f"0900{block}",
        f"0900.{first}.{last}",
        int(f"900{block}"),
        f"+84 900 {first} {last}",
    )
    return ways[number % len(ways)]


def chair(number: int) -> str:
    """An invented chair."""
    return CHAIRS[number % len(CHAIRS)]


def address(number: int) -> str:
    """An invented address."""
    return f"Số {number}, đường Mẫu (minh họa)"

"""No personal data passes: telephone numbers, mail addresses and citizen ids are cut out."""

import re

from forecast.record.intake.spelling import tidy

_MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_DIGITS = re.compile(r"(?<![\w])\+?\d(?:[\s().-]{0,3}\d){7,}(?![\w])")
"""Eight digits or more, whatever parts them: a telephone number, an account or a citizen's id."""

_HARMLESS = re.compile(
    r"\d{1,4}[./-]\d{1,2}[./-]\d{1,4}|(?:19|20)\d\d ?[-–] ?(?:19|20)\d\d"
    r"|[1-9]\d{0,2}(?:[.,]\d{3})+(?: ?[-–] ?[1-9]\d{0,2}(?:[.,]\d{3})+)?"
)
"""Dates, spans of years and large numbers, which look alike."""

_LEFT_OVER = re.compile(
    r"(?i)[\s,;:(\[-]*\b(?:sđt|sdt|đt|tel|điện thoại|dien thoai|email|mail|zalo|cccd|cmnd)\b"
    r"[.:\s]*(?=$|[),;\]])"
)


_PERSON = re.compile(
    r"\s*[(\[,;–-]\s*"
    r"(?:(?i:(?:phó )?chủ tịch|ctcđ|ct cđ|giám đốc|gđ|(?:người )?liên hệ|lh|đ/c|đ\.c|đồng chí"
    r"|hiệu trưởng|phụ trách|mr|mrs|ms)\b[.: ]+|CT: ?|(?:ông|bà|anh|chị) )"
    r"(?:(?i:ông|bà|anh|chị|đ/c)[.: ]+)?[A-ZÀ-ỴĐ][^()\[\],;]*(?:[)\]]|(?=[,;(\[]|$))"
)
"""A person's name behind what the person is: (đ/c …), - Chủ tịch: …"""


def scrubbed(text: str) -> str:
    """Text in one spelling without what reaches or names a person.

    Examples
    --------
    >>> scrubbed("Công ty Mẫu (ĐT: 0900 000 001)"), scrubbed("Kế hoạch 2021-2025, 18.000 - 19.500")
    ('Công ty Mẫu', 'Kế hoạch 2021-2025, 18.000 - 19.500')
    """
    kept = _PERSON.sub("", _MAIL.sub("", tidy(text)))
    kept = _DIGITS.sub(lambda found: found[0] if _HARMLESS.fullmatch(found[0]) else "", kept)
    kept = _LEFT_OVER.sub("", kept)
    if kept.count(")") > kept.count("("):  # the other one went with the number
        kept = kept.replace(")", "")
    kept = tidy(re.sub(r"\(\s*\)|\[\s*\]", "", kept))
    return kept.lstrip("=+@|").strip(" ,;-")  # no spreadsheet may take it for a formula

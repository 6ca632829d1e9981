"""Numbers, dates and periods as offices write them."""

import datetime as dt
import re
import unicodedata
from dataclasses import dataclass

from forecast.record.dates import EARLIEST_YEAR, LATEST_YEAR
from forecast.record.intake.sheets import Value, as_text
from forecast.record.intake.spelling import plain
from forecast.record.reporting import month_end

_GROUPED = re.compile(r"\d{1,3}([.,\u00a0 ])\d{3}(?:\1\d{3})*")
_DECIMAL = re.compile(r"\d+[.,]\d+")
_BOTH_MARKS = re.compile(r"(\d{1,3}(?:([.,])\d{3})+)(?!\2)[.,](\d{1,2})")
"""Thousands parted by one mark and decimals by the other."""

_RESULT_OF_TARGET = re.compile(r"(\d[\d.,]*)\s*/\s*\d[\d.,]*(?:\s*\D*)?")
_UNIT = re.compile(
    r"(?i)\s*(?:người|nguoi|đoàn viên|đv|đvcđ|cđcs|cnvclđ|nlđ|lđ|lao động|công nhân|đ/c|đơn vị"
    r"|dn|doanh nghiệp)\.?$"
)
_NOTHING = frozenset({"", "-", "–", "—", "0", "không", "ko", "k"})
_SERIAL_DAYS = (20_000, 80_000)
"""Day numbers of a spreadsheet that are taken for dates: 1954 to 2119."""

_SPREADSHEET_EPOCH = dt.date(1899, 12, 30)


def number(value: Value) -> float | None:
    """The number a cell means, or nothing where it is none.

    Notes
    -----
    A point or comma before exactly three digits parts thousands, as offices write 15.249; before
    another number of digits it is a decimal mark. A result against its target, 16/12, is its
    result; 95% is 0.95; a unit behind the number is passed over.

    Examples
    --------
    >>> [number(text) for text in ("15.249", "1,5", "95%", "16/12 CĐCS", "1.234.567", "ba")]
    [15249.0, 1.5, 0.95, 16.0, 1234567.0, None]
    """
    if isinstance(value, bool) or value is None or isinstance(value, dt.date | dt.time):
        return None
    if isinstance(value, float):
        return value
    text = _UNIT.sub("", unicodedata.normalize("NFKC", as_text(value))).strip().lstrip("'")
    if text.endswith("%"):
        share = number(text[:-1].strip())
        return None if share is None else share / 100
    against = _RESULT_OF_TARGET.fullmatch(text)
    return _plain_number(against[1].rstrip(".,") if against else text)


def _plain_number(text: str) -> float | None:
    sign, digits = (-1, text[1:].strip()) if text[:1] in ("-", "−") else (1, text)
    if digits.isascii() and digits.isdigit() and len(digits) <= 12:
        return sign * float(digits)
    if _GROUPED.fullmatch(digits):
        return sign * float(re.sub(r"\D", "", digits))
    if _DECIMAL.fullmatch(digits) and len(digits) <= 20:
        return sign * float(digits.replace(",", "."))
    both = _BOTH_MARKS.fullmatch(digits)
    return sign * float(f"{re.sub(r'[.,]', '', both[1])}.{both[3]}") if both else None


def nothing(value: Value) -> bool:
    """Whether a cell says that there is none: empty, a dash, 0."""
    return as_text(value).lower() in _NOTHING


def date(value: Value) -> dt.date | None:
    """The day a cell means, or nothing where it is none.

    A year is its first day, a month its first day: unions are founded in them, not after.

    Examples
    --------
    >>> [str(date(text)) for text in ("05/03/2019", "T3/2019", "tháng 3 năm 2019", "2019")]
    ['2019-03-05', '2019-03-01', '2019-03-01', '2019-01-01']
    """
    if isinstance(value, dt.date):
        return _day_shown(value)
    if isinstance(value, float):
        if value.is_integer() and _a_year(int(value)):
            return dt.date(int(value), 1, 1)
        within = _SERIAL_DAYS[0] < value < _SERIAL_DAYS[1]
        return _SPREADSHEET_EPOCH + dt.timedelta(days=int(value)) if within else None
    text = as_text(value)
    for form, read in _DATES:
        found = form.fullmatch(plain_date(text))
        if found:
            return read(*(int(part) for part in found.groups()))
    return _decided_on(text)


def _day_shown(day: dt.date) -> dt.date:
    """A day as it is; a year typed into a cell that shows days is that year's first."""
    number = (day - _SPREADSHEET_EPOCH).days
    return dt.date(number, 1, 1) if _UNION_YEARS[0] <= number <= _UNION_YEARS[1] else day


_UNION_YEARS = (1929, 2100)
"""Years that stand for themselves, not for the days of 1905."""


def _decided_on(text: str) -> dt.date | None:
    """The one day a decision names behind its number: 12/QĐ-LĐLĐ ngày 5/3/2019."""
    said = plain_date(re.sub(r"[(),;:]", " ", text))
    days = re.findall(r"(?<![\d/])\d{1,2}/\d{1,2}/\d{4}(?![\d/])", said)
    days += re.findall(r"\b\d{1,2} thang \d{1,2} nam \d{4}\b", said)
    return date(days[0]) if len(days) == 1 and days[0] != said and "q" in said else None


def plain_date(text: str) -> str:
    """Text of a date: folded, Roman numerals as digits, one sign between numbers."""
    said = unicodedata.normalize("NFKC", text).strip().rstrip(".")
    said = re.sub(r"\s[-–—]\s|[–—]", " den ", said)
    said = re.sub(r"[./\\-]+", "/", said)
    said = " ".join(re.sub(r"\s*/\s*", "/", said).split())
    words = [plain(word) if "/" not in word else _with_slashes(word) for word in said.split()]
    return " ".join(_ROMAN.get(word, word) for word in words if word)


def _with_slashes(word: str) -> str:
    return "/".join(_ROMAN.get(plain(part), plain(part)) for part in word.split("/"))


_ROMAN = {"i": "1", "ii": "2", "iii": "3", "iv": "4"}


def _day(day: int, month: int, year: int) -> dt.date | None:
    try:
        return dt.date(year, month, day) if _a_year(year) else None
    except ValueError:
        return None


def _iso(year: int, month: int, day: int) -> dt.date | None:
    return _day(day, month, year)


def _month(month: int, year: int) -> dt.date | None:
    return _day(1, month, year)


def _month_of(year: int, month: int) -> dt.date | None:
    return _day(1, month, year)


def _quarter(quarter: int, year: int) -> dt.date | None:
    return _day(1, 3 * quarter - 2, year)


def _year(year: int) -> dt.date | None:
    return _day(1, 1, year)


def _a_year(year: int) -> bool:
    return EARLIEST_YEAR <= year <= LATEST_YEAR


_DATES = tuple(
    (re.compile(form), read)
    for form, read in (
        (r"(?:ngay )?(\d{1,2})/(\d{1,2})/(\d{4})", _day),
        (r"(\d{4})/(\d{1,2})/(\d{1,2})(?: 0{1,2}:?.*)?", _iso),
        (r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})", _day),
        (r"(?:t|thang )?(\d{1,2})/(\d{4})", _month),
        (r"t ?(\d{1,2})/(\d{4})", _month),
        (r"(\d{4})/(\d{1,2})", _month_of),
        (r"thang (\d{1,2}) nam (\d{4})", _month),
        (r"quy (\d)[/ ](?:nam )?(\d{4})", _quarter),
        (r"(?:nam )?(\d{4})", _year),
    )
)


@dataclass(frozen=True, slots=True)
class Period:
    """From a first to a last day."""

    start: dt.date
    end: dt.date


_DAY = r"(?:ngay )?(\d{1,2}(?:/| thang )\d{1,2}(?:/| nam )\d{4})"
_FROM_TO = re.compile(rf"\b(?:tu )?{_DAY} (?:den(?: het)?|toi) {_DAY}")
_OF_A_YEAR = tuple(
    (re.compile(form), months)
    for form, months in (
        (r"\b(?:0?6|sau) thang dau nam (\d{4})", (1, 6)),
        (r"\b(?:0?6|sau) thang cuoi nam (\d{4})", (7, 12)),
        (r"\bqu[yi] 1[/ ]+(?:nam |den )?(\d{4})", (1, 3)),
        (r"\bqu[yi] 2[/ ]+(?:nam |den )?(\d{4})", (4, 6)),
        (r"\bqu[yi] 3[/ ]+(?:nam |den )?(\d{4})", (7, 9)),
        (r"\bqu[yi] 4[/ ]+(?:nam |den )?(\d{4})", (10, 12)),
        (r"\b(?:0?9|chin) thang(?: dau)? nam (\d{4})", (1, 9)),
        # A year is meant where no part of it is named.
        (r"^(?!.*\b(?:thang|qu[yi])\b).*\b(?:ca )?nam (\d{4})", (1, 12)),
    )
)
_COUNTED = re.compile(
    r"\b(?:(?:tinh|chot|so lieu|thong ke|co)(?: so lieu)?(?: co)?(?: tinh| chot)?(?: den(?: het)?)?"
    rf"|den(?: het)?|thoi diem|tai)(?: ngay)? {_DAY}"
)
_SIGNED = re.compile(r"\bngay (\d{1,2})(?:/| thang )(\d{1,2})(?:/| nam )(\d{4})")


def between(text: str) -> Period | None:
    """The period from one day to another that a heading states, or nothing."""
    found = _FROM_TO.search(plain_date(re.sub(r"[(),;:]", " ", text)))
    start, end = (date(part) for part in found.groups()) if found else (None, None)
    return Period(start, end) if start and end else None


def period(text: str) -> Period | None:
    """The period a heading names, or nothing.

    Examples
    --------
    >>> period("BÁO CÁO BIẾN ĐỘNG QUÝ III/2022").end.isoformat()
    '2022-09-30'
    >>> period("Từ ngày 01/12/2021 đến ngày 31/05/2022").start.isoformat()
    '2021-12-01'
    """
    stated = between(text)
    if stated:
        return stated
    said = _done(undated(text))
    for form, (first, last) in _OF_A_YEAR:
        found = form.search(said)
        if found and _a_year(int(found[1])):
            year = int(found[1])
            return Period(dt.date(year, first, 1), month_end(dt.date(year, last, 1)))
    return None


_WHOLE_DATE = re.compile(
    r"\b(?:ngay )?\d{1,2}/\d{1,2}/\d{4}\b|\b(?:ngay )?\d{1,2} thang \d{1,2} nam \d{4}\b"
    r"|\bngay thang nam \d{4}\b"
)
_PLANNED = re.compile(r"\b(?:va )?(?:phuong huong|nhiem vu|ke hoach|chuong trinh|trong tam)\b.*")


def undated(text: str) -> str:
    """Folded text of a title without the days in it: no year is left that is part of a day.

    Examples
    --------
    >>> undated("Gia Lâm, ngày 05 tháng 01 năm 2023"), undated("Xếp loại năm 2022")
    ('gia lam', 'xep loai nam 2022')
    """
    said = plain_date(re.sub(r"[(),;:…]", " ", re.sub(r"\.{2,}", " ", text)))
    return " ".join(_WHOLE_DATE.sub(" ", said).split())


def _done(said: str) -> str:
    """A title without what is planned; its year, where only that names it, goes to what is done."""
    done = _PLANNED.sub("", said).strip()
    years = re.findall(r"\b\d{4}\b", said)
    if done.endswith("nam") and years:
        return f"{done} {years[-1]}"
    return done if re.search(r"\d{4}", done) else said


def counted_on(text: str) -> dt.date | None:
    """The day a heading says figures are of, or nothing.

    Examples
    --------
    >>> str(counted_on("(Số liệu tính đến ngày 30/11/2022)"))
    '2022-11-30'
    """
    if between(text):
        return None
    found = _COUNTED.search(plain_date(re.sub(r"[(),;:]", " ", text)))
    return date(found[1]) if found else None


def signed_on(text: str) -> dt.date | None:
    """The day under which a document is signed, or nothing.

    Examples
    --------
    >>> str(signed_on("Gia Lâm, ngày 05 tháng 12 năm 2022"))
    '2022-12-05'
    >>> signed_on("tính đến ngày 5 tháng 12 năm 2022")
    """
    said = plain_date(re.sub(r"[(),;:]", " ", text))
    found = _SIGNED.search(said)
    if not found or _COUNTED.search(said) or _FROM_TO.search(said):
        return None
    return _day(*(int(part) for part in found.groups()))

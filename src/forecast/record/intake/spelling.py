"""Vietnamese as offices type it: one spelling for what is compared, legacy encodings found out.

Abbreviations of the office are spelt out, accents and case are dropped. What is stored keeps the
writer's spelling; only comparisons use the folded one.
"""

import re
import unicodedata
from functools import lru_cache

ABBREVIATIONS: tuple[tuple[str, str], ...] = (
    (
        r"cb ?cc ?vc ?n?ld|cb ?cc ?vc|cb ?gv ?nv|cb ?vc ?ld|cb ?nv"
        r"|cb ?cnvc ?ld|cnvc ?ld|cn ?vc ?ld|cc ?vc ?ld|cnvc|cnld|cbcnv|nld|ld",
        "lao dong",
    ),
    (r"can bo cong nhan vien|cong nhan vien chuc lao dong|cong nhan vien chuc", "lao dong"),
    (r"cong chuc vien chuc lao dong|cong nhan lao dong|nguoi lao dong", "lao dong"),
    (r"cdcs|cd co so|cd cs|cong doan cs", "cong doan co so"),
    (r"dvcd|dv cd|doan vien cong doan|dv cong doan|doan vien cd", "doan vien"),
    (r"cd", "cong doan"),
    (r"dvt", "don vi tinh"),
    (r"dv", "doan vien"),
    (r"dn", "doanh nghiep"),
    (r"cty|c ty|cong ti", "cong ty"),
    (r"cp", "co phan"),
    (r"tnhh mtv|tnhh mot thanh vien", "tnhh"),
    (r"trach nhiem huu han mot thanh vien|trach nhiem huu han", "tnhh"),
    (r"mn", "mam non"),
    (r"tieu hoc co so", "trung hoc co so"),
    (r"thcs", "trung hoc co so"),
    (r"thpt", "trung hoc pho thong"),
    (r"ubnd", "uy ban nhan dan"),
    (r"htx", "hop tac xa"),
    (r"tm", "thuong mai"),
    (r"sx", "san xuat"),
    (r"xnk", "xuat nhap khau"),
    (r"xd", "xay dung"),
    (r"vn", "viet nam"),
    (r"kcn", "khu cong nghiep"),
    (r"tt|stt", "so thu tu"),
    (r"sl", "so luong"),
    (r"ts", "tong so"),
    (r"sdt|dien thoai lien he|so dien thoai", "dien thoai"),
    (r"tl", "thanh lap"),
)
"""Whole words and what they stand for; applied in order to folded text."""

_RULES = tuple((re.compile(rf"\b(?:{short})\b"), full) for short, full in ABBREVIATIONS)
_TCVN3_WORDS = re.compile("C«ng|®oµn|§oµn|Tæng|Tªn|c¬ së|Tr­êng|®éng|viªn|Sè |sè ")
_TCVN3 = re.compile("[µ¶·¸¹»¼½¾ÆÇËÐ×÷©®§¤¥¬«ª\u00ad]|(?<=[a-zà-ỹ])[À-ÖØ-Ý](?=[a-zà-ỹ])")
"""Signs that stand for letters there, and capitals within words of small letters."""

_VNI_WORDS = re.compile(r"(?i)coâng|ñoaøn|cô sôû|teân|\bsoá\b|vieân|toång|ñoäng|tröôøng")
_FOREIGN = re.compile("(?i)[øûïåäëüñöæðþ]")
"""Letters no Vietnamese word has."""


@lru_cache(maxsize=65536)
def plain(text: str) -> str:
    """Lower case without accents; whatever is no letter or digit parts words.

    Examples
    --------
    >>> plain("Tổng số ĐVCĐ (nữ)")
    'tong so dvcd nu'
    """
    lower = unicodedata.normalize("NFC", text).lower().replace("đ", "d")
    letters = unicodedata.normalize("NFD", lower)
    bare = "".join(sign for sign in letters if not unicodedata.combining(sign))
    return " ".join(re.findall(r"[a-z0-9]+", bare.translate(_ROUND)))


_ROUND = str.maketrans({"ð": "d", "ß": "ss"})


@lru_cache(maxsize=65536)
def folded(text: str) -> str:
    r"""`plain` text with the office's abbreviations spelt out.

    Examples
    --------
    >>> folded("Tên CĐCS"), folded("Tổng số\nCNVC-LĐ")
    ('ten cong doan co so', 'tong so lao dong')
    """
    said = plain(text)
    for short, full in _RULES:
        said = short.sub(full, said)
    return said


_OPENING = re.compile(r"^(cong doan co so|cong doan|ban chap hanh|bch)\b ?")


def body(name: str) -> str:
    """A union's folded name without the words every union's name begins with.

    Examples
    --------
    >>> body("CĐCS Cty TNHH  Mẫu"), body("Công đoàn Công ty TNHH MẪU")
    ('cong ty tnhh mau', 'cong ty tnhh mau')
    """
    said = folded(name)
    while (bare := _OPENING.sub("", said)) and bare != said:
        said = bare
    return said


def legacy(text: str) -> str | None:
    """Name of the legacy encoding a text seems to be in, or nothing.

    Notes
    -----
    In TCVN3 (ABC) and VNI a text is a row of Latin-1 signs that no Vietnamese text in Unicode
    holds. Words of the office are looked for, and failing these two such signs or more.

    Examples
    --------
    >>> legacy("C«ng ®oµn c¬ së"), legacy("Coâng ñoaøn cô sôû"), legacy("Công đoàn cơ sở")
    ('TCVN3', 'VNI', None)
    """
    composed = unicodedata.normalize("NFC", text)
    signs, foreign = len(_TCVN3.findall(composed)), len(_FOREIGN.findall(composed))
    if _TCVN3_WORDS.search(composed) or (signs and signs + foreign > 1 and _wordy(composed)):
        return "TCVN3"
    if _VNI_WORDS.search(composed) or foreign > 1:
        return "VNI"
    return None


def _wordy(text: str) -> bool:
    """Mostly letters, so that signs among them stand for letters."""
    return 2 * sum(sign.isalpha() for sign in text) > len(text)


def tidy(text: str) -> str:
    """Text as it is stored: NFC, one line, single spaces."""
    return " ".join(unicodedata.normalize("NFC", text).split())

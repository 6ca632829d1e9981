"""When two names of unions or firms are the same, and when they are alike.

Spelling, accents and the words that every name shares do not tell two of them apart; numbers do.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping

from rapidfuzz import fuzz, process

ALIKE = 95.0
"""Likeness from which on two names are taken for one misspelt: one letter wrong in twenty."""

RELATED = 85.0
"""Likeness from which on a new name may be the old one changed."""

_SHORT_FORMS: Mapping[str, str] = {
    "cty": "cong ty",
    "ctcp": "cong ty co phan",
    "cp": "co phan",
    "tm": "thuong mai",
    "dv": "dich vu",
    "sx": "san xuat",
    "xd": "xay dung",
    "vietnam": "vn",
    "mn": "mam non",
    "th": "tieu hoc",
}
_COUNTRY = re.compile(r"\bviet nam\b")  # codespell:ignore nam
_SHARED = re.compile(
    r"\b(cong doan co so|cdcs|cong doan|cong ty|trach nhiem huu han|tnhh|co phan"
    r"|[a-z]+ thanh vien|mtv|doanh nghiep tu nhan|dntn|thuong mai|dich vu|san xuat|va)\b"
)
"""Words of a legal form or a trade, which say nothing of who it is."""


def plain_form(name: str) -> str:
    """A name without accents, punctuation and the words every name shares.

    Examples
    --------
    >>> plain_form("CĐCS Cty TNHH MTV Hòa-Phát 2")
    'hoa phat 2'
    """
    letters = unicodedata.normalize("NFD", name.lower().replace("đ", "d"))
    ascii_only = letters.encode("ascii", errors="ignore").decode()
    parts = re.findall(r"[a-z]+|[0-9]+", ascii_only)
    whole = " ".join(_SHORT_FORMS.get(part, part) for part in parts)
    whole = _COUNTRY.sub("vn", whole)
    own = " ".join(_SHARED.sub(" ", whole).split())
    return own or whole


def likeness(one: str, two: str) -> float:
    """How alike two plain forms are, from 0 to 100; 0 where their numbers differ.

    Examples
    --------
    >>> likeness("kim son a", "kim son a"), likeness("to 1", "to 2")
    (100.0, 0.0)
    """
    return fuzz.ratio(one, two) if _numbers(one) == _numbers(two) else 0.0


def alike(forms: Mapping[str, str]) -> Iterator[tuple[str, str, bool]]:
    """Pairs of ids whose names are the same or alike, and whether they are the same.

    Parameters
    ----------
    forms
        Plain form of each name, by id.
    """
    groups: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for key, form in sorted(forms.items()):
        groups[_numbers(form)].append(key)
    for keys in groups.values():
        names = [forms[key] for key in keys]
        scores = process.cdist(names, names, scorer=fuzz.ratio, score_cutoff=ALIKE)
        for i, j in zip(*scores.nonzero(), strict=True):
            if i < j:
                yield keys[i], keys[j], names[i] == names[j]


def shares_name(one: str, two: str) -> bool:
    """Whether one plain form is most of the words of the other, as in "da ton a" and "da ton"."""
    return fuzz.token_set_ratio(one, two) >= ALIKE and min(map(len, (one, two))) > 3


def _numbers(form: str) -> tuple[str, ...]:
    return tuple(part for part in form.split() if part.isdigit())

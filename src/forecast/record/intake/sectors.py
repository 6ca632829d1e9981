"""Which sector of a federation a union belongs to, by what the sheet or its name says.

Sectors are data: each is recognised by its own names. What a sheet says comes first, what kind of
body a union's name tells comes second; where neither says anything, nobody guesses.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from forecast.record.contracts import Sector
from forecast.record.intake.spelling import body, folded

KINDS: tuple[tuple[str, str], ...] = (
    ("association", r"\bnghiep doan\b"),
    ("enterprise", r"^(tong |chi nhanh )?cong ty\b|\bquy tin dung\b|\bphong kham\b|\bluat su\b"),
    (
        "school",
        r"^(truong|mam non|mau giao|tieu hoc|trung hoc)\b"
        r"|\btruong (mam non|mau giao|tieu hoc|trung hoc)"
        r"|\b(mam non|tieu hoc|trung hoc co so|trung hoc pho thong|giao duc thuong xuyen)\b",
    ),
    (
        "enterprise",
        r"\b(cong ty|tnhh|co phan|doanh nghiep|dntn|hop tac xa|xi nghiep|nha may|tap doan|chi nhanh"
        r"|khach san|nha hang|xuong|ltd|co ltd|jsc|ngan hang)\b",
    ),
    (
        "public",
        r"\b(uy ban nhan dan|hdnd|van phong|ban quan ly|chi cuc|cuc|benh vien|tram|trung tam"
        r"|kho bac|toa an|vien kiem sat|cong an|huyen uy|dang uy|co quan|thi tran|xa|hoi"
        r"|doan thanh nien|thu vien|nha van hoa|bao hiem xa hoi|dai phat thanh|mat tran|quan su"
        r"|thue|hat kiem lam)\b|^(phong|so|vien|phuong)\b",
    ),
)
"""Kinds of bodies and the folded words of their names, the most telling first."""

SECTOR_KINDS: tuple[tuple[str, str], ...] = (
    ("association", r"nghiep doan"),
    ("school", r"truong hoc|giao duc|truong"),
    ("state_enterprise", r"doanh nghiep nha nuoc"),
    ("foreign", r"\bfdi\b|nuoc ngoai|ngoai nuoc"),
    (
        "enterprise",
        r"doanh nghiep|ngoai (khu vuc )?nha nuoc|trong nuoc|tu nhan|co phan|tnhh|cong ty",
    ),
    ("public", r"hanh chinh|su nghiep|\bhcsn\b|co quan|xa phuong|nha nuoc|cong lap"),
)
FALLS_TO = {
    "foreign": ("enterprise",),
    "state_enterprise": ("enterprise",),
    "association": (),
    "school": ("public",),
    "public": (),
    "enterprise": (),
}
"""Kinds that stand in for one that no sector is kept for."""

_OFFICES = re.compile(r"hanh chinh|su nghiep|\bhcsn\b|co quan|xa phuong")
"""What tells the offices of the state from its schools and enterprises."""

_LISTED = re.compile(r"[,;/+&]|\bvà\b|\bva\b", re.IGNORECASE)
_REST = re.compile(r"\b(khac|con lai|other)\b")


@dataclass(frozen=True, slots=True)
class Sectors:
    """The sectors of one federation."""

    sectors: Sequence[Sector]

    def named(self, text: str, *, of: str = "") -> str | None:
        """The sector a text names, by its id, its names or its kind.

        Parameters
        ----------
        of
            Name of the body it is said of: a school that is said to be the state's is a school.
        """
        said = folded(text)
        if not said:
            return None
        for sector in self.sectors:
            names = {folded(name) for name in (sector.id, sector.name.vi, sector.name.en)}
            if said in names or any(_within(name, said) for name in names):
                return sector.id
        kind = _first(SECTOR_KINDS, said)
        if kind == "public" and of:
            return self.of_state(of)
        if kind == "public" and self._several_of_the_state and not _OFFICES.search(said):
            return None
        return self.of_kind(kind)

    def heading(self, text: str, *, of: str) -> str | None:
        """The sector of a body under a heading or title; nothing where it names several."""
        parts = [part for part in _LISTED.split(text) if folded(part)]
        named = {sector for part in parts if (sector := self.named(part, of=of))}
        return self.named(text, of=of) if len(named) < 2 else None

    @property
    def _several_of_the_state(self) -> bool:
        """Whether what is the state's is kept in more than one sector."""
        kinds = [_first(SECTOR_KINDS, folded(sector.name.vi)) for sector in self.sectors]
        return sum(kind in ("public", "school", "state_enterprise") for kind in kinds) > 1

    def of_state(self, name: str) -> str | None:
        """The sector of a body of the state, by its name."""
        own = _first(KINDS, body(name))
        return self.of_kind({"enterprise": "state_enterprise", None: "public"}.get(own, own))

    def of_body(self, name: str) -> str | None:
        """The sector of a body, by its name."""
        return self.of_kind(_first(KINDS, body(name)))

    def of_kind(self, kind: str | None) -> str | None:
        """The sector kept for a kind of bodies, or the one kept for all others."""
        if kind is None:
            return None
        kinds = {sector.id: _first(SECTOR_KINDS, folded(sector.name.vi)) for sector in self.sectors}
        for wanted in (kind, *FALLS_TO[kind]):
            exact = [sector for sector, own in kinds.items() if own == wanted]
            if len(exact) == 1:
                return exact[0]
        rest = [s.id for s in self.sectors if _REST.search(folded(s.name.vi) + " " + s.id)]
        return rest[0] if len(rest) == 1 else None

    @property
    def names(self) -> str:
        """What a planner may write for a sector."""
        return ", ".join(f"“{sector.name.vi}”" for sector in self.sectors)


def _within(name: str, said: str) -> bool:
    return len(name) > 5 and re.search(rf"\b{re.escape(name)}\b", said) is not None


def _first(kinds: Sequence[tuple[str, str]], said: str) -> str | None:
    return next((kind for kind, words in kinds if re.search(words, said)), None)

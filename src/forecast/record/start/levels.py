"""What a federation of each level begins with: its words, its sectors, its comparable places."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from forecast.record.contracts import Sector
from forecast.record.texts import Text

Kind = Literal["school", "state", "enterprise"]
"""Which starting rates a sector takes."""

KINDS: tuple[Kind, ...] = get_args(Kind)
KIND_NAMES: Mapping[Kind, str] = {
    "school": "Trường học",
    "state": "Hành chính, sự nghiệp",
    "enterprise": "Doanh nghiệp",
}
"""What the workbook calls each kind."""


@dataclass(frozen=True, slots=True)
class NewSector:
    """A sector a federation starts with."""

    id: str
    name: Text
    kind: Kind
    founding: bool = False

    @property
    def sector(self) -> Sector:
        """The sector as ``federation.toml`` states it."""
        return Sector(id=self.id, name=self.name, founding=self.founding)


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """A level of the organisation."""

    name: str
    """What the workbook calls it."""

    area: Text
    """The territory in a running sentence, where the full name does not tell it."""

    parent: Text
    sectors: tuple[NewSector, ...]
    units: tuple[str, ...] = ()
    """What its territories are called, in Vietnamese."""

    def unit_of(self, title: str) -> tuple[str, str] | None:
        """The kind of territory a full name ends with, and which one it is.

        Examples
        --------
        >>> LEVELS["district"].unit_of("Liên đoàn Lao động quận Ba Đình")
        ('quận', 'Ba Đình')
        """
        if not self.units:
            return None
        found = re.search(rf"(?i)\b({'|'.join(self.units)})\s+(\S.*)$", title)
        return (found[1].lower(), found[2]) if found else None


_SCHOOL = NewSector("school", Text(vi="Trường học", en="Schools"), "school")
_STATE = NewSector("state", Text(vi="Hành chính, sự nghiệp", en="Public offices"), "state")
_NON_STATE = NewSector(
    "enterprise",
    Text(vi="Doanh nghiệp ngoài khu vực Nhà nước", en="Non-state enterprises"),
    "enterprise",
    founding=True,
)
_OF_A_TERRITORY = (_SCHOOL, _STATE, _NON_STATE)
_CITY_FEDERATION = Text(vi="LĐLĐ tỉnh, thành phố", en="Federation of the province or city")

LEVELS: Mapping[str, Level] = {
    "district": Level(
        name="Quận, huyện, thị xã",
        units=("huyện", "quận", "thị xã", "thành phố"),
        area=Text(vi="toàn huyện", en="the district"),
        parent=_CITY_FEDERATION,
        sectors=_OF_A_TERRITORY,
    ),
    "commune": Level(
        name="Xã, phường, đặc khu",
        units=("xã", "phường", "thị trấn", "đặc khu"),
        area=Text(vi="toàn xã", en="the commune"),
        parent=_CITY_FEDERATION,
        sectors=_OF_A_TERRITORY,
    ),
    "zone": Level(
        name="Khu công nghiệp, khu chế xuất, khu kinh tế",
        area=Text(vi="các khu công nghiệp", en="the industrial zones"),
        parent=_CITY_FEDERATION,
        sectors=(
            NewSector(
                "domestic",
                Text(vi="Doanh nghiệp trong nước", en="Domestic enterprises"),
                "enterprise",
                founding=True,
            ),
            NewSector(
                "foreign",
                Text(vi="Doanh nghiệp có vốn đầu tư nước ngoài (FDI)", en="Foreign-invested firms"),
                "enterprise",
            ),
        ),
    ),
    "sector": Level(
        name="Ngành, tổng công ty",
        area=Text(vi="toàn ngành", en="the sector"),
        parent=_CITY_FEDERATION,
        sectors=(
            _STATE,
            NewSector(
                "state-enterprise",
                Text(vi="Doanh nghiệp nhà nước", en="State enterprises"),
                "enterprise",
            ),
            _NON_STATE,
        ),
    ),
    "city": Level(
        name="Tỉnh, thành phố",
        units=("thành phố", "tỉnh"),
        area=Text(vi="toàn thành phố", en="the city"),
        parent=Text(
            vi="Tổng Liên đoàn Lao động Việt Nam",  # codespell:ignore nam
            en="Vietnam General Confederation of Labour",
        ),
        sectors=_OF_A_TERRITORY,
    ),
}
"""By the word ``federation.toml`` uses."""

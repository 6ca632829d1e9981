"""What each sector holds on the date the forecast starts from."""

from forecast.model.stocks import SectorStock
from forecast.record.knowledge import Origin, Record

HALF = 0.5
"""A roster whose sum differs by less is that of the same count [members]."""


def sector_stocks(record: Record, origin: Origin) -> tuple[SectorStock, ...]:
    """Sectors at the origin, with the members of every union where a roster counts the same.

    Uncounted unions are taken to be of the size of new ones.
    """
    return tuple(
        _stock(record, origin, sector=sector.id, founding=sector.founding)
        for sector in record.federation.sector
    )


def _stock(record: Record, origin: Origin, *, sector: str, founding: bool) -> SectorStock:
    members = origin.members[sector]
    listed = [entry.members for entry in record.roster_on(origin.stated_date)[sector]]
    sizes = tuple(size for size in listed if size > 0)
    if not sizes or abs(sum(sizes) - members) >= HALF:
        sizes = ()
    estimate = max(1.0, members / record.rates["new_union_size"].value)
    unions = float(len(sizes)) or origin.unions.get(sector, estimate)
    return SectorStock(id=sector, members=members, unions=unions, founding=founding, sizes=sizes)

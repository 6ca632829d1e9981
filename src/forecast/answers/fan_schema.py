"""Members by month as plain values, so that a forecast can be held against later counts."""

from collections.abc import Sequence

from forecast.answers.answer import Answer
from forecast.answers.leading import leading
from forecast.answers.outcomes import Fan, SectorFan
from forecast.answers.rounded import Json, day, people
from forecast.record.reporting import month_end


def fan_json(answer: Answer) -> Json:
    """The keys ``fans``, one a reading, and ``sector_fans``, one a sector of the leading reading.

    Month ends only. Every list is as long as ``dates``; ``p10`` … ``p90`` are percentiles. Rounded
    means of sectors may not add to the rounded mean of all.
    """
    reading = leading(answer.record)
    return {
        "fans": [{"reading": one.reading, **_months(one)} for one in answer.fans],
        "sector_fans": [
            {"sector": one.sector, "reading": reading, **_months(one)} for one in answer.sector_fans
        ],
    }


def _months(one: Fan | SectorFan) -> Json:
    kept = [at for at, on in enumerate(one.dates) if on == month_end(on)]

    def whole(members: Sequence[float]) -> list[int | None]:
        return [people(members[at]) for at in kept]

    levels = {f"p{round(100 * level)}": whole(row) for level, row in one.quantiles.items()}
    return {"dates": [day(one.dates[at]) for at in kept], "mean": whole(one.mean), **levels}

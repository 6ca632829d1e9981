"""The plan's own arithmetic, from nothing but the plan; and what would have to be true."""

from itertools import product

from forecast.answers.dates import membership_targets
from forecast.answers.outcomes import MustBeTrue, PlanArithmetic
from forecast.record.knowledge import KnownRate, Record
from forecast.units import years_between


def plan_arithmetic(record: Record, rate: tuple[float, float] | None) -> PlanArithmetic | None:
    """What two membership targets and a yearly number of new unions ask of each other.

    Returns ``None`` unless the plan names two such targets and a yearly number.
    """
    stocks = membership_targets(record)
    if len(stocks) < 2 or rate is None or rate[0] <= 0:
        return None
    first, second = stocks[0], stocks[-1]
    years = years_between(first.due, second.due)
    members = second.value - first.value
    unions = (round(rate[0] * years), round(rate[1] * years))
    yearly = members / years
    carried_back = first.value - yearly * years_between(record.as_of, first.due)
    return PlanArithmetic(
        first=first,
        second=second,
        members=members,
        new_unions=unions,
        members_per_union=(members / unions[1], members / unions[0]),
        yearly=yearly,
        carried_back_to=record.as_of,
        carried_back=carried_back,
    )


def must_be_true(record: Record, rate: tuple[float, float] | None) -> list[MustBeTrue]:
    """Members needed on ``as_of`` for each target, over the ranges of size and net change.

    Notes
    -----
    ``base (1 + v)^T + n T m = target`` with v the net change of the founding sector less closures,
    n the middle of the plan's yearly number, m the mean size and T the years left.
    """
    sector = next(s.id for s in record.federation.sector if s.founding)
    change, size = record.rates[f"net_change.{sector}"], record.rates["new_union_size"]
    closures = record.rates[f"closure_rate.{sector}"].value
    yearly = sum(rate) / 2 if rate else record.rates["founding_rate"].value
    found = []
    for target in membership_targets(record):
        years = years_between(record.as_of, target.due)
        if years <= 0:
            continue
        for net, members in product(_spread(change), _spread(size)):
            brought = yearly * years * members
            base = (target.value - brought) / (1 + net - closures) ** years
            found.append(
                MustBeTrue(
                    target=target, net_change=net - closures, members_per_union=members, base=base
                )
            )
    return found


def _spread(rate: KnownRate) -> tuple[float, float, float]:
    return rate.low, rate.value, rate.high

"""What drives the answer: the mean change taken apart, in parts that add up exactly."""

from dataclasses import fields

from forecast.answers.dates import AnswerDate
from forecast.answers.outcomes import Drivers
from forecast.answers.targets import ReadFutures
from forecast.model.growth import Flows


def drivers(when: AnswerDate, read: ReadFutures) -> Drivers | None:
    """Mean flows from the newest count to the answer date (medians would not add)."""
    if when.answered_on is None:
        return None
    futures = read.futures
    flows = futures.flows(when.answered_on, read.plans)
    means = {
        f.name: float(futures.weights @ getattr(flows, f.name).sum(axis=1)) for f in fields(Flows)
    }
    opening = sum(sector.members for sector in futures.setting.sectors)
    change = sum(means[name] for name in ("admitted", "organised", "transfers_in", "breaks"))
    change -= sum(means[name] for name in ("left", "closed_members", "transfers_out"))
    return Drivers(
        target=when.target, on=when.answered_on, opening=opening, closing=opening + change, **means
    )

"""What drives the answer: the mean change taken apart, in parts that add up exactly."""

from dataclasses import fields

import numpy as np

from forecast.answers.answer import Drivers
from forecast.answers.dates import AnswerDate
from forecast.answers.targets import ReadFutures
from forecast.model.growth import Flows


def drivers(when: AnswerDate, read: ReadFutures) -> Drivers | None:
    """Mean flows from the newest count to the answer date (medians would not add)."""
    if when.answered_on is None:
        return None
    futures = read.futures
    means = dict.fromkeys((f.name for f in fields(Flows)), 0.0)
    for group in read.foundings:
        flows = futures.flows(when.answered_on, group)
        for name in means:
            by_future = np.sum(getattr(flows, name), axis=1)
            means[name] += float(futures.weights @ by_future) / len(read.foundings)
    opening = sum(sector.members for sector in futures.setting.sectors)
    change = sum(means[name] for name in ("admitted", "organised", "transfers_in", "breaks"))
    change -= sum(means[name] for name in ("left", "closed_members", "transfers_out"))
    return Drivers(
        target=when.target, on=when.answered_on, opening=opening, closing=opening + change, **means
    )

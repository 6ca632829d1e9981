from functools import cache

import numpy as np
import pytest
from reference_federations import REFERENCES

from forecast.model.audit import audit
from forecast.model.futures import normals_needed, simulate
from forecast.model.rates import draw_points

PLANS = [0, 5, 14, 30, 60]
REPLICATES = 8


@cache
def apart(name: str) -> tuple[list[float], list[float]]:
    """Differences of the odds, fast less exact, and their standard errors over scrambles."""
    federation = REFERENCES[name]()
    points = draw_points(
        federation.priors, [], steps=normals_needed(federation.setting), seed=5, per_block=512
    )
    days, values = list(federation.targets), list(federation.targets.values())
    futures = simulate(points, federation.setting)
    fast = [futures.curve(d, v, top=60)[:, PLANS] for d, v in federation.targets.items()]
    exact = audit(points, federation.setting, days=days, plans=PLANS, replicates=REPLICATES)
    reached = (exact.members >= np.array(values)).astype(np.float64)
    reached = reached.reshape(-1, REPLICATES, len(PLANS), len(days)).mean(axis=1)
    gaps = np.stack(fast, axis=-1) - reached
    by_block = gaps.reshape(8, -1, len(PLANS) * len(days)).mean(axis=1)
    error = by_block.std(axis=0, ddof=1) / np.sqrt(8)
    return by_block.mean(axis=0).tolist(), error.tolist()


@pytest.mark.parametrize("name", REFERENCES)
def test_the_fast_odds_are_those_of_every_union_by_itself(name: str) -> None:
    """0.003 in a federation of fifty unions, else 0.002, beyond four standard errors."""
    found, error = apart(name)

    allowed = 0.003 if name == "fifty-unions" else 0.002
    for gap, standard_error in zip(found, error, strict=True):
        assert abs(gap) <= allowed + 4 * standard_error
        assert standard_error < 0.004

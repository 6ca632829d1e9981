"""Simulated futures of a membership: every figure of an answer is read off one object.

Scrambles of points are simulated one after the other, which keeps memory small whatever their
number, and joined in order.
"""

from dataclasses import dataclass, fields, replace
from datetime import date

import numpy as np
import numpy.typing as npt

from forecast.model.block import Block, Plan, simulate_block
from forecast.model.founded import Founded
from forecast.model.foundings import BATCH
from forecast.model.growth import Flows
from forecast.model.rates import Points
from forecast.model.setting import Setting

Floats = npt.NDArray[np.float64]
NewUnions = tuple[Founded, ...]
"""The new unions of one plan, block by block."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Futures:
    """Weighted futures of one setting, ``n_points`` of them."""

    points: Points
    setting: Setting
    blocks: tuple[Block, ...]

    @property
    def weights(self) -> Floats:
        """Weight of each future, shape ``(n_points,)``, adding to 1."""
        return self.points.weights

    def planned(self, plan: Plan) -> NewUnions:
        """The new unions of a plan, as far as the pool allows."""
        return tuple(block.planned(plan) for block in self.blocks)

    def total(self, day: date, unions: NewUnions) -> Floats:
        """Members of all sectors on a date under a plan, shape ``(n_points,)`` [members]."""
        pairs = zip(self.blocks, unions, strict=True)
        return np.concatenate([block.total(day, founded) for block, founded in pairs])

    def curve(self, day: date, *, top: int) -> Floats:
        """Members on a date for every n a year, shape ``(n_points, top + 1)`` [members]."""
        return np.concatenate([b.with_slots(top).curve(day, top=top) for b in self.blocks])

    def flows(self, day: date, unions: NewUnions) -> Flows:
        """What moved the members of each sector since the origin, ``(n_points, n_sectors)``."""
        parts = [b.flows(day, founded) for b, founded in zip(self.blocks, unions, strict=True)]
        return Flows(
            **{f.name: np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(Flows)}
        )

    def with_net_change(self, shift: float) -> "Futures":
        """The same futures with another net change of all existing unions [fraction per year]."""
        return replace(self, blocks=tuple(block.with_net_change(shift) for block in self.blocks))

    def without_ceiling(self) -> "Futures":
        """The same futures where members may exceed the workers of their units."""
        return replace(self, blocks=tuple(block.without_ceiling() for block in self.blocks))


def simulate(points: Points, setting: Setting, *, top: int = BATCH) -> Futures:
    """Draw every union's fate for the shared points.

    Parameters
    ----------
    top
        Largest number of new unions a year drawn at once; a longer curve draws more.
    """
    blocks = tuple(simulate_block(part, setting, top=top) for part in points.split())
    return Futures(points=points, setting=setting, blocks=blocks)

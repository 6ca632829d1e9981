"""What a plan of foundings is: so many a year, so many each year, or as the record has them."""

from typing import Literal

import numpy as np
import numpy.typing as npt

Ints = npt.NDArray[np.int64]
Plan = int | tuple[int, ...] | Literal["recorded"]
"""New unions a year after the start; for each twelve months, the last repeating; or as recorded."""


def by_year(plan: Plan, years: int) -> Ints:
    """The number of each twelve months, shape ``(1, years)``.

    Raises
    ------
    ValueError
        If the plan is that of the record, which has another number in every future.

    Examples
    --------
    >>> by_year((10, 20), 3).tolist()
    [[10, 20, 20]]
    """
    if plan == "recorded":
        raise ValueError("a plan as recorded has another number in every future")
    numbers = (plan,) if isinstance(plan, int) else plan
    return np.array([[numbers[min(year, len(numbers) - 1)] for year in range(years)]])

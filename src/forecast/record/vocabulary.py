"""The rates a federation may state: what each is called, its unit, its shape and its limits.

The vocabulary is closed: a dataset that states an unknown rate, another unit or a value outside
the limits is refused, and a dataset that leaves one out is told which.
"""

from dataclasses import dataclass
from typing import Literal

Shape = Literal["fraction", "positive", "signed"]
"""How a range is turned into a distribution: logit-normal, lognormal or normal."""

Unit = Literal[
    "fraction_per_year",
    "fraction_per_sqrt_year",
    "fraction",
    "ratio",
    "log_sd",
    "members_per_union",
    "unions_per_year",
    "firms",
    "firms_per_year",
    "months",
    "dispersion",
]


@dataclass(frozen=True, slots=True)
class RateTerm:
    """One word of the vocabulary."""

    unit: Unit
    shape: Shape
    low: float
    """Smallest value that makes sense [unit]."""

    high: float
    """Largest value that makes sense [unit]."""

    by_sector: bool = False
    """Stated once for each sector of the federation."""

    optional: bool = False
    """A federation may leave it out; it then plays no part."""


STRIKE_OFF = "strike_off_share"
"""Share of the recorded members who are long gone and come out when the lists are cleaned."""

RATES: dict[str, RateTerm] = {
    "turnover": RateTerm("fraction_per_year", "fraction", 0.0, 0.9, by_sector=True),
    "net_change": RateTerm("fraction_per_year", "signed", -0.5, 0.5, by_sector=True),
    "closure_rate": RateTerm("fraction_per_year", "fraction", 0.0, 0.5, by_sector=True),
    "shock_loading": RateTerm("ratio", "positive", 0.0, 5.0, by_sector=True),
    "shock_sd": RateTerm("fraction_per_sqrt_year", "positive", 0.0, 0.5),
    "existing_size_log_sd": RateTerm("log_sd", "positive", 0.0, 3.0),
    "new_union_size": RateTerm("members_per_union", "positive", 5.0, 5000.0),
    "new_union_size_log_sd": RateTerm("log_sd", "positive", 0.0, 3.0),
    "new_union_closure_rate": RateTerm("fraction_per_year", "fraction", 0.0, 0.5),
    "enrolment_at_founding": RateTerm("fraction", "fraction", 0.0, 1.0),
    "enrolment_months": RateTerm("months", "positive", 0.0, 60.0),
    "pool_firms": RateTerm("firms", "positive", 0.0, 1e6),
    "pool_refill": RateTerm("firms_per_year", "positive", 0.0, 1e6),
    "pool_size_decline": RateTerm("fraction", "fraction", 0.0, 1.0),
    "founding_rate": RateTerm("unions_per_year", "positive", 0.0, 1e5),
    "founding_dispersion": RateTerm("dispersion", "positive", 0.0, 1e4),
    "count_error_a": RateTerm("fraction", "positive", 0.0, 0.5),
    "count_error_b": RateTerm("fraction", "positive", 0.0, 0.5),
    "count_error_c": RateTerm("fraction", "positive", 0.0, 0.5),
    "association_size": RateTerm("members_per_union", "positive", 5.0, 5000.0),
    "transfer_in_rate": RateTerm(
        "fraction_per_year", "fraction", 0.0, 0.5, by_sector=True, optional=True
    ),
    "transfer_out_rate": RateTerm(
        "fraction_per_year", "fraction", 0.0, 0.5, by_sector=True, optional=True
    ),
    STRIKE_OFF: RateTerm("fraction", "fraction", 0.0, 1.0, optional=True),
}


def rate_key(rate: str, sector: str | None = None) -> str:
    """Name of a rate, of one sector where it is stated by sector.

    Examples
    --------
    >>> rate_key("net_change", "school")
    'net_change.school'
    """
    return rate if sector is None else f"{rate}.{sector}"

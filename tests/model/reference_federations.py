"""Five federations on which the fast engine is compared with the exact simulator.

They are shaped on a district of about 15,000 members in 244 unions, with every rate uncertain as
it was in November 2022. The targets are set so that the odds go from low to high as more unions
are founded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from forecast.model.priors import Prior
from forecast.model.setting import Break, Setting
from forecast.model.stocks import SectorStock
from forecast.record.vocabulary import Shape

ORIGIN = date(2022, 11, 17)
DUE = (date(2023, 12, 31), date(2025, 12, 31))

Range = tuple[float, float]

FRACTIONS: dict[str, Range] = {
    "turnover.school": (0.02, 0.08),
    "turnover.other": (0.04, 0.16),
    "closure_rate.school": (0.001, 0.005),
    "closure_rate.other": (0.004, 0.025),
    "new_union_closure_rate": (0.012, 0.07),
    "enrolment_at_founding": (0.65, 0.90),
    "pool_size_decline": (0.12, 0.58),
    "transfer_in_rate.school": (0.0, 0.0),
    "transfer_in_rate.other": (0.0, 0.0),
    "transfer_out_rate.school": (0.0, 0.0),
    "transfer_out_rate.other": (0.0, 0.0),
    "strike_off_share": (0.0, 0.0),
}
"""80 % ranges of rates between 0 and 1; a pair of equal numbers is certain."""

SIGNED: dict[str, Range] = {"net_change.school": (-0.02, 0.02), "net_change.other": (-0.03, 0.045)}

POSITIVE: dict[str, Range] = {
    "shock_sd": (0.025, 0.064),
    "shock_loading.school": (0.1, 0.4),
    "shock_loading.other": (0.8, 1.25),
    "existing_size_log_sd": (1.05, 1.49),
    "new_union_size": (46.0, 78.0),
    "new_union_size_log_sd": (1.05, 1.49),
    "enrolment_months": (2.5, 6.4),
    "association_size": (20.0, 101.0),
    "pool_firms": (150.0, 350.0),
    "pool_refill": (8.0, 28.0),
    "founding_rate": (6.0, 24.0),
    "founding_dispersion": (1.5, 10.7),
    "count_error_a": (0.001, 0.01),
    "count_error_b": (0.004, 0.03),
    "count_error_c": (0.01, 0.08),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Federation:
    """What a curve of odds needs."""

    priors: tuple[Prior, ...]
    setting: Setting
    targets: dict[date, float]
    """Members to be reached on each date [members]."""


def reference() -> Federation:
    """A district as it was: 244 unions, workers of the unionised units close above the members."""
    return _federation({}, targets=(16_500.0, 18_000.0))


def heavy_tailed() -> Federation:
    """Sizes of existing and new unions spread as widely as any record shows."""
    spread = {"existing_size_log_sd": (1.6, 1.6), "new_union_size_log_sd": (1.6, 1.6)}
    return _federation(spread, targets=(16_500.0, 18_000.0))


def fifty_unions() -> Federation:
    """A fifth of the district: each of its few unions weighs more."""
    sectors = (
        SectorStock(id="school", members=730.0, unions=17.0, founding=False),
        SectorStock(id="other", members=2320.0, unions=33.0, founding=True),
    )
    pool = {"pool_firms": (120.0, 280.0)}
    return _federation(pool, targets=(4_300.0, 6_500.0), sectors=sectors, workers=3_210.0)


def binding_pool() -> Federation:
    """Few firms are left, so that from some number on more foundings a year find none."""
    pool = {"pool_firms": (35.0, 80.0), "pool_refill": (3.0, 10.0)}
    return _federation(pool, targets=(16_200.0, 16_800.0))


def struck_off() -> Federation:
    """Members long gone are struck off in the first summer; nobody knows how many."""
    event = Break(
        on=date(2023, 6, 30), sector="other", share=0.0, members=0.0, rate="strike_off_share"
    )
    share = {"strike_off_share": (0.06, 0.22)}
    federation = _federation(share, targets=(15_000.0, 16_500.0))
    return replace(federation, setting=replace(federation.setting, breaks=(event,)))


REFERENCES = {
    "reference": reference,
    "heavy-tailed": heavy_tailed,
    "fifty-unions": fifty_unions,
    "binding-pool": binding_pool,
    "struck-off": struck_off,
}

DISTRICT = (
    SectorStock(id="school", members=3646.0, unions=82.0, founding=False),
    SectorStock(id="other", members=11_603.0, unions=162.0, founding=True),
)


def _federation(
    changes: Mapping[str, Range],
    *,
    targets: tuple[float, float],
    sectors: tuple[SectorStock, ...] = DISTRICT,
    workers: float = 16_046.0,
) -> Federation:
    setting = Setting(origin=ORIGIN, start=ORIGIN, marks=DUE, sectors=sectors, workers=workers)
    shapes: dict[Shape, dict[str, Range]] = {
        "fraction": FRACTIONS,
        "signed": SIGNED,
        "positive": POSITIVE,
    }
    priors = [
        Prior(key=key, shape=shape, low=low, high=high)
        for shape, ranges in shapes.items()
        for key, stated in ranges.items()
        for low, high in [changes.get(key, stated)]
    ]
    return Federation(
        priors=tuple(priors), setting=setting, targets=dict(zip(DUE, targets, strict=True))
    )

"""The periods of a movements table by sector, as the kinds of evidence made of it need them."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from forecast.model.evidence.kind import Floats, Rates
from forecast.units import MONTHS_PER_YEAR, monthly_hazard


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorPeriod:
    """One sector over one period."""

    sector: str
    period: int
    """Number of the period, from 0; sectors of one period share its shock."""

    years: float
    """[years]"""

    staying: float
    """Members who do not go with a union that closes; of the opening, or on average [members]."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SectorPeriods:
    """Rows of a movements table, with what the rates mean for each of them."""

    rows: tuple[SectorPeriod, ...]

    @property
    def sectors(self) -> list[str]:
        """Sectors with at least one row."""
        return sorted({row.sector for row in self.rows})

    @property
    def years(self) -> Floats:
        """Length of each row, shape ``(n_rows,)`` [years]."""
        return np.array([row.years for row in self.rows])

    @property
    def staying(self) -> Floats:
        """Members of each row who stay, shape ``(n_rows,)`` [members]."""
        return np.array([row.staying for row in self.rows])

    @property
    def periods(self) -> npt.NDArray[np.int64]:
        """Period of each row, shape ``(n_rows,)``."""
        return np.array([row.period for row in self.rows], dtype=np.int64)

    def of_sector(self, sector: str) -> npt.NDArray[np.bool_]:
        """Which rows are of the sector, shape ``(n_rows,)``."""
        return np.array([row.sector == sector for row in self.rows])

    def keys(self, *rates: str) -> set[str]:
        """Names of these rates for every sector."""
        return {f"{rate}.{sector}" for rate in rates for sector in self.sectors}

    def by_row(self, rate: str, rates: Rates) -> Floats:
        """A rate of each row's sector, shape ``(..., n_rows)``."""
        return np.stack([rates[f"{rate}.{row.sector}"] for row in self.rows], axis=-1)

    def shock_variance(self, rates: Rates) -> Floats:
        """Variance of the log shock over each row, shape ``(..., n_rows)``."""
        pull = self.by_row("shock_loading", rates) * rates["shock_sd"][..., None]
        return np.asarray(pull**2 * self.years)

    def leaving(self, rates: Rates) -> Floats:
        """Expected leavers of each row, shape ``(..., n_rows)`` [members].

        Notes
        -----
        Leavers are replaced as they leave, so that the stock at risk is the same every month. A
        month whose shock takes more than turnover would has more leavers than this; in a record
        with strong shocks turnover is a little too high for it.
        """
        monthly = {
            f"leaving.{sector}": -np.expm1(-monthly_hazard(rates[f"turnover.{sector}"]))
            for sector in self.sectors
        }
        return self.by_row("leaving", monthly) * MONTHS_PER_YEAR * self.years * self.staying

    def total(self, name: str, figures: Floats) -> dict[str, Floats]:
        """Sum of the figures of each sector, over all its rows."""
        return {
            f"{name}.{sector}": figures[..., self.of_sector(sector)].sum(axis=-1)
            for sector in self.sectors
        }

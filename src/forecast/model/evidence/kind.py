"""What every kind of evidence can be asked: its likelihood, a draw, its main figures."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import Self

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Rates = Mapping[str, Floats]
"""Key to values of one shape ``(...)`` [unit of each rate]."""


class Evidence(ABC):
    """Figures of the record, the design under which they arose, and their probability.

    The design (dates, numbers at risk, which figures are given) is held fixed; the figures are one
    vector, so that many records of the same design can be drawn at once.
    """

    __slots__ = ()

    @property
    @abstractmethod
    def depends_on(self) -> frozenset[str]:
        """Keys of the rates it informs."""

    @property
    @abstractmethod
    def observed(self) -> Floats:
        """The figures, shape ``(n_figures,)``."""

    @abstractmethod
    def seen(self, observed: Floats) -> Self:
        """The same design with other figures, shape ``(n_figures,)``."""

    @abstractmethod
    def log_likelihood(self, rates: Rates) -> Floats:
        """Log density of the figures at rates of shape ``(...)``, shape ``(...)``."""

    @abstractmethod
    def drawn(self, rates: Rates, generator: np.random.Generator) -> Floats:
        """Figures of one record for each rate, from the likelihood's own model.

        Returns
        -------
        numpy.ndarray
            Shape ``(..., n_figures)``.
        """

    @abstractmethod
    def statistics(self, observed: Floats) -> dict[str, Floats]:
        """The figures a planner would compare with the stated ranges, by name.

        Parameters
        ----------
        observed
            Shape ``(..., n_figures)``.

        Returns
        -------
        dict
            Name to values of shape ``(...)``; the part after the first point is a sector.
        """

    def draw(self, rates: Mapping[str, float], generator: np.random.Generator) -> Self:
        """A record of the same design that one set of rates would leave behind."""
        values = {key: np.asarray(rate) for key, rate in rates.items()}
        return self.seen(self.drawn(values, generator))

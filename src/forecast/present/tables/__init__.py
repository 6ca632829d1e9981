"""The tables of a brief, from an answer: rows of what is shown, each number with its value."""

from forecast.present.parts import Table

__all__ = ["Table"]

"""The core of a brief as a Word file, to be edited, signed and filed."""

from forecast.present.formats.word.writing import word

__all__ = ["word"]

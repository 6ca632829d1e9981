"""The figures of a brief as an Excel workbook, to be looked up, added up and drawn anew."""

from forecast.present.formats.workbook.book import workbook

__all__ = ["workbook"]

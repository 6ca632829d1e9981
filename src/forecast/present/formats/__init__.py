"""A brief in every other format: PDF, Word file, Excel workbook and pictures, from the same parts.

All are given as bytes, the same for the same parts and day. No notebook imports this package: what
it needs is heavy, and only whoever publishes an edition needs it.
"""

from forecast.present.formats.rendering import render

__all__ = ["render"]

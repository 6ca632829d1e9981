"""Membership forecasts and planning briefs for a labour federation."""

from importlib.metadata import version

__version__ = version("federation-forecast")

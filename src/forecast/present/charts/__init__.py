"""Pictures of an answer; the only rooms of the house that know Altair.

Every chart names its units, draws what was counted solid and what is projected dashed, and tells
targets apart by dash and marker, not by colour alone. The same answer gives the same bytes.
Nothing here computes a figure or knows a caption.
"""

from forecast.present.charts.change import drivers, flows
from forecast.present.charts.earlier_forecasts import earlier_forecasts
from forecast.present.charts.membership import fan
from forecast.present.charts.odds import curve
from forecast.present.charts.options import OddsRow, comparison
from forecast.present.charts.paper import Drawing, png
from forecast.present.charts.sectors import sectors
from forecast.present.charts.tornado import tornado

__all__ = [
    "Drawing",
    "OddsRow",
    "comparison",
    "curve",
    "drivers",
    "earlier_forecasts",
    "fan",
    "flows",
    "png",
    "sectors",
    "tornado",
]

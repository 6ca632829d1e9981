"""Pictures of an answer; the only rooms of the house that know Altair.

Every chart names its units, draws what was counted solid and what is projected dashed, and tells
targets apart by dash and marker, not by colour alone. The same answer gives the same bytes.
Nothing here computes a figure or knows a caption.
"""

from forecast.present.charts.change import drivers, flows
from forecast.present.charts.membership import fan
from forecast.present.charts.odds import OddsRow, comparison, curve
from forecast.present.charts.paper import Drawing

__all__ = ["Drawing", "OddsRow", "comparison", "curve", "drivers", "fan", "flows"]

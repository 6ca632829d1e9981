"""What the record says about the rates: each kind of figures with its likelihood.

Each kind names the rates it depends on; all others keep their prior.
"""

from forecast.model.evidence.founding_counts import FoundingCounts as FoundingCounts
from forecast.model.evidence.totals import Totals as Totals
from forecast.model.evidence.totals import existing_parts as existing_parts
from forecast.model.evidence.totals import yearly_foundings as yearly_foundings
from forecast.model.stocks import SectorStock as SectorStock
from forecast.model.stocks import concentration as concentration

"""What each kind of evidence is called, and each figure it is checked by."""

from typing import Literal

from forecast.errors import Message, message
from forecast.model.evidence.closings import ClosedMembers, ClosedUnions
from forecast.model.evidence.firms_listed import FirmsListed
from forecast.model.evidence.founding_counts import FoundingCounts
from forecast.model.evidence.founding_sizes import FoundingSizes
from forecast.model.evidence.kind import Evidence
from forecast.model.evidence.leaving import Leaving
from forecast.model.evidence.net_growth import NetGrowth
from forecast.model.evidence.organised import Organised
from forecast.model.evidence.size_spread import SizeSpread
from forecast.model.evidence.survivors import EnrolmentRamp, SurvivorGrowth
from forecast.model.evidence.totals import Totals
from forecast.record.knowledge import Record

Form = Literal["count", "number1", "signed_percent1"]

_FORMS: dict[str, Form] = {
    "largest_rise": "signed_percent1",
    "largest_fall": "signed_percent1",
    "survivor_growth": "signed_percent1",
    "young_growth": "signed_percent1",
    "foundings_per_year": "number1",
    "busiest_year": "number1",
    "usual_new_union": "number1",
    "size_spread": "number1",
}


def kind_name(kind: Evidence) -> Message:
    """The kind of record in a word or two."""
    names: dict[type[Evidence], Message] = {
        Totals: message("dated totals"),
        FoundingCounts: message("foundings counted"),
        FoundingSizes: message("sizes of new unions"),
        FirmsListed: message("the list of firms"),
        Leaving: message("members who left or moved"),
        NetGrowth: message("admissions less leavers"),
        Organised: message("members of new unions"),
        ClosedUnions: message("unions that closed"),
        ClosedMembers: message("members of closed unions"),
        SurvivorGrowth: message("growth of unions in the roster"),
        EnrolmentRamp: message("growth of young unions in the roster"),
        SizeSpread: message("sizes of unions in the roster"),
    }
    return names[type(kind)]


def figure_form(name: str) -> Form:
    """How a figure of `Evidence.statistics` is written."""
    return _FORMS.get(name.partition(".")[0], "count")


def figure_name(name: str, record: Record) -> Message:
    """What a figure of `Evidence.statistics` is, in words."""
    figure, _, rest = name.partition(".")
    sector = next((s.name for s in record.federation.sector if s.id == rest.split(".")[-1]), None)
    if rest == "new_union_closure_rate":
        sector_name: object = message("new unions")
    else:
        sector_name = sector
    said = _whole()
    return said[figure] if figure in said else _by_sector(sector_name)[figure]


def _whole() -> dict[str, Message]:
    return {
        "last_total": message("The last total of members"),
        "largest_rise": message("The steepest rise from one total to the next"),
        "largest_fall": message("The steepest fall from one total to the next"),
        "foundings_per_year": message("New unions a year"),
        "busiest_year": message("New unions of the busiest period, a year"),
        "usual_new_union": message("The usual size of a new union"),
        "largest_new_union": message("The size of the largest new union"),
        "firms_listed": message("Firms without a union on the list"),
        "organised": message("Members organised in new unions"),
        "young_growth": message("Growth of young unions beyond that of older ones"),
        "size_spread": message("The spread of the sizes of unions (log)"),
    }


def _by_sector(sector: object) -> dict[str, Message]:
    return {
        "turnover": message("Members who left ({sector})", sector=sector),
        "transfer_in_rate": message("Members transferred in ({sector})", sector=sector),
        "transfer_out_rate": message("Members transferred out ({sector})", sector=sector),
        "net_growth": message("Members admitted less those who left ({sector})", sector=sector),
        "closed_unions": message("Unions closed ({sector})", sector=sector),
        "closed_members": message("Members of closed unions ({sector})", sector=sector),
        "survivor_growth": message("Growth of unions that stayed open ({sector})", sector=sector),
    }

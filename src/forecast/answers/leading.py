"""Which of the two readings speaks first where there is room for one.

It needs nothing of the model, so that pages and tables may ask it without waiting for that.
"""

from forecast.answers.outcomes import Reading
from forecast.record.knowledge import Record


def leading(record: Record) -> Reading:
    """The plan's, unless the record's own pace is all there is.

    That is so where a scenario goes by it, or no target names a yearly number of new unions.
    """
    decided = record.plan.new_unions_per_year
    if decided is not None:
        return "recorded" if decided == "recorded" else "plan"
    promised = any(t.what == "new_unions" and t.every_year for t in record.targets)
    return "plan" if promised else "recorded"

from datetime import date

from forecast.record.reporting import reporting_dates


def test_a_reporting_day_that_a_month_lacks_is_its_last_day() -> None:
    assert reporting_dates(["02-29"], first=2023, last=2023) == [date(2023, 2, 28)]

"""Which days a period has, and which it is compared with."""

from datetime import date

import pytest

from inquiries.reports.periods import Period, chosen, with_days_before
from inquiries.reports.report import split

TODAY = date(2026, 11, 25)


@pytest.mark.parametrize(
    ("choice", "first", "last", "first_before", "last_before"),
    [
        ("week", "2026-11-16", "2026-11-22", "2026-11-09", "2026-11-15"),
        ("month", "2026-10-01", "2026-10-31", "2026-09-01", "2026-09-30"),
        ("", "2026-10-01", "2026-10-31", "2026-09-01", "2026-09-30"),
        ("year", "2026-07-01", "2026-11-25", "2025-07-01", "2025-11-25"),
        ("12months", "2025-11-26", "2026-11-25", "2024-11-26", "2025-11-25"),
    ],
)
def test_named_period(choice, first, last, first_before, last_before):
    days = [date.fromisoformat(day) for day in (first, last, first_before, last_before)]

    assert chosen(choice, TODAY) == (Period(*days[:2]), Period(*days[2:]))


@pytest.mark.parametrize("today", [date(2028, 2, 29), date(2027, 3, 1), date(2027, 1, 1)])
@pytest.mark.parametrize("choice", ["week", "month", "year", "12months"])
def test_no_day_counts_in_both(choice, today):
    period, before = chosen(choice, today)

    assert before.first <= before.last < period.first <= period.last <= today


def test_own_days_are_compared_with_as_many():
    period, before = with_days_before(Period(date(2026, 10, 5), date(2026, 10, 7)))

    assert (before.first, before.last) == (date(2026, 10, 2), date(2026, 10, 4))
    assert before.days == period.days == 3


@pytest.mark.parametrize(("by", "number"), [("day", 31), ("week", 5), ("month", 1)])
def test_parts_make_up_the_period(by, number):
    october = Period(date(2026, 10, 1), date(2026, 10, 31))
    parts = list(split(october, by))

    assert len(parts) == number
    assert sum(part.days for part in parts) == 31
    assert all(part.first in october and part.last in october for part in parts)

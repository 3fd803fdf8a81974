"""The span of days that a report is about, and the one before it. Days are Boston's."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from content.academic_year import FIRST_MONTH, academic_year

A_DAY = timedelta(days=1)


class Choice(models.TextChoices):
    WEEK = "week", "Last week"
    MONTH = "month", "Last month"
    YEAR = "year", "This academic year"
    TWELVE_MONTHS = "12months", "Last 12 months"


@dataclass(frozen=True)
class Period:
    first: date
    last: date

    def __str__(self) -> str:
        if self.first == self.last:
            return said(self.first)
        return f"{said(self.first)} to {said(self.last)}"

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def said(day: date) -> str:
    return date_format(day, "F j, Y")


def chosen(choice: str, today: date | None = None) -> tuple[Period, Period]:
    """The period of that name and the one it is compared with."""
    today = today or timezone.localdate()
    match choice:
        case Choice.WEEK:
            monday = today - timedelta(days=today.weekday() + 7)
            return with_days_before(Period(monday, monday + timedelta(days=6)))
        case Choice.YEAR:
            first = date(academic_year(today), FIRST_MONTH, 1)
            return Period(first, today), Period(years_before(first), years_before(today))
        case Choice.TWELVE_MONTHS:
            # from the day after today's of last year, so that no day counts twice
            first = years_before(today) + A_DAY
            return Period(first, today), Period(years_before(first), first - A_DAY)
    last = today.replace(day=1) - A_DAY
    end_before = last.replace(day=1) - A_DAY
    return Period(last.replace(day=1), last), Period(end_before.replace(day=1), end_before)


def with_days_before(period: Period) -> tuple[Period, Period]:
    """Compared with as many days just before it."""
    before = Period(period.first - timedelta(days=period.days), period.first - A_DAY)
    return period, before


def years_before(day: date) -> date:
    """The same day a year earlier; February 28 for a leap day."""
    is_leap_day = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if is_leap_day else day.day)

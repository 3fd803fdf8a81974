"""When facts change by the clock alone, so that pages are read anew at that moment."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils import timezone

from content.academic_year import FIRST_MONTH, academic_year
from content.zones import SCHOOL_ZONE, moment

from .models import Cost, KeyDate, StartTerm


def around(at: datetime) -> tuple[list[datetime], list[datetime]]:
    """The moments up to `at`, and those after it."""
    moments = {*passing(), *lapsing(), *turns_of_the_year(at)}
    return [each for each in moments if each <= at], [each for each in moments if each > at]


def passing() -> set[datetime]:
    """When key dates pass, each by the clocks of its own zone."""
    return {row.over_at for row in KeyDate.objects.only("day", "until", "time_zone")}


def lapsing() -> set[datetime]:
    """When costs and first terms are left out, unless somebody looks at them before."""
    days = (model.objects.order_by().values_list("review_by") for model in (Cost, StartTerm))
    return {at_school(day + timedelta(days=1)) for [day] in next(days).union(*days)}


def turns_of_the_year(at: datetime) -> set[datetime]:
    """Credit rules are valid by academic years."""
    year = academic_year(timezone.localdate(at))
    return {at_school(date(each, FIRST_MONTH, 1)) for each in (year, year + 1)}


def at_school(day: date) -> datetime:
    return moment(day, ZoneInfo(SCHOOL_ZONE))

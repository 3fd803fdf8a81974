"""Until when an inquiry should have its answer, for the share that had it in time."""

from datetime import datetime, timedelta

from django.utils import timezone

WORKING_DAYS = 3


def promised_until(asked: datetime) -> datetime:
    """WORKING_DAYS later by Boston's calendar, at the same time of day; weekends do not count."""
    until, left = timezone.localtime(asked), WORKING_DAYS
    while left:
        until += timedelta(days=1)
        left -= until.weekday() < 5
    return until

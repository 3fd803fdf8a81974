"""What the form may promise: how soon we did answer, in the last 90 days."""

import math
import time
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import F
from django.utils import timezone

from content.stamp import per_stamp

from .clock import Clock, read_clock
from .models import DeskSettings, Inquiry
from .standing import number_of
from .working_time import Unit, Within, due

LOOKED_BACK = timedelta(days=90)
AN_HOUR = 3600
FEWEST, MOST_READ = 20, 500  # answers
SHARE = 80  # percent of them came so soon, or sooner
LONGEST = 10  # working days that we would own up to


@dataclass(frozen=True)
class Figure:
    answers: int  # that were looked at: the latest ones
    days: int | None  # None: too few answers, or longer than LONGEST

    @property
    def sentence(self) -> str:
        if self.days is None:
            return ""
        return f"We usually answer within {in_days(self.days)}."

    @property
    def for_staff(self) -> str:
        """Why it is what it is, whether visitors see it or not."""
        looked_at = f"{number_of(self.answers, 'answer', 'answers')} in {LOOKED_BACK.days} days"
        if self.answers < FEWEST:
            return f"{looked_at}: a promise needs {FEWEST}."
        if self.days is None:
            return f"{looked_at}, too many later than {in_days(LONGEST)}: nothing is promised."
        return f"{looked_at}, {SHARE} of 100 within {in_days(self.days)}."


def in_days(days: int) -> str:
    return "one working day" if days == 1 else f"{days} working days"


def figure(now: datetime | None = None) -> Figure:
    """As it is now: four queries."""
    now = now or timezone.now()
    answered = Inquiry.objects.filter(
        answered_at__gt=now - LOOKED_BACK, waiting_since__isnull=False
    )
    times = answered.filter(answered_at__gte=F("waiting_since")).order_by("-answered_at")
    taken = times.values_list("waiting_since", "answered_at")[:MOST_READ]
    by = read_clock()
    days = sorted(working_days(since, at, by) for since, at in taken if since and at)
    if len(days) < FEWEST:
        return Figure(len(days), None)
    usual = days[math.ceil(len(days) * SHARE / 100) - 1]
    return Figure(len(days), usual if usual <= LONGEST else None)


def working_days(since: datetime, answered: datetime, by: Clock) -> int:
    """The fewest working days within which this answer would have been on time."""
    for days in range(1, LONGEST + 1):
        if answered <= due(since, by.office, Within(days, Unit.DAYS)):
            return days
    return LONGEST + 1


_kept: tuple[float, Figure] | None = None


def sentence() -> str:
    """For visitors, empty when there is nothing to promise. Reckoned once an hour in a process."""
    global _kept
    if not is_shown():
        return ""
    now = time.monotonic()
    if _kept is None or now - _kept[0] > AN_HOUR:
        _kept = (now, figure())
    return _kept[1].sentence


@per_stamp
def is_shown() -> bool:
    return not DeskSettings.objects.filter(shows_promise=False).exists()

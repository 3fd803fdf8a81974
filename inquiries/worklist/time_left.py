"""How long somebody has waited, or may still wait, in words."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.timesince import timesince

from ..models import Inquiry
from .asker import midnight


@dataclass(frozen=True)
class TimeLeft:
    words: str
    tone: str = "quiet"  # late, soon, ok, quiet


def time_left(inquiry: Inquiry, now: datetime) -> TimeLeft:
    if inquiry.state not in (Inquiry.State.NEW, Inquiry.State.IN_PROGRESS):
        return TimeLeft("")
    if inquiry.due_at is None:
        return TimeLeft("No time set")
    if inquiry.due_at < now:
        return TimeLeft(f"Late by {about(inquiry.due_at, now)}", "late")
    if inquiry.due_at < midnight(now, 1):
        clock = date_format(timezone.localtime(inquiry.due_at), "H:i")
        return TimeLeft(f"Today, {clock}", "soon")
    return TimeLeft(f"{about(now, inquiry.due_at)} left", "ok")


def about(start: datetime, end: datetime) -> str:
    """The largest unit alone, on one line: 2 days, 3 hours."""
    return timesince(start, end, depth=1).replace("\xa0", " ").replace("0 minutes", "a minute")

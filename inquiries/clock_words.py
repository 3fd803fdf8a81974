"""The time that is left for an answer, as staff read it in lists and on pages."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString

from .clock import office
from .models import Inquiry
from .standing import number_of
from .working_time import Office

A_WEEK = 7


@dataclass(frozen=True)
class TimeLeft:
    due_at: datetime
    now: datetime
    office: Office

    @property
    def days_ahead(self) -> int:
        return (self.office.day_of(self.due_at) - self.office.day_of(self.now)).days

    @property
    def urgency(self) -> str:
        """Late, today or later: for the style, since the words say it anyway."""
        if self.now > self.due_at:
            return "late"
        return "later" if self.days_ahead else "today"

    def __str__(self) -> str:
        return self.late() if self.urgency == "late" else self.ahead()

    def ahead(self) -> str:
        if self.days_ahead == 0:
            return f"due in {roughly(self.due_at - self.now)}"
        if self.days_ahead == 1:
            return f"due tomorrow {self.said('H:i')}"
        return f"due {self.said('l H:i' if self.days_ahead < A_WEEK else 'M j, H:i')}"

    def late(self) -> str:
        """In working days, as the clock counts; on a weekend, since when."""
        since, today = self.office.day_of(self.due_at), self.office.day_of(self.now)
        if since == today:
            return f"{roughly(self.now - self.due_at)} late"
        if days := self.office.working_days_between(since, today):
            return f"{number_of(days, 'working day', 'working days')} late"
        return f"late since {self.said('l H:i')}"

    def said(self, form: str) -> str:
        return date_format(timezone.localtime(self.due_at), form)


def roughly(time: timedelta) -> str:
    """In whole hours, or minutes below one, rounded down: time that is there for sure."""
    minutes = int(time.total_seconds()) // 60
    return f"{minutes // 60} h" if minutes >= 60 else f"{minutes} min"


def time_left(inquiry: Inquiry, now: datetime | None = None) -> SafeString | str:
    """For lists and pages; no query but those of the clock, once a moment. Empty: nobody waits."""
    if inquiry.due_at is None:
        return ""
    left = TimeLeft(inquiry.due_at, now or timezone.now(), office())
    return format_html(
        '<time class="time-left time-left--{}" datetime="{}" title="{}">{}</time>',
        left.urgency,
        timezone.localtime(inquiry.due_at).isoformat(timespec="minutes"),
        left.said("D, F j, Y, H:i"),
        left,
    )

"""When an answer is due: what `working_time` reckons, for inquiries as they are stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import DateField, IntegerField, TimeField, Value

from .kept import kept_for_a_moment
from .models import DeskSettings, Holiday, Inquiry, OfficeHours
from .working_time import Office, Opening, Within, due

AT_ONCE = 500
NEEDED = ("state", "erased_at", "doubt", "captcha", "confirmed_at", "created_at", "waiting_since")


@dataclass(frozen=True)
class Clock:
    office: Office
    within: Within

    def due(self, since: datetime) -> datetime:
        return due(since, self.office, self.within)


def read_office() -> Office:
    """As it is in the database now: hours and holidays by one query, for each page that says
    how much time is left."""
    hours = OfficeHours.objects.order_by().values_list(
        "weekday", "opens", "closes", Value(None, DateField())
    )
    holidays = Holiday.objects.order_by().values_list(
        Value(None, IntegerField()), Value(None, TimeField()), Value(None, TimeField()), "day"
    )
    found = list(hours.union(holidays, all=True))
    openings = sorted(row[:3] for row in found if row[3] is None)
    days = frozenset(row[3] for row in found if row[3])
    return Office(tuple(Opening(*row) for row in openings), days, ZoneInfo(settings.TIME_ZONE))


def read_within() -> Within:
    return (DeskSettings.objects.first() or DeskSettings()).within


def read_clock() -> Clock:
    """As it is in the database now: two queries."""
    return Clock(read_office(), read_within())


office, within = kept_for_a_moment(read_office), kept_for_a_moment(read_within)


def clock() -> Clock:
    return Clock(office(), within())


def due_for(inquiry: Inquiry, by: Clock | None = None) -> datetime | None:
    """None while nobody waits: it is answered or closed, spam, erased, or not confirmed yet."""
    if not inquiry.is_open or inquiry.awaits_confirmation:
        return None
    return (by or clock()).due(inquiry.waiting_since or began(inquiry))


def began(inquiry: Inquiry) -> datetime:
    return inquiry.confirmed_at or inquiry.created_at


def start(inquiry: Inquiry, since: datetime | None = None) -> None:
    """Sets the clock of an inquiry that begins to wait, or waits again; stores nothing."""
    if inquiry.is_open and not inquiry.awaits_confirmation:
        inquiry.waiting_since = since or began(inquiry)
    inquiry.due_at = due_for(inquiry)


def settle(inquiry: Inquiry, since: datetime | None = None) -> None:
    """After a move: stores when the answer is due, or that none is.

    `since`: when it began to wait anew, for one that was answered or closed and is opened again.
    """
    if since or inquiry.waiting_since is None:
        start(inquiry, since)
    else:
        inquiry.due_at = due_for(inquiry)
    # not by save: who was erased since it was read is due nothing
    row = Inquiry.objects.kept().filter(pk=inquiry.pk)
    row.update(due_at=inquiry.due_at, waiting_since=inquiry.waiting_since)


def settle_all() -> int:
    """After a change of office hours, holidays or settings: how many have a new due time.

    Reads those anew, since what is kept may be of a moment ago. What is answered in between keeps
    no due time.
    """
    moved = list(with_another_due_time(read_clock()))
    return Inquiry.objects.open().bulk_update(moved, ["due_at"], batch_size=AT_ONCE)


def with_another_due_time(by: Clock) -> Iterator[Inquiry]:
    read = Inquiry.objects.open().only("due_at", *NEEDED)
    for inquiry in read.iterator():
        if (due_at := due_for(inquiry, by)) != inquiry.due_at:
            inquiry.due_at = due_at
            yield inquiry

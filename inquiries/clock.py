"""When an answer is due: what `working_time` reckons, for inquiries as they are stored."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings

from content.stamp import per_stamp, refresh

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


def read_clock() -> Clock:
    """As it is in the database now: three queries."""
    hours = OfficeHours.objects.values_list("weekday", "opens", "closes")
    holidays = Holiday.objects.values_list("day", flat=True)
    office = Office(
        tuple(Opening(*row) for row in hours), frozenset(holidays), ZoneInfo(settings.TIME_ZONE)
    )
    return Clock(office, (DeskSettings.objects.first() or DeskSettings()).within)


kept_clock = per_stamp(read_clock)


def clock() -> Clock:
    """As it was a second ago at most."""
    refresh()
    return kept_clock()


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

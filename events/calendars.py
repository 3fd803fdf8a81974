"""Events as RFC 5545 calendars: one to take along, and one to subscribe to.

An event that is called off is sent as cancelled, so every calendar that holds it says so. One that
is taken down is left out: a subscribed calendar drops it at its next look, and what may have been
public by mistake is not sent on. The admin says so to who takes one down.
"""

import re
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Max

from content import richtext, stamp
from content.controls import without_controls
from content.links import absolute
from content.zones import SCHOOL_ZONE
from pages import frame

from .models import Event, EventQuerySet, Series

if TYPE_CHECKING:
    import icalendar  # 4 MB: where it is needed, it is imported

HOURS_TO_NEXT_LOOK = 6
KEPT_AFTER = timedelta(days=365)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # the first moment that a Last-Modified can name
END_OF_BLOCK = re.compile(r"</(?:p|h2|h3|li|blockquote)>|<br\s*/?>")


@stamp.per_stamp
def subscription(kind: str, series: int | None, programs: int | None, day: datetime) -> bytes:
    """All that is public, from a year before `day` on, of a kind, a series, a program."""
    events: EventQuerySet = Event.objects.published().filter(ends_at__gt=day - KEPT_AFTER)
    asked = {"kind": kind, "series": series, "programs": programs}
    events = events.filter(**{name: value for name, value in asked.items() if value})
    named = [Event.Kind(kind).label + "s"] if kind else []
    named += Series.objects.filter(pk=series).values_list("name", flat=True) if series else []
    name = f"{frame.facts().name}: {', '.join(named) or 'events'}"
    return calendar(name, events.select_related("series").order_by("starts_at", "pk"))


def calendar(name: str, events: Sequence[Event] | EventQuerySet) -> bytes:
    from .timezones import vtimezone

    result = empty(name)
    for zone, (first, last) in sorted(zones(events).items()):
        result.add_component(vtimezone(ZoneInfo(zone), first, last))
    for event in events:
        result.add_component(entry(event))
    body: bytes = result.to_ical()
    return body


def empty(name: str) -> "icalendar.Calendar":
    """A calendar without entries; programs look at it again after some hours."""
    import icalendar

    result = icalendar.Calendar()
    result.add("version", "2.0")
    result.add("prodid", line(f"-//{frame.facts().name}//Events//EN"))
    result.add("method", "PUBLISH")
    result.add("name", line(name))
    result.add("x-wr-calname", line(name))
    result.add("x-wr-timezone", SCHOOL_ZONE)
    look_again = timedelta(hours=HOURS_TO_NEXT_LOOK)
    result.add("refresh-interval", look_again, parameters={"VALUE": "DURATION"})
    result.add("x-published-ttl", f"PT{HOURS_TO_NEXT_LOOK}H")  # the same, for older programs
    return result


def zones(events: Sequence[Event] | EventQuerySet) -> dict[str, tuple[datetime, datetime]]:
    """The zones that times are given in, each with the first and the last of them."""
    spans: dict[str, tuple[datetime, datetime]] = {}
    for event in events:
        if event.is_all_day or event.time_zone == "UTC":
            continue
        first, last = spans.get(event.time_zone, (event.starts_at, event.ends_at))
        spans[event.time_zone] = (min(first, event.starts_at), max(last, event.ends_at))
    return spans


def entry(event: Event) -> "icalendar.Event":
    import icalendar

    page = absolute(event.get_absolute_url())
    result = icalendar.Event()
    result.add("uid", f"event-{event.pk}@{urlsplit(settings.SITE_URL).hostname}")
    result.add("dtstamp", event.updated_at.astimezone(UTC))
    result.add("last-modified", event.updated_at.astimezone(UTC))
    result.add("sequence", event.sequence)
    # some calendars show a cancelled entry as any other
    result.add("summary", line(f"{'Cancelled: ' if event.is_cancelled else ''}{event.title}"))
    result.add("status", "CANCELLED" if event.is_cancelled else "CONFIRMED")
    result.add("dtstart", event.when.first_day if event.is_all_day else event.when.first)
    # the end no longer belongs to it, for hours and for days
    after = event.when.last_day + timedelta(days=1)
    result.add("dtend", after if event.is_all_day else event.when.last)
    result.add("description", description(event, page))
    if where := ", ".join(filter(None, [event.place, absolute(event.online_url)])):
        result.add("location", line(where))
    result.add("url", page)
    result.add("categories", [event.get_kind_display()])
    return result


def description(event: Event, page: str) -> str:
    parts = [event.summary, *map(richtext.plain, END_OF_BLOCK.split(event.description)), page]
    return "\n\n".join(without_controls(part) for part in parts if part)


def line(text: str) -> str:
    return " ".join(without_controls(text).split())


@stamp.per_stamp
def last_change() -> datetime:
    """When the public calendar last became another: an edit, a removal, a date that was reached."""
    edits: list[datetime | None] = [
        model.history.aggregate(last=Max("history_date"))["last"] for model in (Event, Series)
    ]
    return max(NEVER, stamp.current().since, *(edit for edit in edits if edit))

"""VTIMEZONE: what a calendar needs to know of a zone, for the years that its events are in.

Ours, because icalendar 7.3 writes the spring change by the clock after it (3:00) where RFC 5545,
3.6.5, wants the clock before it (2:00); whoever follows the RFC would be an hour off until then.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard

DAY = timedelta(days=1)
SECOND = timedelta(seconds=1)


def vtimezone(zone: ZoneInfo, first: datetime, last: datetime) -> Timezone:
    """The component for all moments from `first` until `last`."""
    start = datetime(first.astimezone(UTC).year - 1, 12, 31, tzinfo=UTC)
    component = Timezone()
    component.add("tzid", zone.key)
    component.add_component(rule(zone, start, start))
    for change in changes(zone, start, last.astimezone(UTC) + DAY):
        component.add_component(rule(zone, change - SECOND, change))
    return component


def changes(zone: ZoneInfo, start: datetime, end: datetime) -> Iterator[datetime]:
    """The moments at which clocks in `zone` are changed."""
    day = start
    while day < end:
        if offset(zone, day) != offset(zone, day + DAY):
            yield first_of(zone, day, day + DAY)
        day += DAY


def first_of(zone: ZoneInfo, old: datetime, new: datetime) -> datetime:
    """The first second whose offset is that of `new`, found by halving."""
    while new - old > SECOND:
        middle = old + timedelta(seconds=(new - old) // SECOND // 2)
        if offset(zone, middle) == offset(zone, new):
            new = middle
        else:
            old = middle
    return new


def offset(zone: ZoneInfo, moment: datetime) -> timedelta:
    return moment.astimezone(zone).utcoffset() or timedelta(0)


def rule(zone: ZoneInfo, before: datetime, at: datetime) -> TimezoneDaylight | TimezoneStandard:
    """What holds from `at` on; its beginning is said by the clock that still showed `before`."""
    local = at.astimezone(zone)
    part: TimezoneDaylight | TimezoneStandard
    part = TimezoneDaylight() if local.dst() else TimezoneStandard()
    part.add("dtstart", (at + offset(zone, before)).replace(tzinfo=None))
    part.add("tzoffsetfrom", offset(zone, before))
    part.add("tzoffsetto", offset(zone, at))
    part.add("tzname", local.tzname())
    return part

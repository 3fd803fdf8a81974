"""When an event is, in words: by the clocks of its own zone, and by the school's."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.utils.dateformat import format as words

from content.zones import SCHOOL_ZONE, city, clock, zone_name

DAY = "F j, Y"


def day_range(first: date, last: date) -> str:
    """What two days share is said once: the month, the year."""
    if first == last:
        return words(first, f"l, {DAY}")
    if first.year != last.year:
        return f"{words(first, DAY)} – {words(last, DAY)}"
    if first.month != last.month:
        return f"{words(first, 'F j')} – {words(last, DAY)}"
    return f"{words(first, 'F j')}–{words(last, 'j, Y')}"


@dataclass(frozen=True)
class When:
    """From `start` until `end`, which no longer belongs to it; as clocks in `zone` show it."""

    start: datetime
    end: datetime
    zone: ZoneInfo
    is_all_day: bool = False

    @property
    def first(self) -> datetime:
        return self.start.astimezone(self.zone)

    @property
    def last(self) -> datetime:
        return self.end.astimezone(self.zone)

    @property
    def first_day(self) -> date:
        return self.first.date()

    @property
    def iso(self) -> str:
        """When it begins, as programs read it: the day alone where hours do not count."""
        return self.first_day.isoformat() if self.is_all_day else self.first.isoformat()

    @property
    def last_day(self) -> date:
        """An event until midnight does not reach into the next day."""
        is_midnight = self.last.time() == time.min
        just_before = self.end - timedelta(microseconds=1)
        if is_midnight or self.is_all_day:
            return just_before.astimezone(self.zone).date()
        return self.last.date()

    @property
    def is_one_day(self) -> bool:
        return self.first_day == self.last_day

    @property
    def days(self) -> str:
        return day_range(self.first_day, self.last_day)

    @property
    def from_hour(self) -> str:
        return clock(self.first)

    @property
    def until_hour(self) -> str:
        return clock(self.last)

    @property
    def hours(self) -> str:
        """From when until when, on one day; empty for whole days and for several."""
        if self.is_all_day or not self.is_one_day:
            return ""
        return f"{self.from_hour} to {self.until_hour}"

    @property
    def opening(self) -> str:
        return f"{words(self.first, f'l, {DAY}')}, {self.from_hour}"

    @property
    def closing(self) -> str:
        return f"{words(self.last, f'l, {DAY}')}, {self.until_hour}"

    @property
    def in_words(self) -> str:
        """All of it in one line, without the zone."""
        if self.is_all_day:
            return self.days
        if self.is_one_day:
            return f"{self.days}, {self.hours}"
        return f"{self.opening} to {self.closing}"

    @property
    def briefly(self) -> str:
        """For tables: the first day and hour, the last day, and the city when it is another."""
        parts = [words(self.first, "M j, Y"), "" if self.is_all_day else self.from_hour]
        said = ", ".join(filter(None, parts))
        if not self.is_one_day:
            said += f" – {words(self.last_day, 'M j')}"
        return said if self.zone.key == SCHOOL_ZONE else f"{said} ({city(self.zone)})"

    @property
    def zone_name(self) -> str:
        return zone_name(self.zone)

    @property
    def at_school(self) -> "When | None":
        """The same by the school's clocks; None where they show nothing else."""
        there = When(self.start, self.end, ZoneInfo(SCHOOL_ZONE), self.is_all_day)
        is_same = all(
            at.astimezone(self.zone).utcoffset() == at.astimezone(there.zone).utcoffset()
            for at in (self.start, self.end)
        )
        return None if self.is_all_day or is_same else there

"""Time in which the office is open: pure, over plain data.

All is reckoned between moments in UTC, so that a day on which the clocks change counts as long as
it is; what a day's hours are is said by the clock on the wall.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import TextChoices

A_DAY = timedelta(days=1)
NOTHING = timedelta(0)


class Unit(TextChoices):
    DAYS = "days", "working days"
    HOURS = "hours", "working hours"


class Within(NamedTuple):
    amount: int
    unit: Unit

    def __str__(self) -> str:
        label = str(self.unit.label)
        return f"{self.amount} {label.removesuffix('s') if self.amount == 1 else label}"


class Opening(NamedTuple):
    weekday: int  # Monday is 0
    opens: time
    closes: time


class Span(NamedTuple):
    """From the one moment on, up to the other."""

    start: datetime
    end: datetime


@dataclass(frozen=True)
class Office:
    hours: tuple[Opening, ...]
    holidays: frozenset[date]
    zone: ZoneInfo
    _spans: dict[date, list[Span]] = field(default_factory=dict, compare=False, repr=False)

    def spans(self, day: date) -> list[Span]:
        """When the office is open on `day`, in order; none on a holiday."""
        if day not in self._spans:
            self._spans[day] = list(self._read(day))
        return self._spans[day]

    def _read(self, day: date) -> Iterator[Span]:
        hours = sorted(opening for opening in self.hours if opening.weekday == day.weekday())
        until = None
        for _, opens, closes in hours if day not in self.holidays else []:
            start, end = self.moment(day, opens), self.moment(day, closes)
            start = max(start, until or start)  # hours that overlap count once
            if start < end:
                yield Span(start, end)
                until = end

    def moment(self, day: date, clock: time) -> datetime:
        return datetime.combine(day, clock, self.zone).astimezone(UTC)

    def day_of(self, moment: datetime) -> date:
        return moment.astimezone(self.zone).date()

    def working_days(self, since: date) -> Iterator[date]:
        """Those on which the office opens, from `since` on; endless."""
        while True:
            if self.spans(since):
                yield since
            since += A_DAY

    def working_time(self, start: datetime, end: datetime) -> timedelta:
        """For how long the office was, or will be, open in between."""
        start, end = start.astimezone(UTC), end.astimezone(UTC)
        days = (self.day_of(end) - self.day_of(start)).days
        dates = (self.day_of(start) + n * A_DAY for n in range(days + 1))
        return sum(
            (overlap(span, start, end) for day in dates for span in self.spans(day)), NOTHING
        )

    def working_days_between(self, first: date, last: date) -> int:
        """Working days after `first`, up to and with `last`."""
        return sum(1 for n in range(1, (last - first).days + 1) if self.spans(first + n * A_DAY))


def overlap(span: Span, start: datetime, end: datetime) -> timedelta:
    return max(min(span.end, end) - max(span.start, start), NOTHING)


def due(received: datetime, office: Office, within: Within) -> datetime:
    """The end of the time for an answer.

    In days: as far into the n-th working day after that of `received` as that was into its own.
    What comes while the office is closed has until the end of the n-th working day. Without office
    hours all days count, around the clock.
    """
    received = received.astimezone(
        UTC
    )  # in another zone Python would reckon by the clock on the wall
    if not office.hours:
        return around_the_clock(received, office.zone, within)
    if within.unit == Unit.HOURS:
        days = office.working_days(office.day_of(received))
        spans = (span for day in days for span in office.spans(day))
        return after(timedelta(hours=within.amount), spans, received)
    today = office.day_of(received)
    gone = office.working_time(office.moment(today, time.min), received)
    is_over = not any(span.end > received for span in office.spans(today))
    days = office.working_days(today + A_DAY if is_over else today)
    ahead = [next(days) for _ in range(within.amount + 1)]
    if is_over or not gone:
        return office.spans(ahead[within.amount - 1])[-1].end
    return after(gone, office.spans(ahead[within.amount]), received)


def after(amount: timedelta, spans: Iterable[Span], received: datetime) -> datetime:
    """The moment at which the office has been open for `amount`, or at which it closes before."""
    end = received
    for start, end in spans:
        start = max(start, received)
        if start + amount <= end:
            return start + amount
        amount -= max(end - start, NOTHING)
    return end


def around_the_clock(received: datetime, zone: ZoneInfo, within: Within) -> datetime:
    """The same time of day by the clock on the wall, some days later; or so many hours."""
    if within.unit == Unit.HOURS:
        return received + timedelta(hours=within.amount)
    wall = received.astimezone(zone).replace(tzinfo=None) + timedelta(days=within.amount)
    return wall.replace(tzinfo=zone).astimezone(UTC)

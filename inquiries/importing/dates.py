"""When an inquiry came in, as files write it. A day and a month are never guessed apart."""

import re
from collections.abc import Iterable
from datetime import datetime, time

from django.db import models
from django.utils import timezone

from .errors import Asks


class Order(models.TextChoices):
    DAY = "day", "Day first: 31/12/2025"
    MONTH = "month", "Month first: 12/31/2025"


YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:(?:T|,?\s+)(\S.*))?")
NUMBERS = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?:(?:T|,?\s+)(\S.*))?")
IN_WORDS = re.compile(
    r"(?:(\d{1,2})(?:st|nd|rd|th)?[\s.-]+([a-z]{3,9})|([a-z]{3,9})\.?\s+(\d{1,2})(?:st|nd|rd|th)?)"
    r"[\s.,-]+(\d{4})(?:,?\s+(\S.*))?",
    re.IGNORECASE,
)
MONTHS = (
    "january", "february", "march", "april", "may", "june", "july", "august", "september",
    "october", "november", "december",
)  # fmt: skip
CLOCK = re.compile(r"(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?\s*([ap])?\.?m?\.?", re.IGNORECASE)
ZONE = re.compile(r"\s*(Z|UTC|GMT|[+-]\d{2}:?\d{2})$")


def order_of(texts: Iterable[str], chosen: str) -> str:
    """In which order these dates have day and month; empty when none is in numbers alone.

    Raises Asks when they fit both, or neither.
    """
    if chosen:
        return chosen
    fits, matters = {Order.DAY, Order.MONTH}, False
    in_numbers = [found for found in map(NUMBERS.fullmatch, texts) if found]
    if not in_numbers:
        return ""
    for found in in_numbers:
        first, second = int(found[1]), int(found[2])
        matters = matters or first != second
        fits -= {Order.MONTH} if first > 12 else set()
        fits -= {Order.DAY} if second > 12 else set()
    if not matters or len(fits) == 1:
        return min(fits)
    if fits:
        raise Asks(
            "Every date in this file could have the day or the month first. Say below which."
        )
    raise Asks(
        "Some dates in this file have the day first, others the month. Say below which is right; "
        "the others will be refused, row by row."
    )


def moment(value: str | datetime, order: str) -> datetime | None:
    """The moment, in Boston time when no zone is named; None when it is no date that we know."""
    try:
        return with_zone(value if isinstance(value, datetime) else parsed(value, order))
    except (ValueError, OverflowError):
        return None


def with_zone(moment: datetime) -> datetime:
    return timezone.make_aware(moment) if timezone.is_naive(moment) else moment


def parsed(text: str, order: str) -> datetime:
    if found := YEAR_FIRST.fullmatch(text):
        year, month, day = (int(found[n]) for n in (1, 2, 3))
        return at(year, month, day, found[4])
    if found := NUMBERS.fullmatch(text):
        day, month = int(found[1]), int(found[2])
        day, month = (day, month) if order == Order.DAY else (month, day)
        return at(int(found[3]), month, day, found[4])
    if found := IN_WORDS.fullmatch(text):
        number, name = found[1] or found[4], (found[2] or found[3]).lower()
        return at(int(found[5]), number_of(name), int(number), found[6])
    raise ValueError


def number_of(name: str) -> int:
    """The month of this name, or of its first letters. Raises ValueError."""
    [number] = [n for n, month in enumerate(MONTHS, 1) if month.startswith(name)]
    return number


def at(year: int, month: int, day: int, clock: str | None) -> datetime:
    zone = ZONE.search(clock or "")
    hour = hour_of((clock or "0:00")[: zone.start() if zone else None])
    moment = datetime(year, month, day, hour.hour, hour.minute, hour.second)  # noqa: DTZ001
    if zone is None:
        return moment
    offset = "+00:00" if zone[1].isalpha() else zone[1]
    return datetime.fromisoformat(f"{moment.isoformat()}{offset}")


def hour_of(clock: str) -> time:
    found = CLOCK.fullmatch(clock.strip())
    if not found:
        raise ValueError
    hour, minute, second = int(found[1]), int(found[2]), int(found[3] or 0)
    if found[4]:
        if not 1 <= hour <= 12:
            raise ValueError
        hour = hour % 12 + (12 if found[4].lower() == "p" else 0)
    return time(hour, minute, second)

"""Time zones: which there are, what people call them, and when a day begins in one."""

import zoneinfo
from datetime import UTC, date, datetime
from functools import cache
from zoneinfo import ZoneInfo

from django.core.exceptions import ValidationError
from django.utils.dateformat import format as words

SCHOOL_ZONE = "America/New_York"
# What people call the zones that are met most; every other one goes by its city.
ZONE_NAMES = {
    "America/New_York": "Eastern Time (New York)",
    "America/Chicago": "Central Time (Chicago)",
    "America/Denver": "Mountain Time (Denver)",
    "America/Los_Angeles": "Pacific Time (Los Angeles)",
    "Europe/London": "London time",
    "Europe/Paris": "Central European Time (Paris)",
    "Asia/Kolkata": "India Standard Time (Kolkata)",
    "Asia/Tokyo": "Japan Standard Time (Tokyo)",
    "UTC": "Coordinated Universal Time (UTC)",
}
NO_BREAK = "\N{NO-BREAK SPACE}"


@cache
def zone_names() -> frozenset[str]:
    """Every zone that this machine knows; looking them up reads hundreds of files."""
    return frozenset(zoneinfo.available_timezones())


def validate_zone(name: str) -> None:
    if name not in zone_names():
        raise ValidationError(f"“{name}” is not a time zone. Write one such as {SCHOOL_ZONE}.")


def zone_name(zone: ZoneInfo) -> str:
    return ZONE_NAMES.get(zone.key) or f"{city(zone)} time"


def city(zone: ZoneInfo) -> str:
    return zone.key.rpartition("/")[2].replace("_", " ")


def clock(at: datetime) -> str:
    """“10 a.m.”, never broken between its two halves; “noon” and “midnight” are words."""
    return words(at, "P").replace(" ", NO_BREAK)


def moment(day: date, zone: ZoneInfo) -> datetime:
    """The first moment of `day` in `zone`, also where clocks are set forward at midnight."""
    return datetime(day.year, day.month, day.day, tzinfo=zone).astimezone(UTC)

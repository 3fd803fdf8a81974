"""The admin's form of an event: days and hours as the clocks of its own zone show them.

Django would take them for the site's zone, whatever zone the event names.
"""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.core.exceptions import ValidationError

from content.zones import SCHOOL_ZONE, ZONE_NAMES, moment, zone_names

from .models import Event
from .widgets import DayInput, HourInput, ZoneSelect

REGIONS = {
    "Africa",
    "America",
    "Antarctica",
    "Arctic",
    "Asia",
    "Atlantic",
    "Australia",
    "Europe",
    "Indian",
    "Pacific",
}


def zone_choices() -> list[tuple[str, Any]]:
    """The zones that are met most, then all by region; names that computers alone use left out."""
    regions: dict[str, list[tuple[str, str]]] = {}
    for name in sorted(zone_names() - ZONE_NAMES.keys()):
        region, _, place = name.partition("/")
        if region in REGIONS:
            city = place.replace("_", " ").replace("/", ", ")
            regions.setdefault(region, []).append((name, f"{region}: {city}"))
    return [("Often used", list(ZONE_NAMES.items())), *regions.items()]


def instant(day: date, hour: time, zone: ZoneInfo) -> datetime:
    """The moment at which clocks in `zone` show `hour`, when there is one and no more than one."""
    earlier = datetime.combine(day, hour, zone)
    later = earlier.replace(fold=1)
    if earlier.utcoffset() == later.utcoffset():
        return earlier.astimezone(UTC)
    said = f"{hour:%H:%M} on {day:%B} {day.day}, {day.year}"
    if earlier.astimezone(UTC).astimezone(zone).time() != hour:
        raise ValidationError(
            f"There is no {said} in this time zone: clocks are set forward over it. "
            "Choose a time before or after the change."
        )
    raise ValidationError(
        f"{said} comes twice in this time zone: clocks are set back that day. "
        "Choose a time before or after that hour."
    )


def is_a_likely_year(day: date) -> None:
    """At both ends of the calendar another zone's clocks show a day that no date can hold."""
    if not 1782 <= day.year <= 2200:
        raise ValidationError(f"Check the year: {day.year}.")


class EventForm(forms.ModelForm):
    time_zone = forms.ChoiceField(
        choices=zone_choices,
        widget=ZoneSelect,
        initial=SCHOOL_ZONE,
        help_text="Where it takes place. Days and hours above are meant in this zone; visitors "
        "see the school’s time and their own beside it.",
        error_messages={"invalid_choice": "“%(value)s” is not a time zone. Choose one."},
    )
    first_day = forms.DateField(label="starts on", widget=DayInput, validators=[is_a_likely_year])
    start_time = forms.TimeField(label="at", required=False, widget=HourInput)
    last_day = forms.DateField(
        label="ends on",
        required=False,
        widget=DayInput,
        validators=[is_a_likely_year],
        help_text="The last day itself. Empty: the same day.",
    )
    end_time = forms.TimeField(label="at", required=False, widget=HourInput)

    class Meta:
        model = Event
        exclude: list[str] = ["starts_at", "ends_at"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.instance.pk:
            self.show(self.instance)

    def show(self, event: Event) -> None:
        """What is stored, by the clocks of the event's zone."""
        when = event.when
        self.initial["first_day"] = when.first_day
        self.initial["last_day"] = when.last_day if event.is_all_day else when.last.date()
        if not event.is_all_day:
            self.initial["start_time"] = when.first.time()
            self.initial["end_time"] = when.last.time()
        field = self.fields["time_zone"]
        if isinstance(field, forms.ChoiceField) and not field.valid_value(event.time_zone):
            field.choices = [(event.time_zone, event.time_zone), *zone_choices()]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not {"first_day", "last_day", "time_zone"} <= cleaned.keys():
            return cleaned
        cleaned["last_day"] = cleaned["last_day"] or cleaned["first_day"]
        zone = ZoneInfo(cleaned["time_zone"])
        if cleaned.get("is_all_day"):
            self.take_days(cleaned["first_day"], cleaned["last_day"], zone)
        else:
            self.take_hours(cleaned, zone)
        return cleaned

    def take_days(self, first: date, last: date, zone: ZoneInfo) -> None:
        if last < first:
            self.add_error("last_day", "It would end before it starts. Choose a later day.")
            return
        self.instance.starts_at = moment(first, zone)
        self.instance.ends_at = moment(last + timedelta(days=1), zone)

    def take_hours(self, cleaned: dict[str, Any], zone: ZoneInfo) -> None:
        starts_at = self.moment_of("first_day", "start_time", cleaned, zone)
        ends_at = self.moment_of("last_day", "end_time", cleaned, zone)
        if starts_at is None or ends_at is None:
            return
        if ends_at <= starts_at:
            field = "last_day" if cleaned["last_day"] < cleaned["first_day"] else "end_time"
            self.add_error(field, "It would end before it starts. Choose a later end.")
            return
        self.instance.starts_at, self.instance.ends_at = starts_at, ends_at

    def moment_of(
        self, day: str, hour: str, cleaned: dict[str, Any], zone: ZoneInfo
    ) -> datetime | None:
        """The moment of two fields; None, and a message beside the hour, when they give none."""
        if hour not in cleaned:
            return None
        if cleaned[hour] is None:
            self.add_error(hour, "Write the hour, or tick “whole days”.")
            return None
        try:
            return instant(cleaned[day], cleaned[hour], zone)
        except ValidationError as error:
            self.add_error(hour, error)
        return None

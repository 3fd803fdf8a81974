"""Events: talks, conferences, activities, each at a moment in a time zone."""

import zoneinfo
from datetime import datetime
from typing import Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from content.images import Illustrated
from content.links import LinkField
from content.richtext import RichTextField
from hms_site.publishing import Publishable, PublishedQuerySet

SCHOOL_ZONE = "America/New_York"


def validate_zone(name: str) -> None:
    if name not in zoneinfo.available_timezones():
        raise ValidationError(f"“{name}” is not a time zone. Write one such as {SCHOOL_ZONE}.")


class Series(models.Model):
    name = models.CharField(max_length=100, unique=True)
    slug = models.SlugField(unique=True, help_text="The part after ?series= in addresses.")
    summary = models.CharField(max_length=300, blank=True)

    history = HistoricalRecords()

    class Meta:
        ordering = ["name"]
        verbose_name_plural = "series"

    def __str__(self) -> str:
        return self.name


class EventQuerySet(PublishedQuerySet):
    def upcoming(self, now: datetime | None = None) -> Self:
        """Those that are not over, the next one first."""
        return self.filter(ends_at__gt=now or timezone.now()).order_by("starts_at", "pk")

    def past(self, now: datetime | None = None) -> Self:
        """Those that are over, the latest first."""
        return self.filter(ends_at__lte=now or timezone.now()).order_by("-starts_at", "-pk")

    def listed(self) -> Self:
        return self.select_related("series").defer("description")


class Event(Publishable, Illustrated):
    class Kind(models.TextChoices):
        TALK = "talk", "Talk"
        CONFERENCE = "conference", "Conference"
        ACTIVITY = "activity", "Activity"

    title = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=100,
        unique=True,
        help_text="The last part of its address, after /events/. After a change the old address "
        "leads to the new one.",
    )
    kind = models.CharField(max_length=12, choices=Kind, default=Kind.TALK)
    series = models.ForeignKey(
        Series, on_delete=models.PROTECT, null=True, blank=True, related_name="events"
    )
    summary = models.CharField(
        max_length=300, help_text="One or two sentences for lists and search engines."
    )
    description = RichTextField(blank=True)
    starts_at = models.DateTimeField("starts")
    ends_at = models.DateTimeField("ends")
    time_zone = models.CharField(
        max_length=50,
        default=SCHOOL_ZONE,
        validators=[validate_zone],
        help_text="Where it takes place. Start and end are meant in this zone.",
    )
    place = models.CharField(max_length=200, blank=True, help_text="Room, building, street, city.")
    online_url = LinkField("address online", blank=True, help_text="Where to join or to register.")
    audience = models.CharField(
        max_length=200, blank=True, help_text="For whom, such as: alumni, faculty and students."
    )
    programs = models.ManyToManyField(
        "programs.Program",
        blank=True,
        related_name="events",
        help_text="The programs on whose pages it is listed.",
    )
    link_label = models.CharField(max_length=100, blank=True)
    link_url = LinkField("link", blank=True)
    is_featured = models.BooleanField(
        "featured", default=False, help_text="Set off on the home page until it is over."
    )
    is_cancelled = models.BooleanField(
        "cancelled",
        default=False,
        help_text="It stays in lists and calendars, marked as cancelled.",
    )
    sequence = models.PositiveIntegerField(
        default=0, editable=False, help_text="Grows with every change that calendars must learn of."
    )
    updated_at = models.DateTimeField("last change", auto_now=True)

    objects = EventQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[programs])

    class Meta(Publishable.Meta):
        ordering = ["starts_at", "pk"]
        constraints = [
            *Publishable.Meta.constraints,
            *Illustrated.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message="It would end before it starts. Choose a later end.",
            ),
            models.CheckConstraint(
                condition=Q(link_url="") | ~Q(link_label=""),
                name="event_link_has_a_label",
                violation_error_message="Say what the link leads to.",
            ),
        ]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="events_by_end")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:detail", args=[self.slug])

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

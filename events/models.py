"""Events: talks, conferences, activities, each at a moment in a time zone."""

import zoneinfo
from datetime import datetime
from typing import Any, Self

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from simple_history.models import HistoricalRecords

from content.images import Illustrated
from content.links import LinkField, Linking
from content.richtext import RichTextField
from content.zones import SCHOOL_ZONE, validate_zone
from hms_site.publishing import Publishable, PublishedQuerySet

from .when import When


def validate_slug_is_free(slug: str) -> None:
    if slug == "calendar":
        raise ValidationError("/events/calendar.ics is everybody’s calendar. Choose another word.")


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

    def featured(self) -> Self:
        """Those to be set off; what is called off is not advertised."""
        return self.filter(is_featured=True, is_cancelled=False)

    def listed(self) -> Self:
        return self.select_related("series").defer("description")


class Event(Publishable, Illustrated, Linking):
    class Kind(models.TextChoices):
        TALK = "talk", "Talk"
        CONFERENCE = "conference", "Conference"
        ACTIVITY = "activity", "Activity"

        @property
        def plural(self) -> str:
            return "Activities" if self == self.ACTIVITY else f"{self.label}s"

    title = models.CharField(max_length=200)
    slug = models.SlugField(
        max_length=100,
        unique=True,
        validators=[validate_slug_is_free],
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
    is_all_day = models.BooleanField(
        "whole days",
        default=False,
        help_text="Shown without hours. It starts and ends at midnight in its own zone.",
    )
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
            *Linking.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("starts_at")),
                name="event_ends_after_it_starts",
                violation_error_message="It would end before it starts. Choose a later end.",
            ),
        ]
        indexes = [models.Index(fields=["ends_at", "starts_at"], name="events_by_end")]

    # what a calendar that holds the event must be told again, by its sequence
    TOLD_TO_CALENDARS = (
        "title",
        "starts_at",
        "ends_at",
        "is_all_day",
        "time_zone",
        "place",
        "online_url",
        "is_cancelled",
    )

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("events:detail", args=[self.slug])

    @property
    def zone(self) -> zoneinfo.ZoneInfo:
        return zoneinfo.ZoneInfo(self.time_zone)

    @property
    def when(self) -> When:
        """Its days and hours in its own zone, and in words."""
        return When(self.starts_at, self.ends_at, self.zone, self.is_all_day)

    def is_over(self, now: datetime | None = None) -> bool:
        return self.ends_at <= (now or timezone.now())

    def takes_place(self, now: datetime | None = None) -> bool:
        """Whether it is still to come or going on, and not called off."""
        return not self.is_cancelled and not self.is_over(now)

    @property
    def online_in_words(self) -> str:
        """What its address online is good for; empty where there is none."""
        if not self.online_url:
            return ""
        if self.takes_place():
            return "Or take part online" if self.place else "Take part online"
        return "and online" if self.place else "Online"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Counts the changes that calendars must learn of.

        Here and not in the admin: a calendar that already holds the event keeps what it has until
        it meets a higher number, whoever changed the row.
        """
        before = type(self).objects.filter(pk=self.pk).first() if self.pk else None
        if before and any(
            getattr(before, name) != getattr(self, name) for name in self.TOLD_TO_CALENDARS
        ):
            self.sequence = before.sequence + 1
            if fields := kwargs.get("update_fields"):
                kwargs["update_fields"] = {*fields, "sequence", "updated_at"}
        super().save(*args, **kwargs)

"""The one publishing rule: what is public, from when until when.

Nothing else filters on these columns. `search/sources.py` copies them into its documents, which
carry the rule themselves.
"""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import F, Max, Min, Q
from django.utils import timezone


class PublishedQuerySet(models.QuerySet):
    def published(self, at: datetime | None = None) -> Self:
        """Rows that are public at the moment `at` (default: now)."""
        at = at or timezone.now()
        return self.filter(
            Q(unpublish_at=None) | Q(unpublish_at__gt=at),
            state=Publishable.State.PUBLISHED,
            publish_at__lte=at,
        )

    def standing(self, word: str, at: datetime | None = None) -> Self:
        """Rows of which `Publishable.standing` says `word`, in small letters."""
        at = at or timezone.now()
        if word == "draft":
            return self.filter(state=Publishable.State.DRAFT)
        if word == "public":
            return self.published(at)
        if word == "scheduled":
            return self.appearing_after(at)
        if word == "ended":
            return self.filter(
                state=Publishable.State.PUBLISHED, publish_at__lte=at, unpublish_at__lte=at
            )
        return self.none()

    def appearing_after(self, at: datetime) -> Self:
        return self.filter(state=Publishable.State.PUBLISHED, publish_at__gt=at)

    def ending_after(self, at: datetime) -> Self:
        return self.filter(state=Publishable.State.PUBLISHED, unpublish_at__gt=at)

    def moments_around(self, at: datetime) -> tuple[list[datetime], list[datetime]]:
        """When rows last appeared and ended, up to `at`; when they next do, after it."""
        moments = self.filter(state=Publishable.State.PUBLISHED).aggregate(
            appeared=Max("publish_at", filter=Q(publish_at__lte=at)),
            ended=Max("unpublish_at", filter=Q(unpublish_at__lte=at)),
            appears=Min("publish_at", filter=Q(publish_at__gt=at)),
            ends=Min("unpublish_at", filter=Q(unpublish_at__gt=at)),
        )
        passed, coming = ("appeared", "ended"), ("appears", "ends")
        return (
            [moments[name] for name in passed if moments[name]],
            [moments[name] for name in coming if moments[name]],
        )


class Publishable(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"

    state = models.CharField(
        max_length=10,
        choices=State,
        default=State.DRAFT,
        help_text="Only published entries can be public; a draft is seen by staff alone.",
    )
    publish_at = models.DateTimeField(
        default=timezone.now,
        help_text="Public from this moment on, Boston time. In the future: it appears by itself.",
    )
    unpublish_at = models.DateTimeField(
        null=True, blank=True, help_text="Disappears at this moment, Boston time. Empty: it stays."
    )

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(unpublish_at=None) | Q(unpublish_at__gt=F("publish_at")),
                name="%(app_label)s_%(class)s_leaves_after_it_appears",
                violation_error_message="It would disappear before it appears. Choose a later end.",
            )
        ]

    def standing(self, at: datetime | None = None) -> str:
        """What staff read in lists: a draft, or published and on which side of its dates."""
        at = at or timezone.now()
        if self.state == self.State.DRAFT:
            return "Draft"
        if self.publish_at > at:
            return "Scheduled"
        return "Public" if self.is_published(at) else "Ended"

    def is_published(self, at: datetime | None = None) -> bool:
        at = at or timezone.now()
        ended = self.unpublish_at is not None and self.unpublish_at <= at
        return self.state == self.State.PUBLISHED and self.publish_at <= at and not ended

"""What the desk's list keeps for each account: views, searches, and when they were last here."""

import secrets
from datetime import datetime, timedelta
from typing import Any, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone

A_DAY = timedelta(days=1)
A_MOMENT = timedelta(minutes=1)  # not worth writing down
A_PAUSE = timedelta(minutes=30)  # after which somebody who comes back begins another visit


def new_key() -> str:
    return secrets.token_urlsafe(6)


class Visit(models.Model):
    """When an account looked at the desk's front page, and when it did so before this visit."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+"
    )
    seen_at = models.DateTimeField()
    before_at = models.DateTimeField(null=True, help_text="The end of the visit before this one.")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(before_at=None) | Q(before_at__lte=F("seen_at")),
                name="visit_after_the_one_before",
                violation_error_message="A visit comes after the one before it.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.account}, {self.seen_at}"

    def go_on(self, now: datetime) -> None:
        """They look at the page, in the same visit or, after a pause, in a new one."""
        if now - self.seen_at > A_PAUSE:
            self.before_at = self.seen_at
        if now - self.seen_at > A_MOMENT:
            self.seen_at = now
            self.save(update_fields=["seen_at", "before_at"])


class SavedViewQuerySet(models.QuerySet["SavedView"]):
    def offered_to(self, account: Any) -> Self:
        """Their own and those that are shared, by name."""
        return self.filter(Q(maker=account) | Q(is_shared=True)).order_by("name", "pk")


class SavedView(models.Model):
    """Filters of the desk's list under a name. Never holds what was searched for."""

    name = models.CharField(
        max_length=60, help_text="What you call these filters. Please name no person in it."
    )
    maker = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_views"
    )
    is_shared = models.BooleanField(
        "shared with the desk",
        default=False,
        help_text="Everybody at the desk sees it in their list. You and administrators can "
        "change it.",
    )
    query = models.CharField("filters", max_length=2000, blank=True)

    objects = SavedViewQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["maker", "name"],
                name="one_view_of_each_name",
                violation_error_message="You have a view of this name already: choose another.",
            )
        ]

    def __str__(self) -> str:
        return self.name


class KeptSearchQuerySet(models.QuerySet["KeptSearch"]):
    def keep(self, by: Any, words: str) -> "KeptSearch":
        """Keeps what they search for, and drops what was searched for a day ago."""
        self.forget_old()
        return self.create(by=by, words=words)

    def forget_old(self, now: datetime | None = None) -> None:
        self.filter(at__lt=(now or timezone.now()) - A_DAY).delete()


class KeptSearch(models.Model):
    """Words that somebody searched for: kept a day, so that no address has to hold them."""

    key = models.CharField(max_length=20, unique=True, default=new_key)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    words = models.CharField(max_length=200)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = KeptSearchQuerySet.as_manager()

    class Meta:
        verbose_name_plural = "kept searches"

    def __str__(self) -> str:
        return self.key

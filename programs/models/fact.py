"""What a fact has besides what it says: a source, an owner, a day to look at it again."""

from datetime import date
from typing import Self

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F
from django.utils import timezone

from content.links import LinkField

FOUR_DIGITS = "Write the year with four digits, such as 2026."
# far enough from the ends of the calendar that every time zone has these days
DAYS = [
    MinValueValidator(date(1900, 1, 1), FOUR_DIGITS),
    MaxValueValidator(date(2200, 12, 31), FOUR_DIGITS),
]
YEARS = [MinValueValidator(1900, FOUR_DIGITS), MaxValueValidator(2200, FOUR_DIGITS)]


class FactQuerySet(models.QuerySet):
    def with_due(self) -> Self:
        return self.annotate(due=F("review_by"))

    def to_review(self, day: date | None = None) -> Self:
        """Those that somebody should have looked at before `day` (default: today)."""
        return self.with_due().filter(due__lt=day or timezone.localdate())


class Fact(models.Model):
    """What somebody has to keep true. Staff past its day read of it on their front page."""

    source = LinkField(
        "where it is published", blank=True, help_text="The page that it was taken from."
    )
    # a fact outlives the account of whoever looked after it, and then asks for a new owner
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        limit_choices_to={"is_staff": True},
        help_text="Who keeps it true. Never shown to visitors.",
    )
    review_by = models.DateField(
        null=True,
        blank=True,
        validators=DAYS,
        help_text="When somebody should have looked at it again. After it, the fact stands on the "
        "front page of the staff; the site goes on showing it.",
    )

    class Meta:
        abstract = True


class LapsingFact(Fact):
    """A fact that is better left out than shown when nobody has looked at it."""

    review_by = models.DateField(
        validators=DAYS,
        help_text="The last day on which it is shown. Look at the source before then, and set a "
        "later day; after it, the site leaves it out, and it stands on the front page of the "
        "staff.",
    )

    class Meta:
        abstract = True

    def is_in_force(self, day: date | None = None) -> bool:
        """Whether it may be shown on `day` (default: today)."""
        return self.review_by >= (day or timezone.localdate())

"""Days, costs and first terms of a program: one row each, read by every page, file and feed."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Self
from zoneinfo import ZoneInfo

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format
from simple_history.models import HistoricalRecords

from content.academic_year import span
from content.links import LinkField
from content.zones import SCHOOL_ZONE, clock, moment, validate_zone, zone_name

from .fact import DAYS, YEARS, Fact, FactQuerySet, LapsingFact
from .program import Program
from .season import Season


class KeyDateQuerySet(FactQuerySet):
    def with_due(self) -> Self:
        """Without a day of its own for it, a date is looked at once it has passed."""
        return self.annotate(due=Coalesce("review_by", "day"))


class KeyDate(Fact):
    """A day that whoever applies must know, such as a deadline."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="key_dates")
    label = models.CharField(max_length=100, help_text="Such as: Applications open.")
    day = models.DateField(
        validators=DAYS,
        help_text="It passes when this day ends in its time zone, and the site says so from that "
        "second on. Delete what nobody needs to know any more.",
    )
    until = models.TimeField(
        "at", null=True, blank=True, help_text="For an hour, such as 17:00. Empty: all of the day."
    )
    time_zone = models.CharField(
        max_length=50,
        default=SCHOOL_ZONE,
        validators=[validate_zone],
        help_text="Whose clocks count, such as America/New_York.",
    )
    closes_applications = models.BooleanField(
        default=False,
        help_text="When the last such date of a program has passed, “Apply” disappears everywhere.",
    )
    note = models.CharField(
        max_length=200, blank=True, help_text="In a few words, such as: with all references."
    )

    objects = KeyDateQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["day", "pk"]

    def __str__(self) -> str:
        return f"{self.label}: {self.day}"

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def over_at(self) -> datetime:
        """The moment at which it has passed: its hour, or the midnight that ends its day."""
        if self.until:
            return datetime.combine(self.day, self.until, self.zone).astimezone(UTC)
        return moment(self.day + timedelta(days=1), self.zone)

    def is_over(self, at: datetime | None = None) -> bool:
        """Whether it had passed at the moment `at` (default: now)."""
        return self.over_at <= (at or timezone.now())

    @property
    def hour(self) -> str:
        """By which clocks, in words; empty for a whole day in the school's zone."""
        if self.until:
            said = clock(datetime.combine(self.day, self.until))
            return f"{said} {zone_name(self.zone)}"
        return "" if self.time_zone == SCHOOL_ZONE else zone_name(self.zone)

    @property
    def in_words(self) -> str:
        """ "December 1, 2026", with hour and zone where they matter."""
        return ", ".join(filter(None, [date_format(self.day, "F j, Y"), self.hour]))


class Cost(LapsingFact):
    """What one academic year of a program costs, or a part of it, as the school published it."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="costs")
    label = models.CharField(max_length=100, help_text="Such as: Tuition, full-time.")
    amount = models.DecimalField(
        "US dollars",
        max_digits=9,
        decimal_places=2,
        validators=[MinValueValidator(Decimal("0.01"), "A cost is more than nothing.")],
    )
    academic_year = models.PositiveSmallIntegerField(
        validators=YEARS, help_text="The year in which it begins: 2026 for 2026–2027."
    )
    source = LinkField(
        "where it is published",
        help_text="The page that the amount was taken from. It stands beside the amount.",
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Order, lowest first.")

    objects = FactQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount__gt=0),
                name="cost_is_positive",
                violation_error_message="A cost is more than nothing.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.label}: {self.in_dollars}"

    @property
    def in_dollars(self) -> str:
        """ "$1,250", "$1,250.50"."""
        return f"${self.amount:,.2f}".removesuffix(".00")

    @property
    def years(self) -> str:
        """The academic year in words, as 2026–2027."""  # noqa: RUF002
        return span(self.academic_year)


class StartTerm(LapsingFact):
    """A term in which one can begin."""

    program = models.ForeignKey(Program, on_delete=models.CASCADE, related_name="start_terms")
    season = models.CharField(max_length=10, choices=Season, default=Season.FALL)
    year = models.PositiveSmallIntegerField(validators=YEARS)

    objects = FactQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["year", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["program", "season", "year"],
                name="one_start_term_of_a_season",
                violation_error_message="This term is listed already.",
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_season_display()} {self.year}"

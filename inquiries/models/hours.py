"""When the office is open. The answer clock runs only then."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from simple_history.models import HistoricalRecords


class OfficeHours(models.Model):
    class Weekday(models.IntegerChoices):
        MONDAY = 0
        TUESDAY = 1
        WEDNESDAY = 2
        THURSDAY = 3
        FRIDAY = 4
        SATURDAY = 5
        SUNDAY = 6

    weekday = models.PositiveSmallIntegerField(choices=Weekday)
    opens = models.TimeField(help_text="Boston time.")
    closes = models.TimeField(
        help_text="Boston time. A day with a break has two rows, before it and after it."
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "office hours"
        ordering = ["weekday", "opens"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closes__gt=F("opens")),
                name="office_closes_after_it_opens",
                violation_error_message="The office closes before it opens.",
            ),
            models.CheckConstraint(
                condition=Q(weekday__lte=6),
                name="office_opens_on_a_weekday",
                violation_error_message="Choose a day from Monday to Sunday.",
            ),
            models.UniqueConstraint(
                fields=["weekday", "opens"],
                name="office_opens_once_at_a_time",
                violation_error_message="The office opens at this time of that day already.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_weekday_display()}, {self.opens:%H:%M} to {self.closes:%H:%M}"

    def clean(self) -> None:
        """Hours that overlap would be one opening in two rows, each half true."""
        said = (self.weekday, self.opens, self.closes)
        if None in said:
            return
        others = OfficeHours.objects.filter(weekday=self.weekday).exclude(pk=self.pk)
        if other := others.filter(opens__lt=self.closes, closes__gt=self.opens).first():
            raise ValidationError(f"These hours overlap with {other}: change that row instead.")


class Holiday(models.Model):
    day = models.DateField(unique=True)
    name = models.CharField(
        max_length=100,
        help_text="The office is closed all day, and the answer clock stands still. The federal "
        "holidays came with the site: check each year which of them the school keeps.",
    )

    history = HistoricalRecords()

    class Meta:
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.name}, {date_format(self.day, 'F j, Y')}"

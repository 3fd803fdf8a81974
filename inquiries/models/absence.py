"""When somebody of the desk is away."""

from datetime import date
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.formats import date_format
from simple_history.models import HistoricalRecords


class AbsenceQuerySet(models.QuerySet["Absence"]):
    def on(self, day: date) -> Self:
        return self.filter(first_day__lte=day, last_day__gte=day)


class Absence(models.Model):
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        related_name="desk_absences",
    )
    first_day = models.DateField()
    last_day = models.DateField(
        help_text="Still away on this day. New inquiries pass them over until it is over; those "
        "they own stay theirs until somebody hands them on."
    )

    objects = AbsenceQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["-first_day", "person__username", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")),
                name="absence_ends_after_it_begins",
                violation_error_message="The last day is before the first one.",
            )
        ]

    def __str__(self) -> str:
        first, last = (date_format(day, "M j, Y") for day in (self.first_day, self.last_day))
        return f"{self.person}, {first} to {last}"

"""What each day's inquiries add up to: reports add days instead of reading a million rows."""

from django.db import models
from django.utils import timezone


class DayFigures(models.Model):
    """Numbers alone of the inquiries of one Boston day: all, of a program, of a country, or both.

    Counted from the inquiries (inquiries/reports/counting.py), and anew whenever one of them has
    changed; nothing else writes here.
    """

    day = models.DateField(db_index=True)
    of = models.CharField(max_length=40, help_text="As inquiries/reports/counting.py names it.")
    figures = models.JSONField()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["of", "day"], name="day_figures_once")]

    def __str__(self) -> str:
        return f"Figures of {self.day}"


class ChangedDay(models.Model):
    """Says that an inquiry of that moment has changed since its day was counted.

    Written by the database itself (inquiries/reports/triggers.py), so that no way of changing an
    inquiry is forgotten. A plain log, without a unique day: two forms must not wait for each other.
    """

    at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.at}"


class Reports(DayFigures):
    """Gives the reports their place in the admin, and the permission `view_reports`."""

    class Meta:
        proxy = True
        default_permissions = ("view",)
        verbose_name = "report"
        verbose_name_plural = "reports"

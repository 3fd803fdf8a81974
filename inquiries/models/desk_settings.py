"""How the desk works: one row."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from ..working_time import Unit, Within
from .team import Team

LONGEST = 200


class DeskSettings(models.Model):
    answer_within = models.PositiveSmallIntegerField(
        default=2,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
        help_text="How long an answer may take. Nights, closed days and holidays do not count.",
    )
    unit = models.CharField("counted in", max_length=5, choices=Unit, default=Unit.DAYS)
    default_team = models.ForeignKey(
        Team,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Gets what no rule of ownership gives to somebody who is there.",
    )
    shows_promise = models.BooleanField(
        "show the promise",
        default=True,
        help_text="“We usually answer within … working days”, on the form and after it. The "
        "number is what we did in the last 90 days, never what is written above.",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = verbose_name_plural = "settings of the desk"
        constraints = [
            models.CheckConstraint(
                condition=Q(pk=1),
                name="desk_settings_are_one_row",
                violation_error_message="The desk has one row of settings: change that one.",
            ),
            models.CheckConstraint(
                condition=Q(answer_within__gte=1, answer_within__lte=LONGEST),
                name="answer_within_a_time",
                violation_error_message=f"Say a number from 1 to {LONGEST}.",
            ),
        ]

    def __str__(self) -> str:
        return f"Answer within {self.within}"

    @property
    def within(self) -> Within:
        return Within(self.answer_within, Unit(self.unit))

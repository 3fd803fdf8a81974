"""The choices of the form that staff edit: salutations and interests."""

from typing import Self

from django.db import models
from simple_history.models import HistoricalRecords


class FormOptionQuerySet(models.QuerySet["FormOption"]):
    def offered(self) -> Self:
        """What the form shows, in its order."""
        return self.filter(is_active=True).order_by("position", "pk")


class FormOption(models.Model):
    class Kind(models.TextChoices):
        SALUTATION = "salutation", "Salutation"
        INTEREST = "interest", "Work or interest"

    kind = models.CharField(max_length=10, choices=Kind)
    label = models.CharField(
        max_length=100, help_text="As the form shows it. Inquiries keep the label they chose."
    )
    position = models.PositiveSmallIntegerField(default=0, help_text="Lowest first.")
    is_active = models.BooleanField(
        "offered", default=True, help_text="Untick to take it out of the form."
    )

    objects = FormOptionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        ordering = ["kind", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "label"],
                name="one_option_per_kind_and_label",
                violation_error_message="The form already has this option.",
            )
        ]

    def __str__(self) -> str:
        return self.label

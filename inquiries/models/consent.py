"""What somebody agreed to, in which words, and until when."""

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from ..consent import Purpose, find
from .inquiry import Inquiry


class Consent(models.Model):
    """Made in the inquiry's own transaction. Withdrawn, it stays, with the time."""

    inquiry = models.ForeignKey(
        Inquiry,
        on_delete=models.CASCADE,
        db_index=False,  # the constraint below begins with it
        related_name="consents",
    )
    purpose = models.CharField(max_length=10, choices=Purpose)
    version = models.CharField(max_length=20, help_text="Which wording they saw.")
    given_at = models.DateTimeField(default=timezone.now)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["purpose", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inquiry", "purpose"], name="one_consent_per_inquiry_and_purpose"
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at=None) | Q(withdrawn_at__gte=F("given_at")),
                name="consent_given_before_withdrawn",
                violation_error_message="It can be withdrawn only after it was given.",
            ),
        ]

    def __str__(self) -> str:
        withdrawn = "" if self.is_in_force else ", withdrawn"
        return f"{self.get_purpose_display()}, wording {self.version}{withdrawn}"

    @property
    def is_in_force(self) -> bool:
        return self.withdrawn_at is None

    @property
    def text(self) -> str:
        """The exact words; empty when that version stands in no file."""
        wording = find(self.purpose, self.version)
        return wording.said if wording else ""

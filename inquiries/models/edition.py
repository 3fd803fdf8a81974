"""The facts that brochures print, as they stood at one time."""

from django.db import models
from django.utils import timezone


class Edition(models.Model):
    """What the brochure said of every program. Made when a fact has changed, kept for comparison.

    Inquiries point at the one that was in force when they came in, so that a brochure's page can
    say which of the facts it printed have changed since.
    """

    version = models.CharField(
        max_length=12, unique=True, help_text="Follows from the facts: equal facts, equal version."
    )
    facts = models.JSONField(
        help_text="Of the school and its programs, as inquiries/brochure/facts.py says."
    )
    made_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = "edition of the brochure"
        verbose_name_plural = "editions of the brochure"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return self.version

"""Where news of an inquiry goes: to whom at the school, and to which entry of the CRM."""

from django.db import models
from simple_history.models import HistoricalRecords

from programs.models import Program


class ProgramRouting(models.Model):
    program = models.OneToOneField(Program, on_delete=models.CASCADE, related_name="routing")
    recipients = models.TextField(
        blank=True,
        help_text="Who is told of each inquiry: e-mail addresses, one a line. Left empty: the "
        "address for inquiries of the whole site.",
    )
    crm_code = models.CharField(
        "CRM code",
        max_length=100,
        blank=True,
        help_text="What the CRM calls the program. Without it inquiries wait on the desk instead "
        "of being passed on.",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = "routing of a program"
        verbose_name_plural = "routing of programs"
        ordering = ["program__listing_position", "pk"]

    def __str__(self) -> str:
        return str(self.program)

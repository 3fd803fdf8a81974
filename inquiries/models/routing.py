"""Where news of an inquiry goes: to whom at the school, and to which entry of the CRM."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
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

    def clean(self) -> None:
        """Each line by itself, so that the message can say which one is wrong."""
        wrong = [line for line in self.addresses() if not is_an_address(line)]
        if wrong:
            named = ", ".join(f"“{line}”" for line in wrong)
            raise ValidationError(
                {"recipients": f"Not an e-mail address: {named}. Write one address a line."}
            )

    def addresses(self) -> list[str]:
        return [line.strip() for line in self.recipients.splitlines() if line.strip()]


def is_an_address(text: str) -> bool:
    try:
        validate_email(text)
    except ValidationError:
        return False
    return True

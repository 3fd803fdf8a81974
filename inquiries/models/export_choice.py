"""What a member of staff chose for their last export, so that the next one begins there."""

from django.conf import settings
from django.db import models


class ExportChoice(models.Model):
    by = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="export_choice"
    )
    columns = models.JSONField(default=list)
    kind = models.CharField(max_length=4, default="csv")

    def __str__(self) -> str:
        return f"{self.by}: {self.kind}"

"""Who looked at, took out or brought in people's data: read by administrators."""

from django.conf import settings
from django.db import models
from django.utils import timezone


class Access(models.Model):
    """One look, export or import by staff. Says how many, never whom: no value of a person's."""

    class What(models.TextChoices):
        LIST = "list", "Looked at a list"
        VIEW = "view", "Opened one"
        EXPORT = "export", "Exported"
        IMPORT = "import", "Imported"
        REFUSED = "refused", "Was refused"

    at = models.DateTimeField(default=timezone.now, db_index=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    what = models.CharField(max_length=10, choices=What)
    reference = models.CharField(
        max_length=40, blank=True, help_text="Of the one that was opened, without a name."
    )
    detail = models.CharField(
        max_length=200, blank=True, help_text="Which filters or columns; never what was searched."
    )
    number = models.PositiveIntegerField(default=1, help_text="How many people's data it was.")

    class Meta:
        verbose_name_plural = "accesses to personal data"
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"{self.by}: {self.get_what_display().lower()}"

"""What happened to an inquiry after it came in."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.formats import date_format

from .inquiry import Inquiry


class Note(models.Model):
    """What a member of staff wrote about an inquiry. Never shown to the public."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="inquiry_notes"
    )
    text = models.TextField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["created_at", "pk"]

    def __str__(self) -> str:
        day = date_format(timezone.localtime(self.created_at), "F j, Y")
        return f"{self.author}, {day}"


class Change(models.Model):
    """Something done to an inquiry. In words for staff, and without any value of the person's."""

    inquiry = models.ForeignKey(Inquiry, on_delete=models.CASCADE, related_name="changes")
    at = models.DateTimeField(default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the person, or the site by itself.",
    )
    what = models.CharField(max_length=200)
    reason = models.CharField(max_length=200, blank=True, help_text="Erased with the inquiry.")
    for_staff = models.BooleanField(
        default=False, help_text="Such as who owns it: the person does not read it."
    )

    class Meta:
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["at"], name="change_at")]

    def __str__(self) -> str:
        return self.what

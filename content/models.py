"""What all content shares in the database: the stamp that says it changed, old addresses."""

import re

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from .links import leads_somewhere


class ContentStamp(models.Model):
    """One row. Its value is another after every saved change of content; see stamp.py."""

    value = models.CharField(max_length=32)

    def __str__(self) -> str:
        return self.value


class MovedAddress(models.Model):
    """An address that used to lead somewhere, and where it leads now."""

    old_path = models.CharField(
        "old address",
        max_length=500,
        unique=True,
        validators=[RegexValidator(r"^/.", "Write it from the first slash on, such as /old/.")],
        help_text="The part after the host name, such as /programs/old-name/. It counts only as "
        "long as no page stands there.",
    )
    new_path = models.CharField(
        "new address",
        max_length=500,
        validators=[leads_somewhere],
        help_text="A place of this site, such as /programs/new-name/, or an address elsewhere "
        "that begins with https://.",
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name_plural = "moved addresses"
        ordering = ["old_path"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(old_path=F("new_path")),
                name="moved_address_leads_elsewhere",
                violation_error_message="This address would lead to itself.",
            )
        ]

    def __str__(self) -> str:
        return self.old_path

    def clean(self) -> None:
        """Refuses circles; one step is always enough, since `remember` shortens chains."""
        if re.split("[?#]", self.new_path)[0] == self.old_path:
            raise ValidationError({"new_path": "This address would lead to itself."})
        following = MovedAddress.objects.filter(old_path=self.new_path).exclude(pk=self.pk).first()
        if following:
            message = f"This address itself leads to {following.new_path}. Use that one."
            raise ValidationError({"new_path": message})

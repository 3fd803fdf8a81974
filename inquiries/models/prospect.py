"""The person behind inquiries."""

from django.db import models


class Prospect(models.Model):
    """A person, known by one address. A public form creates one, and never changes one."""

    email = models.EmailField(unique=True, help_text="Normalized, in lower case.")
    verified_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return self.email

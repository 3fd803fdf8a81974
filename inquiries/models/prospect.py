"""The person behind inquiries."""

from django.db import models


class ProspectQuerySet(models.QuerySet["Prospect"]):
    def known_by(self, email: str) -> "Prospect":
        """The person with this address, whom we know from now on."""
        # One statement without a race, where get_or_create takes four. Someone we know is not
        # changed: the address is set to itself, so that the database gives back the row's number.
        [prospect] = self.bulk_create(
            [Prospect(email=email.lower())],  # type: ignore[list-item]  # the plugin knows it too late
            update_conflicts=True,
            unique_fields=["email"],
            update_fields=["email"],
        )
        return prospect


class Prospect(models.Model):
    """A person, known by one address. A public form creates one, and never changes one."""

    email = models.EmailField(unique=True, help_text="Normalized, in lower case.")
    verified_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ProspectQuerySet.as_manager()

    def __str__(self) -> str:
        return self.email

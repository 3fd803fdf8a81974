"""The person behind inquiries."""

from typing import Any, Self

from django.db import models
from django.db.models import F, Q

from ..alike import mailbox_key
from ..inserting import insert_one


class ProspectQuerySet(models.QuerySet["Prospect"]):
    def known_by(self, email: str) -> "Prospect":
        """The person with this address, whom we know from now on."""
        # One statement without a race, where get_or_create takes four. Someone we know is not
        # changed: the address is set to itself, so that the database gives back the row's number.
        prospect = Prospect(email=email.lower(), mailbox_key=mailbox_key(email))
        insert_one(prospect, "ON CONFLICT (email) DO UPDATE SET email = excluded.email")
        return prospect

    def people(self) -> Self:
        """One row a person: the address that stands for the others."""
        return self.filter(same_as=None)

    def of_person(self, number: int) -> Self:
        """All addresses of the person that this row stands for."""
        return self.filter(Q(pk=number) | Q(same_as=number))


class Prospect(models.Model):
    """A person, known by one address. A public form creates one, and never changes one.

    Staff may say that several are one person: then all but one point at that one, which points at
    none (`merging.py`). That is for the desk alone. What a mailed link opens goes by the mailbox.
    """

    email = models.EmailField(unique=True, help_text="Normalized, in lower case.")
    verified_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    mailbox_key = models.CharField(
        max_length=254,
        blank=True,
        editable=False,
        help_text="Equal for addresses that are likely one mailbox.",
    )
    same_as = models.ForeignKey(
        "self",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        editable=False,
        related_name="further",
        help_text="The address that stands for the person; empty on that one itself.",
    )

    objects = ProspectQuerySet.as_manager()

    class Meta:
        verbose_name = "person"
        verbose_name_plural = "people"
        permissions = [("merge_prospect", "Can say that two prospects are one person, or not")]
        indexes = [models.Index(fields=["mailbox_key"], name="prospect_mailbox")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(same_as=F("pk")),
                name="prospect_is_same_as_another",
                violation_error_message="Nobody is joined with themselves.",
            )
        ]

    def __str__(self) -> str:
        return self.email

    def save(self, **kwargs: Any) -> None:
        """Keeps `mailbox_key` true to the address."""
        self.mailbox_key = mailbox_key(self.email)
        super().save(**kwargs)

    @property
    def person_number(self) -> int:
        """The row that stands for the person."""
        return self.same_as_id or self.pk

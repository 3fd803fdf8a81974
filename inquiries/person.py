"""A person as the desk sees them: their addresses, and all inquiries that came from these."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from .consent import Purpose
from .models import Consent, Delivery, Inquiry, Prospect


@dataclass(frozen=True)
class Person:
    standing: Prospect  # the address that stands for the others
    addresses: list[Prospect]
    inquiries: list[Any]  # the newest first, with what `inquiries_of` adds

    @classmethod
    def by(cls, number: int) -> "Person | None":
        """None for a number that stands for nobody, or for an address of somebody else."""
        return cls.several([number]).get(number)

    @classmethod
    def several(cls, numbers: list[int]) -> dict[int, "Person"]:
        """Two queries, for any number of people."""
        of_theirs = Prospect.objects.filter(Q(pk__in=numbers) | Q(same_as__in=numbers))
        known = {row.pk: row for row in of_theirs.order_by("created_at", "pk")}
        people = {
            row.pk: cls(standing=row, addresses=[row], inquiries=[])
            for row in known.values()
            if row.same_as_id is None
        }
        for row in known.values():
            if row.same_as_id in people:
                people[row.same_as_id].addresses.append(row)
        for inquiry in inquiries_of(list(known)):
            inquiry.prospect = known[inquiry.prospect_id]
            if person := people.get(inquiry.prospect.person_number):
                person.inquiries.append(inquiry)
        return people

    @property
    def numbers(self) -> list[int]:
        return [row.pk for row in self.addresses]

    @cached_property
    def latest(self) -> Inquiry | None:
        """Says who they are. One that may come from anybody does so only when there is no other."""
        sure = [
            row
            for row in self.inquiries
            if row.state != Inquiry.State.SPAM and not row.awaits_confirmation
        ]
        return next(iter([*sure, *self.inquiries]), None)

    @property
    def name(self) -> str:
        return (self.latest and self.latest.full_name) or self.standing.email

    @cached_property
    def open(self) -> list[Inquiry]:
        return [row for row in self.inquiries if row.is_open]

    @cached_property
    def agreed(self) -> list[Prospect]:
        """The addresses from which they agreed to further mail, and have not withdrawn it."""
        agreed = {row.prospect_id for row in self.inquiries if row.agreed}
        return [row for row in self.addresses if row.pk in agreed]

    @property
    def held(self) -> list[Inquiry]:
        return [row for row in self.inquiries if row.is_held]

    @property
    def came_back(self) -> list[Any]:
        return [row for row in self.inquiries if row.came_back_at]


def inquiries_of(numbers: list[int]) -> QuerySet[Any]:
    """With whether each has `agreed` to further mail, and the last mail of it that came back."""
    consents = Consent.objects.filter(
        inquiry=OuterRef("pk"), purpose=Purpose.MAIL, withdrawn_at=None
    )
    returned = Delivery.objects.filter(inquiry=OuterRef("pk"), returned_at__isnull=False)
    last = returned.order_by("-returned_at")
    return (
        Inquiry.objects.kept()
        .filter(prospect__in=numbers)
        .annotate(
            agreed=Exists(consents),
            came_back_at=Subquery(last.values("returned_at")[:1]),
            came_back_how=Subquery(last.values("returned")[:1]),
        )
        .select_related("owner")
        .defer("search_text")
    )

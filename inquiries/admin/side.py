"""Two people side by side, before they are joined: what of each would be shown with the other."""

from dataclasses import dataclass
from typing import Any

from ..models import Change, Delivery, Note
from ..person import Person
from .person import name_programs, person_or_404

COUNTED = {"mails and deliveries": Delivery, "notes": Note, "changes": Change}


@dataclass(frozen=True)
class Side:
    person: Person
    stands: bool  # is proposed to stand for both
    numbers: dict[str, int]


def both_sides(one: int, other: int) -> list[Side]:
    """The one that is known best is proposed: verified, then asked most, then here longest."""
    people = [person_or_404(number) for number in (one, other)]
    best = max(people, key=how_well_known)
    name_programs(*(person.inquiries for person in people))
    return [Side(person, person is best, numbers_of(person)) for person in people]


def how_well_known(person: Person) -> Any:
    standing = person.standing
    return bool(standing.verified_at), len(person.inquiries), -standing.pk


def numbers_of(person: Person) -> dict[str, int]:
    theirs = [row.pk for row in person.inquiries]
    return {
        name: model.objects.filter(inquiry__in=theirs).count()  # type: ignore[attr-defined]
        for name, model in COUNTED.items()
    }

"""What staff did about an inquiry, in words: moves, and acts that are no move.

Each counts the inquiry's version up, so that whoever acts on what they saw is told when it is no
longer so (`inquiries/moves.py`, and the inquiry's page in the admin).
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F

from .models import Change, Inquiry


class Act(Protocol):
    """A Move or a Change."""

    at: datetime

    @property
    def by(self) -> User | None: ...

    @property
    def what(self) -> str: ...


@transaction.atomic
def count(inquiry: Inquiry, what: str, *, by: User | None, reason: str = "") -> None:
    """Writes down an act that is no move, and that the person does not read."""
    Inquiry.objects.filter(pk=inquiry.pk).update(version=F("version") + 1)
    inquiry.refresh_from_db(fields=["version"])
    Change.objects.create(inquiry=inquiry, by=by, what=what[:200], reason=reason, for_staff=True)


def acts(inquiry: Inquiry) -> list[Act]:
    """Oldest first."""
    done: list[Act] = [
        *inquiry.moves.select_related("by"),
        *inquiry.changes.select_related("by"),
    ]
    return sorted(done, key=lambda act: act.at)


def acts_since(inquiry: Inquiry, seen: int) -> Sequence[Act]:
    """From the first act of staff on that was not seen; with what the person did in between.

    Empty when nobody can tell, as when `seen` is none of its versions.
    """
    done = acts(inquiry)
    by_staff = [number for number, act in enumerate(done) if act.by]
    missed = min(inquiry.version - seen, len(by_staff))
    return done[by_staff[-missed] :] if missed > 0 else []

"""An inquiry goes from state to state by named moves, each with its reason, time and person."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from . import clock, ownership
from .actions import first_deliveries, owe
from .acts import Act, acts_since
from .models import Delivery, Inquiry, Move
from .models.inquiry import OPEN_STATES
from .models.move import NAMED, PAIRS, Named

State = Inquiry.State


class NotAllowed(Exception):
    """There is no such move; says why, in words for staff."""


class Overtaken(Exception):
    """Somebody acted on the inquiry since it was seen: `acts` says who did what, oldest first."""

    def __init__(self, acts: Sequence[Act]) -> None:
        super().__init__("Somebody changed this inquiry since you opened it.")
        self.acts = acts


def moves_from(inquiry: Inquiry) -> list[Named]:
    """What can be done about it now; nothing once it is erased."""
    if inquiry.erased_at:
        return []
    return [named for named in NAMED if named.before == inquiry.state]


def named_move(inquiry: Inquiry, to: str) -> Named:
    """Raises NotAllowed."""
    if inquiry.erased_at:
        raise NotAllowed("It has been erased, and stays as it was.")
    if named := PAIRS.get((inquiry.state, to)):
        return named
    now = inquiry.get_state_display().lower()
    if to == inquiry.state:
        raise NotAllowed(f"It is {now} already.")
    wanted = dict(State.choices).get(to, "that").lower()
    raise NotAllowed(f"It is {now}, and cannot become {wanted} from there.")


def seen_as_it_is(inquiry: Inquiry, seen: int | None) -> Inquiry:
    """The row as it is now, locked until the transaction ends. Raises Overtaken."""
    row = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    if seen != row.version:
        raise Overtaken(acts_since(row, row.version if seen is None else seen))
    return row


@transaction.atomic
def move(
    inquiry: Inquiry, to: str, *, by: User, reason: str = "", seen: int | None = None
) -> Named:
    """Makes the move, or none of it. `seen` is the version that `by` decided upon, if any.

    Raises NotAllowed, and Overtaken when the inquiry is no longer as it was seen.
    """
    if seen is None:
        row = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    else:
        row = seen_as_it_is(inquiry, seen)
    named, now = named_move(row, to), timezone.now()
    values = {"state": named.after, **answered(row, to, by, now), **taken(named, by)}
    Inquiry.objects.filter(pk=row.pk).update(version=F("version") + 1, **values)
    Move.objects.create(
        inquiry=row, before=named.before, after=named.after, reason=reason, at=now, by=by
    )
    inquiry.refresh_from_db(fields=["version", *values])
    follow(inquiry, named, now)
    return named


def answered(inquiry: Inquiry, to: str, by: User, now: datetime) -> dict[str, Any]:
    """Who answered first stays; what waits for an answer again has none, whoever gave the last."""
    if to in OPEN_STATES:
        return {"answered_at": None, "answered_by": None}
    if to == State.ANSWERED and inquiry.answered_at is None:
        return {"answered_at": now, "answered_by": by}
    return {}


def taken(named: Named, by: User) -> dict[str, Any]:
    """Whoever takes it up owns it."""
    if (named.before, named.after) != (State.NEW, State.IN_PROGRESS):
        return {}
    return {"owner": by, "assigned_because": "Took it up"}


def follow(inquiry: Inquiry, named: Named, now: datetime) -> None:
    """The clock runs on or stops. Spam is sent nothing that has not left yet; what is none after
    all gets it as if just sent, and an owner.

    What was sent before is not sent again: its key is in the outbox already.
    """
    is_again = named.after in OPEN_STATES and named.before in {State.ANSWERED, State.CLOSED}
    clock.settle(inquiry, since=now if is_again else None)
    if named.after == State.SPAM:
        inquiry.deliveries.filter(state=Delivery.State.PENDING).delete()
    elif named.before == State.SPAM:
        owe(first_deliveries(inquiry))
        if inquiry.owner_id is None:
            ownership.assign(inquiry)

"""Two prospects are one person: said by staff in one step, and undone so that nothing is left.

Joining groups addresses for the desk, and moves nothing. Each inquiry stays with the mailbox that
it came from, since a mailed link opens all that came from its mailbox (ADR 12): were inquiries
moved, whoever reads one mailbox would read, change and erase what came from the other, on the word
of a guess. A new inquiry needs no rule either: it comes to its mailbox, and is seen with the rest.
"""

from collections.abc import Iterable
from typing import Any

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Q, QuerySet

from .models import Merge, NotTheSame, Prospect


class Refused(Exception):
    """Why nothing was changed, in words for staff."""


GONE = "One of the two is no longer here: they were erased, or moved to another address."
REGROUPED = (
    "Since you opened the page, a colleague has joined one of them with somebody or taken them "
    "apart. Nothing was changed. This is how they stand now."
)
UNDONE = "A colleague has undone this already."
ERASED_SINCE = (
    "This cannot be undone: one of the addresses has been erased since, or its inquiries have "
    "moved to another address."
)
JOINED_SINCE = "They were joined with somebody else later. Undo that first."


def fingerprint(*numbers: int) -> str:
    """Which addresses these people have: what a page showed, to be compared when it is acted on."""
    rows = Prospect.objects.filter(Q(pk__in=numbers) | Q(same_as__in=numbers))
    pairs = rows.order_by("pk").values_list("pk", "same_as")
    return ",".join(f"{number}:{same_as or ''}" for number, same_as in pairs)


@transaction.atomic
def merge(*, keep: int, join: int, by: User, seen: str) -> Merge:
    """`keep` stands for both from now on. `seen` is their fingerprint when the preview was made.

    Raises Refused, and changes nothing.
    """
    if len(lock(keep, join)) < 2:
        raise Refused(GONE)
    if fingerprint(keep, join) != seen or not stand_for_themselves(keep, join):
        raise Refused(REGROUPED)
    moved = Prospect.objects.of_person(join)
    brought = sorted(moved.exclude(pk=join).values_list("pk", flat=True))
    moved.update(same_as=keep)
    note([keep, join], by, f"Joined: person {join} with person {keep}.")
    return Merge.objects.create(kept_id=keep, joined_id=join, brought=brought, by=by)


def lock(*numbers: int) -> list[Prospect]:
    """In the order of their numbers, so that two who do this wait for each other."""
    rows = Prospect.objects.select_for_update().filter(pk__in=numbers)
    return list(rows.order_by("pk"))


def stand_for_themselves(*numbers: int) -> bool:
    return Prospect.objects.people().filter(pk__in=numbers).count() == len(set(numbers)) == 2


@transaction.atomic
def undo(number: int, *, by: User) -> Merge:
    """Every address stands again where it stood before. What came since stays where it came.

    Raises Refused, and changes nothing.
    """
    merge = Merge.objects.filter(pk=number).first()
    if merge is not None:
        lock(merge.kept_id or 0)
        # another may have been faster, while this one waited for the lock
        merge = Merge.objects.filter(pk=number).first()
    if merge is None:
        raise Refused(UNDONE)
    keep, join = merge.kept_id or 0, merge.joined_id or 0
    stand = dict(Prospect.objects.of_person(keep).values_list("pk", "same_as"))
    if reason := why_not_undone(merge, merges_of([keep, join]), stand):
        raise Refused(reason)
    Prospect.objects.filter(pk=join).update(same_as=None)
    Prospect.objects.filter(pk__in=merge.brought).update(same_as=join)
    note([keep, join], by, f"Taken apart again: person {join} from person {keep}.")
    merge.delete()
    return merge


def why_not_undone(merge: Merge, merges: Iterable[Merge], stand: dict[int, int | None]) -> str:
    """Why it cannot be undone now, in words; empty when it can.

    `merges` are those of the person, and `stand` says of each of their addresses which one it
    points at.
    """
    if merge.kept_id is None or merge.joined_id is None:
        return ERASED_SINCE
    both = {merge.kept_id, merge.joined_id}
    pairs = [{later.kept_id, later.joined_id} for later in merges if later.pk > merge.pk]
    # one that lost a side to erasing cannot be undone, and need not be
    if any(pair & both and None not in pair for pair in pairs):
        return JOINED_SINCE
    moved = {stand[number] for number in [merge.joined_id, *merge.brought] if number in stand}
    return "" if merge.joined_id in stand and moved == {merge.kept_id} else ERASED_SINCE


def merges_of(numbers: Iterable[int]) -> QuerySet[Merge]:
    """The merges that name one of these addresses, the latest first."""
    found = Merge.objects.filter(Q(kept__in=numbers) | Q(joined__in=numbers))
    return found.select_related("kept", "joined", "by")


@transaction.atomic
def say_not_the_same(one: int, other: int, *, by: User) -> None:
    """Remembered once, whichever way round and however often it is said. Raises Refused."""
    first, second = sorted((one, other))
    found = lock(first, second)
    if len(found) < 2:
        raise Refused(GONE)
    if len({prospect.person_number for prospect in found}) < 2:
        raise Refused(REGROUPED)
    said = NotTheSame(one_id=first, other_id=second, by=by)
    if NotTheSame.objects.filter(one=first, other=second).exists():
        return
    said.save()
    note([first, second], by, f"Not the same: person {first} and person {second}.")


@transaction.atomic
def take_back(one: int, other: int, *, by: User) -> None:
    """They may be the same after all; of all their addresses."""
    deleted, _ = NotTheSame.objects.between(one, other).delete()
    if deleted:
        note([one, other], by, f"May be the same: person {one} and person {other}.")


def note(numbers: Iterable[int], by: User, what: str) -> None:
    """In the admin's log, by numbers alone."""
    kind = ContentType.objects.get_for_model(Prospect)
    entries: list[Any] = [
        LogEntry(
            user=by,
            content_type=kind,
            object_id=str(number),
            object_repr=f"Person {number}",
            action_flag=CHANGE,
            change_message=what,
        )
        for number in numbers
    ]
    LogEntry.objects.bulk_create(entries)

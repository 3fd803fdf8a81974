"""Several addresses, one person: who may regroup them at the same moment, and who stands in.

Whoever changes which addresses belong to a person holds the lock of the row that stands for it.
"""

from django.db.models import Q

from .models import Merge, Prospect


def locked(number: int) -> Prospect | None:
    """The row, locked after the one that stands for its person; None when it is gone."""
    while prospect := Prospect.objects.filter(pk=number).first():
        standing = prospect.person_number
        locks = Prospect.objects.select_for_update()
        if not locks.filter(pk=standing).first():
            continue
        mine = locks.filter(pk=number).first()
        if mine is not None and mine.person_number == standing:
            return mine
    return None


def leave(prospect: Prospect) -> None:
    """Before its row goes: another address stands for the person, and no merge names it."""
    others = Prospect.objects.filter(same_as=prospect).order_by("created_at", "pk")
    if next_one := others.first():
        Prospect.objects.filter(pk=next_one.pk).update(same_as=None)
        others.exclude(pk=next_one.pk).update(same_as=next_one)
    merges = Merge.objects.filter(Q(kept=prospect) | Q(joined=prospect))
    # one that lost both sides says nothing any more
    merges.filter(Q(kept=None) | Q(joined=None)).delete()

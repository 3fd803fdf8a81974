"""Erasing anew, in a restored database, whoever was erased after the backup was made."""

from . import erased_list
from .erased_list import Erased, listed
from .erasure import erase_all
from .models import Inquiry

AT_ONCE = 500
list_is_there = erased_list.is_there


def complete_list() -> None:
    """What the list lacks: erased before there was one, or while its disk was full."""
    known = {one.reference for one in listed()}
    erased = Inquiry.objects.exclude(erased_at=None).values_list("reference", flat=True)
    erased_list.note(*(Erased(name, is_theirs=True) for name in erased if name not in known))


def erase_again() -> int:
    """How many had come back. A legal hold must have been lifted before they were erased."""
    names = listed()
    parts = [names[start : start + AT_ONCE] for start in range(0, len(names), AT_ONCE)]
    return sum(erase_those(part, is_theirs) for part in parts for is_theirs in (True, False))


def erase_those(erased: list[Erased], is_theirs: bool) -> int:
    references = [one.reference for one in erased if one.is_theirs is is_theirs]
    back = Inquiry.objects.kept().filter(reference__in=references)
    back.filter(is_held=True).update(is_held=False, hold_reason="")
    return erase_all(back, is_theirs=is_theirs)

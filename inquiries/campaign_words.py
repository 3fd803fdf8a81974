"""Which words about where somebody came from may stay when they are erased.

Whoever makes a link writes these words, and may have written a person's name into them. So what
many came by stays and is counted; what few came by goes with the person.
"""

from .models import Inquiry
from .sources import DIRECT, known

WORDS = ("source", "medium", "campaign")
MANY = 10  # other people


def rare_words(inquiry: Inquiry) -> list[str]:
    """The names of the fields whose words go."""
    return [name for name in WORDS if not may_stay(inquiry, name)]


def may_stay(inquiry: Inquiry, name: str) -> bool:
    said = getattr(inquiry, name)
    return not said or said in well_known() or is_common(inquiry, name, said)


def well_known() -> set[str]:
    """The names and media of the hosts that we know, which nobody else has written."""
    return {DIRECT} | {word for pair in known().values() for word in pair}


def is_common(inquiry: Inquiry, name: str, said: str) -> bool:
    """Whether many people came by it; or one erased before kept it, as many had come by it then.

    Asked among those of the same source, which an index finds.
    """
    others = Inquiry.objects.filter(**{"source": inquiry.source, name: said}).exclude(pk=inquiry.pk)
    if others.filter(erased_at__isnull=False).exists():
        return True
    people = others.filter(erased_at=None).order_by().values("prospect").distinct()
    return len(people[:MANY]) == MANY

"""What can stand in a timeline: for each kind of entry its rows and its words.

A new kind is two small functions and one line in SOURCES. Who did it is an account's name, else one
of the words below.
"""

from typing import Any

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Coalesce, Concat

from ..consent import Purpose
from ..models import Change, Consent, Delivery, Inquiry, Merge, Move, Note, Reply
from ..reply_text import in_words
from .rows import Row, Source, Words, rows

PERSON, SITE, PROVIDER = "The person", "The site", "The mail provider"
PERSON_OR_SITE = "The person or the site"


def inquiries(people: list[int]) -> QuerySet[Any]:
    return Inquiry.objects.kept().filter(prospect__in=people)


def of_inquiries(model: Any, people: list[int]) -> QuerySet[Any]:
    found: QuerySet[Any] = model.objects.filter(
        inquiry__prospect__in=people, inquiry__erased_at=None
    )
    return found


def asked(people: list[int]) -> QuerySet[Any]:
    return rows(inquiries(people), at="created_at", extra="email", to="")


def asked_in_words(row: Row) -> Words:
    return Words(PERSON, "Asked", f"from {row.extra}")


def moved(people: list[int]) -> QuerySet[Any]:
    found = of_inquiries(Move, people)
    return rows(found, at="at", by="by__username", said="after", extra="reason")


def moved_in_words(row: Row) -> Words:
    return Words(row.actor, f"Moved to: {Inquiry.State(row.said).label.lower()}", row.extra)


def replied(people: list[int]) -> QuerySet[Any]:
    found = of_inquiries(Reply, people)
    return rows(found, at="created_at", by="by__username", said="subject", extra="body")


def replied_in_words(row: Row) -> Words:
    return Words(row.actor, f"Wrote: {row.said}", in_words(row.extra))


def opened(people: list[int]) -> QuerySet[Any]:
    found = inquiries(people).exclude(brochure_opened_at=None)
    return rows(found, at="brochure_opened_at", to="")


def opened_in_words(row: Row) -> Words:
    return Words(PERSON, "Opened the brochure")


def deliveries(people: list[int]) -> QuerySet[Any]:
    return rows(
        of_inquiries(Delivery, people),
        at=Coalesce("sent_at", "waiting_since"),
        said=Concat("kind", Value(" "), "state"),
        extra="error",
    )


def delivery_in_words(row: Row) -> Words:
    kind, state = row.said.split()
    how = Delivery.State(state).label.lower()
    return Words(SITE, f"{Delivery.Kind(kind).label}: {how}", row.extra)


def came_back(people: list[int]) -> QuerySet[Any]:
    found = of_inquiries(Delivery, people).exclude(returned_at=None)
    return rows(found, at="returned_at", said="kind", extra="returned")


def came_back_in_words(row: Row) -> Words:
    return Words(PROVIDER, f"{Delivery.Kind(row.said).label}: came back", row.extra)


def notes(people: list[int]) -> QuerySet[Any]:
    found = of_inquiries(Note, people)
    return rows(found, at="created_at", by="author__username", extra="text")


def note_in_words(row: Row) -> Words:
    return Words(row.actor, "Note", row.extra)


def agreed(people: list[int]) -> QuerySet[Any]:
    found = of_inquiries(Consent, people)
    return rows(found, at="given_at", said="purpose", extra="version")


def agreed_in_words(row: Row) -> Words:
    purpose = Purpose(row.said).label.lower()
    return Words(PERSON, f"Agreed to {purpose}", f"Wording {row.extra}")


def withdrew(people: list[int]) -> QuerySet[Any]:
    found = of_inquiries(Consent, people).exclude(withdrawn_at=None)
    return rows(found, at="withdrawn_at", said="purpose", extra="version")


def withdrew_in_words(row: Row) -> Words:
    return Words(PERSON_OR_SITE, f"Withdrew: {Purpose(row.said).label.lower()}")


def changes(people: list[int]) -> QuerySet[Any]:
    found = of_inquiries(Change, people)
    return rows(found, at="at", by="by__username", said="what", extra="reason")


def change_in_words(row: Row) -> Words:
    return Words(row.actor or PERSON_OR_SITE, row.said, row.extra)


def joined(people: list[int]) -> QuerySet[Any]:
    found = Merge.objects.filter(Q(kept__in=people) | Q(joined__in=people))
    return rows(found, at="at", by="by__username", extra="joined__email", to=None)


def joined_in_words(row: Row) -> Words:
    return Words(row.actor, "Joined with another address", row.extra)


# What happens at the same moment stands in this order, read from below.
SOURCES = [
    Source("asked", "view_inquiry", asked, asked_in_words),
    Source("consent", "view_consent", agreed, agreed_in_words),
    Source("consent", "view_consent", withdrew, withdrew_in_words),
    Source("change", "view_change", changes, change_in_words),
    Source("mail", "view_delivery", deliveries, delivery_in_words),
    Source("returned", "view_delivery", came_back, came_back_in_words),
    Source("opened", "view_inquiry", opened, opened_in_words),
    Source("reply", "view_inquiry", replied, replied_in_words),
    Source("move", "view_inquiry", moved, moved_in_words),
    Source("note", "view_note", notes, note_in_words),
    Source("joined", "view_prospect", joined, joined_in_words),
]

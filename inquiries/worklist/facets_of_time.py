"""By when an answer is due, when an inquiry came in, and what happened since the last visit."""

from collections.abc import Iterable

from django.db.models import Q

from ..models import Delivery
from ..models.inquiry import OPEN
from .asker import Asker
from .facet import Facet, first_of, fixed, of_inquiries, when


def due(asker: Asker) -> dict[str, Q]:
    """From one to the next; what nobody waits for is in none of them."""
    return {
        "late": Q(due_at__lt=asker.now),
        "today": Q(due_at__gte=asker.now, due_at__lt=asker.tomorrow),
        "week": Q(due_at__gte=asker.tomorrow, due_at__lt=asker.midnight(7)),
        "later": Q(due_at__gte=asker.midnight(7)),
    }


def received(asker: Asker) -> dict[str, Q]:
    return {
        "today": Q(created_at__gte=asker.today),
        "7": Q(created_at__gte=asker.midnight(-6)),
        "30": Q(created_at__gte=asker.midnight(-29)),
        "older": Q(created_at__lt=asker.midnight(-29)),
    }


def waiting(asker: Asker) -> dict[str, Q]:
    """Since when those wait that have no answer yet."""
    return {
        "1": OPEN & Q(created_at__gte=asker.midnight(-1)),
        "3": OPEN & Q(created_at__gte=asker.midnight(-3), created_at__lt=asker.midnight(-1)),
        "7": OPEN & Q(created_at__gte=asker.midnight(-7), created_at__lt=asker.midnight(-3)),
        "more": OPEN & Q(created_at__lt=asker.midnight(-7)),
    }


def received_buckets(value: str, asker: Asker) -> Iterable[str]:
    return {"7": ("today", "7"), "30": ("today", "7", "30")}.get(value, (value,))


def since(asker: Asker) -> dict[str, Q]:
    """What others and visitors did since the last visit; on the first one, in the last week."""
    moment = asker.last_here or asker.midnight(-6)
    by_others = Q(answered_at__gt=moment) & ~Q(answered_by=asker.account.pk)
    returned = Delivery.objects.filter(returned_at__gt=moment, inquiry__isnull=False)
    return {
        "new": Q(created_at__gt=moment),
        "answered": by_others,
        "returned": of_inquiries(returned),
    }


DUE = Facet(
    "due",
    "Answer due",
    fixed(("late", "Late"), ("today", "Today"), ("week", "Within a week"), ("later", "Later")),
    when(due),
    bucket=first_of(due),
    is_open=True,
)

RECEIVED = Facet(
    "received",
    "Received",
    fixed(
        ("today", "Today"),
        ("7", "In the last 7 days"),
        ("30", "In the last 30 days"),
        ("older", "Longer ago"),
    ),
    when(received),
    bucket=first_of(received),
    sums=received_buckets,
)

WAITING = Facet(
    "waiting",
    "Waiting for an answer",
    fixed(
        ("1", "Since today or yesterday"),
        ("3", "For 2 or 3 days"),
        ("7", "For 4 to 7 days"),
        ("more", "For longer than a week"),
    ),
    when(waiting),
    bucket=first_of(waiting),
)

SINCE = Facet(
    "since",
    "Since your last visit",
    fixed(("new", "New"), ("answered", "Answered by others"), ("returned", "Mail came back")),
    when(since),
)

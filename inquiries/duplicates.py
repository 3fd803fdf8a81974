"""Likely duplicates: people to compare are found by indexed keys, and compared by alike.py.

Two or three queries, however many inquiries there are. How many are compared is bounded, so that an
employer that thousands share costs a proposal rather than the page.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import Any

from django.db.models import QuerySet

from .alike import Said, reasons
from .models import Inquiry, NotTheSame, Prospect
from .person import Person

MOST_COMPARED = 200  # inquiries of others, with one person's
MOST_PROPOSED = 10
RECENT = 200  # inquiries whose senders one page of the desk's list looks at
MOST_OF_RECENT = 500  # inquiries that are compared with those
COLUMNS = [
    "reference", "created_at", "first_name", "last_name", "country", "employer", "person_key",
    "prospect__email", "prospect__mailbox_key", "prospect__same_as",
]  # fmt: skip


@dataclass
class Pair:
    """Two people who may be one, by the latest inquiry of each that says so, and why."""

    ours: Inquiry
    theirs: Inquiry
    reasons: list[str] = field(default_factory=list)

    @property
    def both(self) -> list[Inquiry]:
        """The newer one first."""
        return sorted((self.ours, self.theirs), key=lambda row: row.pk, reverse=True)


@dataclass(frozen=True)
class Likely:
    pairs: list[Pair]
    turned_down: list[NotTheSame]  # by staff: "Not the same person"


def likely(person: Person) -> Likely:
    """Who else may be this person."""
    turned_down = list(NotTheSame.objects.about([person.standing.pk]))
    others = worth_comparing().exclude(prospect__in=person.numbers)
    ours = [row for row in person.inquiries if row.state != Inquiry.State.SPAM]
    found = pairs(ours, others, turned_down, most=MOST_COMPARED)
    return Likely(found[:MOST_PROPOSED], turned_down)


def why(one: Person, other: Person) -> list[str]:
    """What speaks for the two being one person, in words."""
    ours, theirs = (dict.fromkeys(map(said_by, person.inquiries)) for person in (one, other))
    found = (reason for a, b in product(ours, theirs) for reason in reasons(a, b))
    return list(dict.fromkeys(found))


def recent_pairs(before: int | None = None) -> tuple[list[Pair], int | None]:
    """For the desk's list: among the senders of RECENT inquiries, and whom they may be.

    With the number of the inquiry before which the next page begins; None on the last page.
    """
    rows = known(worth_comparing()).order_by("-pk")
    recent = list(rows.filter(pk__lt=before)[:RECENT] if before else rows[:RECENT])
    people = {prospect_of(inquiry).person_number for inquiry in recent}
    said = NotTheSame.objects.about(people)
    found = pairs(recent, worth_comparing(), said, most=MOST_OF_RECENT)
    return found, recent[-1].pk if len(recent) == RECENT else None


def pairs(
    inquiries: list[Any], others: QuerySet[Inquiry], said: Iterable[NotTheSame], *, most: int
) -> list[Pair]:
    """Each pair once, the newest of `others` first."""
    not_same = {frozenset((no.one.person_number, no.other.person_number)) for no in said}
    found: dict[frozenset[int], Pair] = {}
    for ours, theirs in worth_a_look(inquiries, others, most):
        people = frozenset(prospect_of(row).person_number for row in (ours, theirs))
        if len(people) == 2 and people not in not_same:
            add(found, people, ours, theirs)
    return list(found.values())


def add(
    found: dict[frozenset[int], Pair], people: frozenset[int], ours: Inquiry, theirs: Inquiry
) -> None:
    if why := reasons(said_by(ours), said_by(theirs)):
        pair = found.setdefault(people, Pair(ours, theirs))
        pair.reasons += [reason for reason in why if reason not in pair.reasons]


def worth_a_look(
    inquiries: list[Any], others: QuerySet[Inquiry], most: int
) -> Iterator[tuple[Inquiry, Inquiry]]:
    """Those that share a key: of the mailbox, or of country, initials and employer."""
    boxes = by_key(inquiries, mailbox_of)
    names = by_key(inquiries, lambda row: row.person_key)
    same_box = others.filter(prospect__mailbox_key__in=boxes).values("pk")[:most]
    same_key = others.filter(person_key__in=names).values("pk")[:most]
    # each bounded before it is joined with anything, else all people would be read for it
    alike = known(Inquiry.objects.filter(pk__in=same_box)).union(
        known(Inquiry.objects.filter(pk__in=same_key)), all=True
    )
    # sorted here: asked for an order, the database might go through all inquiries by that
    for theirs in sorted(alike, key=lambda row: row.pk, reverse=True):
        for ours in boxes.get(mailbox_of(theirs), []) + names.get(theirs.person_key, []):
            yield ours, theirs


def by_key(inquiries: list[Any], key: Any) -> dict[str, list[Any]]:
    """Of each person and name one is enough: the latest, as they come."""
    grouped: dict[str, dict[Any, Any]] = {}
    for row in inquiries:
        same = (row.prospect_id, row.first_name, row.last_name, row.employer)
        if found := key(row):
            grouped.setdefault(found, {}).setdefault(same, row)
    return {found: list(rows.values()) for found, rows in grouped.items()}


def worth_comparing() -> QuerySet[Inquiry]:
    return (
        Inquiry.objects.filter(prospect__isnull=False).exclude(state=Inquiry.State.SPAM).order_by()
    )


def known(inquiries: QuerySet[Inquiry]) -> QuerySet[Inquiry]:
    """What is compared and shown of them, with their people."""
    return inquiries.select_related("prospect").only(*COLUMNS).order_by()


def prospect_of(inquiry: Inquiry) -> Prospect:
    if inquiry.prospect is None:
        raise ValueError("An erased inquiry has no person.")
    return inquiry.prospect


def mailbox_of(inquiry: Inquiry) -> str:
    return prospect_of(inquiry).mailbox_key


def said_by(inquiry: Inquiry) -> Said:
    return Said(
        prospect_of(inquiry).email,
        inquiry.first_name,
        inquiry.last_name,
        str(inquiry.country),
        inquiry.employer,
    )

"""What the admin's front page tells the desk: what to do next, and what happened meanwhile."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce
from django.http import QueryDict
from django.utils import timezone

from ..models import Change, Inquiry, Move, SavedView, Visit
from ..models.move import PAIRS
from .asker import Asker
from .counting import Number, numbers
from .facets import narrowed

NEWEST_SHOWN = 5
CHANGES_SHOWN = 5


class Done(NamedTuple):
    """What somebody else did: a move, or anything that is none."""

    at: datetime
    inquiry_id: int
    reference: str
    first_name: str
    last_name: str
    username: str
    said: str
    after: str  # of a move, which goes from `said`

    @property
    def what(self) -> str:
        return PAIRS[self.said, self.after].done if self.after else self.said

    @property
    def by(self) -> str:
        return f"{self.first_name} {self.last_name}".strip() or self.username


@dataclass(frozen=True)
class Queue:
    """A list that is one click away, with what it is for. Its count is of exactly its rows."""

    name: str
    query: str
    purpose: str
    tone: str = ""  # in which its number stands when it is not 0


UNCONFIRMED = Queue(
    "To be confirmed",
    "address=unconfirmed",
    "Nobody has confirmed the address. Release the real ones.",
)
QUEUES = (
    Queue("Mine", "state=open&owner=me", "Yours to answer, what is due first on top."),
    Queue("Nobody’s", "state=open&owner=none", "Take one, or give it to somebody.", "soon"),
    Queue("Due today", "state=open&due=today", "To be answered before the day ends.", "soon"),
    Queue("Late", "state=open&due=late", "Past the time we promised: answer these first.", "late"),
    UNCONFIRMED,
    Queue("Mails that failed", "delivery=failed", "Find out why, then send them again.", "late"),
)
SINCE = (
    Queue("New inquiries", "since=new", ""),
    Queue("Answered by others", "since=answered", ""),
    Queue("Mails that came back", "since=returned", ""),
)


@dataclass(frozen=True)
class Counted:
    queue: Queue
    number: Number


@dataclass(frozen=True)
class FrontPage:
    queues: list[Counted]
    views: list[Counted]
    since: list[Counted]
    last_here: datetime | None
    newest: Sequence[Inquiry]
    changes: Sequence[Done]

    @property
    def unconfirmed(self) -> Number:
        return next(found.number for found in self.queues if found.queue is UNCONFIRMED)

    @property
    def has_news(self) -> bool:
        return any(counted.number for counted in self.since)


def front_page(account: Any, now: datetime | None = None) -> FrontPage:
    """For who may see inquiries. Notes that they were here."""
    now = now or timezone.now()
    asker = Asker(account, now)
    asker.last_here = come(account, now)
    views = [
        Queue(view.name, view.query, "Shared" if view.is_shared else "Yours alone")
        for view in SavedView.objects.offered_to(account)
    ]
    counted = count([*QUEUES, *views, *SINCE], asker)
    return FrontPage(
        queues=counted[: len(QUEUES)],
        views=counted[len(QUEUES) : -len(SINCE)],
        since=counted[-len(SINCE) :],
        last_here=asker.last_here,
        newest=newest(),
        changes=done_by_others(account),
    )


def come(account: Any, now: datetime) -> datetime | None:
    """Notes the visit; the end of the one before, or None on the first."""
    visit, is_first = Visit.objects.get_or_create(account=account, defaults={"seen_at": now})
    if not is_first:
        visit.go_on(now)
    return visit.before_at


def count(queues: Sequence[Queue], asker: Asker) -> list[Counted]:
    found = numbers([narrowed(QueryDict(queue.query), asker) for queue in queues])
    return [Counted(queue, number) for queue, number in zip(queues, found, strict=True)]


def newest() -> Sequence[Inquiry]:
    real = Inquiry.objects.kept().exclude(state=Inquiry.State.SPAM)
    return list(real.defer("search_text")[:NEWEST_SHOWN])


def done_by_others(account: Any) -> Sequence[Done]:
    """One query for both tables, of which it reads the newest rows alone."""
    whose = [Coalesce(f"by__{name}", Value("")) for name in ("first_name", "last_name", "username")]
    about: list[Any] = ["at", "inquiry_id", "inquiry__reference", *whose]
    changes, moves = newest_by_others(Change, account), newest_by_others(Move, account)
    together = changes.values_list(*about, F("what"), Value("")).union(
        moves.values_list(*about, F("before"), F("after")), all=True
    )
    return [Done(*row) for row in together.order_by("-at")[:CHANGES_SHOWN]]


def newest_by_others(model: type[Change] | type[Move], account: Any) -> QuerySet[Any]:
    newest: Any = model.objects.exclude(by=account).order_by("-at").values("pk")[:CHANGES_SHOWN]
    return model.objects.filter(pk__in=newest).order_by()

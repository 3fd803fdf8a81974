"""How the outbox stands, and what staff must know of it: for the desk, the worker and its mail."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone
from django.utils.timesince import timesince

from .actions import owe
from .models import Delivery, Inquiry

A_DAY = timedelta(days=1)
LONG = timedelta(hours=1)  # to wait for a first delivery
MANY_UNCONFIRMED = 50


@dataclass(frozen=True)
class Standing:
    now: datetime
    waiting: int
    being_sent: int
    sent_in_a_day: int
    dead: int
    oldest: datetime | None  # since when the one waits that has waited longest
    unconfirmed: int

    @property
    def red_lines(self) -> list[str]:
        """In words, each thing that a person must look at; none when all is well."""
        lines = []
        if self.dead:
            lines.append(f"{number_of(self.dead, 'delivery', 'deliveries')} failed for good.")
        if self.waits_long:
            lines.append(f"The oldest delivery has waited for {self.oldest_in_words}.")
        if self.is_piling_up:
            lines.append(f"{self.unconfirmed} inquiries wait for their address to be confirmed.")
        return lines

    @property
    def unsent(self) -> int:
        return self.waiting + self.being_sent

    @property
    def a_day_ago(self) -> datetime:
        return self.now - A_DAY

    @property
    def waits_long(self) -> bool:
        return self.oldest is not None and self.now - self.oldest > LONG

    @property
    def is_piling_up(self) -> bool:
        return self.unconfirmed > MANY_UNCONFIRMED

    @property
    def oldest_in_words(self) -> str:
        return timesince(self.oldest, self.now) if self.oldest else ""

    def __str__(self) -> str:
        sent = Delivery.objects.filter(state=Delivery.State.SENT).count()
        return (
            f"waiting: {self.waiting}, being sent: {self.being_sent}, sent: {sent}, "
            f"failed for good: {self.dead}, oldest waiting: {self.oldest_in_words or 'none'}"
        )


def standing(now: datetime | None = None, unconfirmed: int | None = None) -> Standing:
    """Two queries, which look at what is unsent or new, and not at all that was ever sent.

    One when the caller has counted the unconfirmed ones.
    """
    now = now or timezone.now()
    states = Delivery.State
    waits = Q(state__in=[states.PENDING, states.LEASED])
    lately = Q(sent_at__gt=now - A_DAY)
    looked_at = Delivery.objects.filter(waits | Q(state=states.DEAD) | lately)
    counted = looked_at.order_by().aggregate(
        waiting=Count("pk", filter=Q(state=states.PENDING)),
        being_sent=Count("pk", filter=Q(state=states.LEASED)),
        sent_in_a_day=Count("pk", filter=Q(state=states.SENT) & lately),
        dead=Count("pk", filter=Q(state=states.DEAD)),
        oldest=Min("waiting_since", filter=waits),
    )
    if unconfirmed is None:
        unconfirmed = Inquiry.objects.unconfirmed().count()
    return Standing(now=now, unconfirmed=unconfirmed, **counted)


def warn_if_needed(now: datetime | None = None) -> None:
    """Owes the desk one mail a day while something stands in red."""
    now = now or timezone.now()
    if standing(now).red_lines:
        kind, day = Delivery.Kind.WARNING, timezone.localdate(now)
        owe([Delivery(kind=kind, key=Delivery.key_for(kind, day.isoformat()))])


def number_of(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"

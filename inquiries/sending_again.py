"""Mails once more: the brochure, because staff say so; what did not arrive, at another address."""

from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from .actions import new_delivery, owe
from .models import Change, Delivery, Inquiry
from .replies import NotSent, obstacle_to

A_DAY = timedelta(days=1)
MOST_A_DAY = 3
ON_ITS_WAY = (Delivery.State.PENDING, Delivery.State.LEASED)
ABOUT_THE_ADDRESS = (Delivery.Kind.CONFIRM, Delivery.Kind.NEW_LINK, Delivery.Kind.NEW_ADDRESS)
AS_NEW: dict[str, Any] = {
    "state": Delivery.State.PENDING,
    "attempts": 0,
    "error": "",
    "sent_at": None,
    "returned_at": None,
    "returned": "",
}


@transaction.atomic
def send_brochure(inquiry: Inquiry, *, by: User, token: str) -> bool:
    """False when the same click did it before. Raises NotSent."""
    inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    delivery = new_delivery(inquiry, Delivery.Kind.BROCHURE, about=f"desk/{token}")
    if Delivery.objects.filter(key=delivery.key).exists():
        return False
    if why := reason_against(inquiry):
        raise NotSent(why)
    owe([delivery])
    Change.objects.create(inquiry=inquiry, by=by, what="The brochure was sent again.")
    return True


def reason_against(inquiry: Inquiry) -> str:
    if obstacle := obstacle_to(inquiry):
        return obstacle.why
    deliveries = inquiry.deliveries.all()  # few, and at hand where a page shows them anyway
    brochures = [mail for mail in deliveries if mail.kind == Delivery.Kind.BROCHURE]
    if any(brochure.state in ON_ITS_WAY for brochure in brochures):
        return "The brochure is still on its way. Look at its delivery before you send another."
    since = timezone.now() - A_DAY
    if sum(brochure.waiting_since > since for brochure in brochures) >= MOST_A_DAY:
        return "The brochure went out several times within a day. Ask the person before another."
    return ""


@transaction.atomic
def send_what_is_missing(inquiry: Inquiry, *, about: str) -> None:
    """To the inquiry's new address: what did not reach the one before, and one brochure.

    No row is added for a mail that has one already, so that nothing goes out twice. `about` is the
    key of the question that was answered, and names the brochure that follows one that arrived.
    """
    now = timezone.now()
    unsent = Q(state__in=[Delivery.State.PENDING, Delivery.State.DEAD])
    questions = inquiry.deliveries.filter(unsent, kind__in=ABOUT_THE_ADDRESS)
    questions.exclude(key=about).delete()  # whether the address before was right matters no more
    missing = inquiry.deliveries.filter(unsent | Q(returned_at__isnull=False))
    replies = missing.filter(kind=Delivery.Kind.REPLY)
    brochures = list(missing.filter(kind=Delivery.Kind.BROCHURE).order_by("-pk"))
    again = [*replies, *brochures[:1]]
    inquiry.deliveries.filter(pk__in=[mail.pk for mail in again]).update(
        **AS_NEW, next_at=now, waiting_since=now
    )
    more = inquiry.deliveries.filter(pk__in=[mail.pk for mail in brochures[1:]])
    more.filter(unsent).delete()
    more.update(returned_at=None, returned="")
    if not brochures:
        owe([new_delivery(inquiry, Delivery.Kind.BROCHURE, about=about)])

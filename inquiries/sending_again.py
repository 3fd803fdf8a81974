"""The brochure once more, because staff say so: once a click, and not too often."""

from datetime import timedelta

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from .actions import new_delivery, owe
from .models import Change, Delivery, Inquiry
from .replies import NotSent, obstacle_to

A_DAY = timedelta(days=1)
MOST_A_DAY = 3
ON_ITS_WAY = (Delivery.State.PENDING, Delivery.State.LEASED)


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

"""What mail providers tell us about mails after they took them: those that came back.

Is failure fatal? No. A report about a mail that we do not know is taken in and left alone, and the
same report twice changes nothing more.
"""

import logging
from typing import Any

from anymail.signals import AnymailTrackingEvent, EventType, RejectReason, tracking
from django.db import transaction
from django.dispatch import receiver
from django.utils import timezone

from .models import Delivery
from .own_inquiry import withdraw_mail

logger = logging.getLogger(__name__)

CAME_BACK = {
    EventType.BOUNCED: "Bounced",
    EventType.REJECTED: "Rejected",
    EventType.FAILED: "Not sent",
    EventType.COMPLAINED: "Complained",
}
# In our own words: theirs may repeat the address, which is to be found nowhere once it is erased.
REASONS = {
    RejectReason.INVALID: "the address is none",
    RejectReason.BOUNCED: "the mailbox does not exist or takes no mail",
    RejectReason.TIMED_OUT: "the mail server did not answer in time",
    RejectReason.BLOCKED: "the mail server or our provider refuses such mail",
    RejectReason.SPAM: "they marked a mail of ours as spam",
    RejectReason.UNSUBSCRIBED: "they want no mail from us",
    RejectReason.OTHER: "no reason was given",
}
WANTS_NO_MORE = {EventType.COMPLAINED, EventType.UNSUBSCRIBED}
TO_THE_PERSON = {
    Delivery.Kind.BROCHURE,
    Delivery.Kind.CONFIRM,
    Delivery.Kind.NEW_LINK,
    Delivery.Kind.REPLY,
}


@receiver(tracking)
@transaction.atomic
def note(event: AnymailTrackingEvent, **_: Any) -> None:
    """Writes on the delivery that it came back, and ends further mail where that was said."""
    delivery = Delivery.objects.filter(key=key_of(event)).select_related("inquiry").first()
    if delivery is None:
        logger.info("A mail provider reported on a mail that is not here: %s", event.event_type)
        return
    if event.event_type in CAME_BACK:
        Delivery.objects.filter(pk=delivery.pk, returned_at=None).update(
            returned_at=event.timestamp or timezone.now(), returned=in_words(event)
        )
    if event.event_type in WANTS_NO_MORE and speaks_for_the_person(delivery):
        how = CAME_BACK.get(event.event_type, "Asked").lower()
        what = f"Further mail ended, as our mail provider reported: {how}"
        withdraw_mail(delivery.owed_to, everywhere=True, what=what)


def speaks_for_the_person(delivery: Delivery) -> bool:
    """Whether it went to the inquiry's own address, and not to staff or to one that was only asked.

    Otherwise a stranger, or a colleague who tidies a mailbox, would withdraw for the person.
    """
    went_there = delivery.kind in TO_THE_PERSON and not delivery.address
    return went_there and delivery.inquiry is not None and delivery.inquiry.prospect_id is not None


def key_of(event: AnymailTrackingEvent) -> str:
    """The delivery's key: sent along with the mail, and in its Message-ID."""
    sent_along = (event.metadata or {}).get("delivery")
    return str(sent_along or (event.message_id or "").strip("<>").partition("@")[0])


def in_words(event: AnymailTrackingEvent) -> str:
    reason = RejectReason.SPAM if event.event_type == EventType.COMPLAINED else event.reject_reason
    return f"{CAME_BACK[event.event_type]}: {REASONS.get(reason, REASONS[RejectReason.OTHER])}"

"""Works off the outbox: claim a due delivery, send it, write down what came of it."""

import logging
import smtplib
from datetime import datetime
from threading import Event

from anymail.exceptions import AnymailRecipientsRefused

from . import emails
from .models import Delivery

logger = logging.getLogger(__name__)

SENDERS = {
    Delivery.Kind.BROCHURE: emails.brochure,
    Delivery.Kind.CONFIRM: emails.confirm,
    Delivery.Kind.NEW_LINK: emails.new_link,
    Delivery.Kind.NEW_ADDRESS: emails.new_address,
}
BATCH = 20


def deliver_due(now: datetime | None = None, stop: Event | None = None) -> int:
    """Sends up to BATCH due deliveries, or until `stop` is set; the number that was tried."""
    tried = 0
    for pk in Delivery.objects.due(now).values_list("pk", flat=True)[:BATCH]:
        if stop and stop.is_set():
            break
        if delivery := Delivery.objects.claim(pk, now):
            deliver(delivery)
            tried += 1
    return tried


def deliver(delivery: Delivery) -> None:
    """Sends a claimed delivery. Never raises for what the mail server or a template does."""
    try:
        SENDERS[Delivery.Kind(delivery.kind)](delivery).send()
    except Exception as error:  # whatever it was stands on the row, where staff see it
        # the text may hold the address: into the row, not into the log
        logger.warning("Delivery %s failed: %s", delivery.pk, type(error).__name__)
        delivery.mark_failed(f"{type(error).__name__}: {error}", for_good=is_refusal(error))
    else:
        delivery.mark_sent()


def is_refusal(error: Exception) -> bool:
    """Server or provider said that this address takes no mail: trying again is no use."""
    if isinstance(error, AnymailRecipientsRefused):
        return True
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(500 <= code < 600 for code, _ in error.recipients.values())

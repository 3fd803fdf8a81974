"""Works off the outbox: take what is due, send it, write down what came of it."""

import logging
import smtplib
import time
from collections.abc import Callable
from enum import Enum
from functools import partial
from typing import Any, Protocol

from django.db import close_old_connections, connection

from content.log_lines import about
from content.patience import AWAY
from content.tallies import Tally

from . import emails, notices, reply_mail, webhook
from .models import Delivery

logger = logging.getLogger(__name__)

PATIENCE = 5  # times that the outcome is written down anew, a second apart
BATCH = 20


class Sendable(Protocol):
    @property
    def subject(self) -> Any: ...

    def send(self) -> Any: ...


SENDERS: dict[str, Callable[[Delivery], Sendable]] = {
    Delivery.Kind.BROCHURE: emails.brochure,
    Delivery.Kind.CONFIRM: emails.confirm,
    Delivery.Kind.NEW_LINK: emails.new_link,
    Delivery.Kind.NEW_ADDRESS: emails.new_address,
    Delivery.Kind.REPLY: reply_mail.reply,
    Delivery.Kind.NOTICE: notices.notice,
    Delivery.Kind.WARNING: notices.warning,
    Delivery.Kind.WEBHOOK: webhook.new_inquiry,
}
TRIED = Tally(
    "deliveries", "Deliveries tried", kind=Delivery.Kind.values, outcome=("sent", "failed")
)


class Outcome(Enum):
    NOTHING = "there was nothing to send"
    SENT = "it is sent"
    FAILED = "it could not be sent"


def deliver_due() -> int:
    """Sends up to BATCH due deliveries; the number that was tried."""
    for tried in range(BATCH):
        if deliver_next() is Outcome.NOTHING:
            return tried
    return BATCH


def deliver_next() -> Outcome:
    """Sends the one that is due first, unless another worker is taking it just now."""
    delivery = Delivery.objects.take()
    if delivery is None:
        return Outcome.NOTHING
    return Outcome.SENT if deliver(delivery) else Outcome.FAILED


def deliver(delivery: Delivery) -> bool:
    """Sends a claimed delivery. Never raises for what the other side or a template does.

    Raises when the database is away. The row then keeps its lease, and goes out again under the
    same key when that has run out.
    """
    with about(delivery=delivery.key):
        is_sent = send(delivery)
    TRIED.add(delivery.kind, "sent" if is_sent else "failed")
    return is_sent


def send(delivery: Delivery) -> bool:
    try:
        mail = SENDERS[delivery.kind](delivery)
        mail.send()
    except AWAY:
        raise  # not the other side's fault: there is nothing to write down, and nowhere
    except Exception as error:  # whatever it was stands on the row, where staff see it
        # the text may hold the address: into the row, not into the log
        logger.warning("Delivery %s failed: %s", delivery.pk, type(error).__name__)
        settle(partial(mark_failed, delivery, error))
        return False
    settle(partial(delivery.mark_sent, subject=mail.subject))
    return True


def mark_failed(delivery: Delivery, error: Exception) -> None:
    if isinstance(error, webhook.NotPassedOn):
        delivery.mark_failed(str(error), for_good=error.for_good, at_least=error.pause)
    else:
        delivery.mark_failed(f"{type(error).__name__}: {error}", for_good=is_refusal(error))


def settle(write: Callable[[], None]) -> None:
    """Writes the outcome, through a short restart of the database: what is sent goes out once."""
    for _ in range(PATIENCE):
        try:
            return write()
        except AWAY:
            if connection.in_atomic_block:
                raise  # what was begun before is lost with the connection
            time.sleep(1)
            close_old_connections()
    write()


def is_refusal(error: Exception) -> bool:
    """Server or provider said that this address takes no mail: trying again is no use."""
    from anymail.exceptions import AnymailRecipientsRefused  # brings requests, 5 MB

    if isinstance(error, AnymailRecipientsRefused):
        return True
    if not isinstance(error, smtplib.SMTPRecipientsRefused):
        return False
    return all(500 <= code < 600 for code, _ in error.recipients.values())

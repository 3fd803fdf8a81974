"""The mail that a member of staff wrote. Template: templates/inquiries/emails/reply.html"""

from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from content.links import absolute

from .emails import address_for_questions, as_mail_servers_know, letter, message_id
from .models import Delivery, Inquiry, Reply
from .plain_text import as_html
from .reply_fields import EXAMPLES, LINKS, addresses_of
from .reply_text import fill


def reply(delivery: Delivery) -> EmailMultiAlternatives:
    return reply_letter(delivery.reply, delivery)


def reply_letter(reply: Reply, delivery: Delivery) -> EmailMultiAlternatives:
    """What a member of staff wrote, in the conversation of the mails that went before.

    A person sent it: it says nowhere that a machine did, or that a list. So mail programs may
    answer it by themselves, as when somebody is away.
    """
    inquiry = delivery.owed_to
    said = words(reply.subject, reply.body, inquiry.reference, addresses_of(inquiry))
    before = ids_of_the_conversation(delivery)
    threaded = {"In-Reply-To": before[-1], "References": " ".join(before)} if before else {}
    to = [as_mail_servers_know(inquiry.email)]
    reply_to = address_for_answers(inquiry)
    return letter("reply", said, to=to, key=delivery.key, reply_to=reply_to, headers=threaded)


def example_letter(subject: str, body: str) -> EmailMultiAlternatives:
    """As the examples of the fields have it: to nobody, and never sent."""
    addresses = dict.fromkeys(LINKS, absolute("/brochure/"))
    filled = fill(subject, EXAMPLES).text, fill(body, EXAMPLES).text
    said = words(*filled, EXAMPLES["reference"], addresses)
    return letter("reply", said, to=["ada@example.org"], key="example", headers={})


def words(subject: str, body: str, reference: str, addresses: dict[str, str]) -> dict[str, Any]:
    return {
        "subject": subject_with_reference(subject, reference),
        "said": as_html(body, addresses),
        "reference": reference,
        "mine_link": addresses["my_inquiry_link"],
    }


def subject_with_reference(subject: str, reference: str) -> str:
    """Whoever finds an answer to it in a mailbox can find the inquiry on the desk."""
    return subject if reference in subject else f"{subject} ({reference})"


def ids_of_the_conversation(delivery: Delivery) -> list[str]:
    """The Message-IDs of brochures and replies that were sent before, the oldest first."""
    kinds = [Delivery.Kind.BROCHURE, Delivery.Kind.REPLY]
    sent = delivery.owed_to.deliveries.filter(kind__in=kinds, state=Delivery.State.SENT)
    keys = sent.exclude(pk=delivery.pk).order_by("sent_at", "pk").values_list("key", flat=True)
    return [message_id(key) for key in keys]


def address_for_answers(inquiry: Inquiry) -> str:
    if settings.REPLY_ADDRESS:
        return settings.REPLY_ADDRESS.format(reference=inquiry.reference)
    return address_for_questions(inquiry)

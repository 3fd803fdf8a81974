"""What the desk is told by mail: that somebody has asked, and that something does not go out."""

from typing import Any, cast
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from pages.models.facts import inquiries_email

from .models import Delivery, Inquiry, ProgramRouting
from .standing import standing


def notice(delivery: Delivery) -> EmailMessage:
    """Tells those who look after the programs, without the person's name and address.

    Mail boxes are read by many and kept for long; who it was stands on the desk.
    """
    inquiry = cast(Inquiry, delivery.inquiry)  # only a warning has none
    context = {
        "inquiry": inquiry,
        "asked_programs": list(inquiry.programs.all()),
        "interests": list(inquiry.interests.all()),
        "desk_url": in_the_admin("inquiry_change", inquiry.pk),
    }
    return _to_the_desk("notice", delivery, recipients_for(inquiry), context)


def recipients_for(inquiry: Inquiry) -> list[str]:
    """Whoever looks after one of its programs, each once; nobody named: the site's own address."""
    routings = ProgramRouting.objects.filter(program__inquiries__inquiry=inquiry)
    named = {address.lower(): address for routing in routings for address in routing.addresses()}
    return list(named.values()) or [inquiries_email()]


def warning(delivery: Delivery) -> EmailMessage:
    """What stands in red on the desk, as it is when the mail goes out."""
    context = {"standing": standing(), "desk_url": in_the_admin("delivery_changelist")}
    return _to_the_desk("warning", delivery, [inquiries_email()], context)


def in_the_admin(page: str, *args: object) -> str:
    return settings.SITE_URL + reverse(f"admin:inquiries_{page}", args=args)


def _to_the_desk(
    name: str, delivery: Delivery, to: list[str], context: dict[str, Any]
) -> EmailMessage:
    subject, text = (
        render_to_string(f"inquiries/emails/{name}-{part}.txt", context)
        for part in ("subject", "body")
    )
    return EmailMessage(
        subject=subject.strip(),
        body=text,
        to=to,
        headers={
            "Message-ID": f"<{delivery.key}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )

"""What the desk is told by mail: that somebody has asked, and that something does not go out."""

from django.core.mail import EmailMultiAlternatives
from django.urls import reverse

from content.links import absolute
from pages.models.facts import inquiries_email

from .emails import letter
from .models import Delivery, Inquiry, ProgramRouting
from .standing import standing


def notice(delivery: Delivery) -> EmailMultiAlternatives:
    """Tells those who look after the programs, without the person's name and address.

    Mail boxes are read by many and kept for long; who it was stands on the desk.
    """
    inquiry = delivery.owed_to
    context = {
        "inquiry": inquiry,
        "asked_programs": list(inquiry.programs.all()),
        "interests": list(inquiry.interests.all()),
        "plan_url": absolute(inquiry.plan) if inquiry.plan else "",
        "desk_url": in_the_admin("inquiry_change", inquiry.pk),
    }
    return letter("notice", context, to=recipients_for(inquiry), key=delivery.key)


def recipients_for(inquiry: Inquiry) -> list[str]:
    """Whoever looks after one of its programs, each once; nobody named: the site's own address."""
    routings = ProgramRouting.objects.filter(program__inquiries__inquiry=inquiry)
    named = {address.lower(): address for routing in routings for address in routing.addresses()}
    return list(named.values()) or [inquiries_email()]


def warning(delivery: Delivery) -> EmailMultiAlternatives:
    """What stands in red on the desk, as it is when the mail goes out."""
    context = {"standing": standing(), "desk_url": in_the_admin("delivery_changelist")}
    return letter("warning", context, to=[inquiries_email()], key=delivery.key)


def in_the_admin(page: str, *args: object) -> str:
    return absolute(reverse(f"admin:inquiries_{page}", args=args))

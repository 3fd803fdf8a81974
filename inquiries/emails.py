"""The mails, one function each. Templates: templates/inquiries/emails/<name>-{subject,body}.*"""

from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from pages.models.facts import inquiries_email

from .models import Delivery


def brochure(delivery: Delivery) -> EmailMultiAlternatives:
    """Tells the person that the inquiry has arrived: reference, programs, who to ask."""
    return _mail("brochure", delivery)


def _mail(name: str, delivery: Delivery) -> EmailMultiAlternatives:
    inquiry, for_questions = delivery.inquiry, inquiries_email()
    context = {
        "inquiry": inquiry,
        "asked_programs": inquiry.programs.select_related("program"),
        "site_url": settings.SITE_URL,
        "inquiries_email": for_questions,
    }
    subject, text, html = (
        render_to_string(f"inquiries/emails/{name}-{part}", context)
        for part in ("subject.txt", "body.txt", "body.html")
    )
    mail = EmailMultiAlternatives(
        subject=subject.strip(),
        body=text,
        to=[inquiry.email],
        reply_to=[for_questions],
        headers={
            # a second copy after a broken line carries the same id, so mail programs show one
            "Message-ID": f"<{delivery.key}@{urlsplit(settings.SITE_URL).hostname}>",
            "Auto-Submitted": "auto-generated",
        },
    )
    mail.attach_alternative(html, "text/html")
    return mail

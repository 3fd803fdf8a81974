"""The mails, one function each. Templates: templates/inquiries/emails/<name>.html"""

from typing import Any
from urllib.parse import quote, urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from email_validator import EmailNotValidError, validate_email

from content import stamp
from content.links import absolute
from pages.models import SiteFacts
from pages.models.facts import inquiries_email

from .brochure import document
from .brochure.contents import brochure_of
from .letters import written
from .models import Delivery, Inquiry, ProgramRouting

# a provider that writes an id of its own unless it is told not to
KEEP_OUR_ID = {"postmark": {"X-PM-KeepID": "true"}}


def brochure(delivery: Delivery) -> EmailMultiAlternatives:
    """The answer: the brochure, the reference, whom to ask, and the way to what we hold."""
    inquiry = delivery.owed_to
    file = brochure_file(inquiry) if settings.BROCHURE_ATTACHED else None
    links = {
        "mine_link": mine_link(inquiry),
        "brochure_link": absolute(inquiry.brochure_url()),
        "pdf_link": absolute(inquiry.brochure_pdf_url()),
        "programs": inquiry.programs.select_related("program"),
        "is_attached": file is not None,
    }
    mail = to_the_person("brochure", delivery, **links)
    mail.extra_headers["List-Unsubscribe"] = ways_to_end_mail(inquiry)
    mail.extra_headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    if file is not None:
        mail.attach(document.FILE_NAME, file, "application/pdf")
    return mail


def brochure_file(inquiry: Inquiry) -> bytes | None:
    """None when it cannot be drawn: the mail then goes out with the link alone."""
    stamp.refresh()  # a worker has no requests that would look whether content has changed
    return document.pdf(brochure_of(inquiry))


def confirm(delivery: Delivery) -> EmailMultiAlternatives:
    """Asks whether the address is theirs; says nothing that was typed into the form."""
    return to_the_person("confirm", delivery, mine_link=mine_link(delivery.owed_to))


def new_link(delivery: Delivery) -> EmailMultiAlternatives:
    return to_the_person("new_link", delivery, mine_link=mine_link(delivery.owed_to))


def new_address(delivery: Delivery) -> EmailMultiAlternatives:
    """Goes to the new address, with a link that confirms it and opens nothing else."""
    path = delivery.owed_to.new_address_url(delivery)
    return to_the_person("new_address", delivery, address_link=absolute(path))


def to_the_person(name: str, delivery: Delivery, **context: Any) -> EmailMultiAlternatives:
    inquiry = delivery.owed_to
    for_questions = address_for_questions(inquiry)
    context |= {"inquiry": inquiry, "for_questions": for_questions}
    to = as_mail_servers_know(delivery.address or inquiry.email)
    return letter(name, context, to=[to], key=delivery.key, reply_to=for_questions)


def as_mail_servers_know(address: str) -> str:
    """With the domain by IDNA 2008, in ASCII.

    Django's own backends encode by IDNA 2003, for which straße.de is strasse.de: somebody else's.
    """
    try:
        known = validate_email(address, check_deliverability=False)
    except EmailNotValidError:
        return address  # it came in by another way than the form, which takes none of these
    return known.ascii_email or address


def letter(
    name: str,
    context: dict[str, Any],
    *,
    to: list[str],
    key: str,
    reply_to: str = "",
    headers: dict[str, str] | None = None,
) -> EmailMultiAlternatives:
    """Any of our mails, to the public or to staff, in the frame that all share.

    Without `headers` of its own it says that a machine sent it.
    """
    frame = {"site_url": settings.SITE_URL, "facts": SiteFacts.objects.first()}
    said = written(name, frame | context)
    mail = EmailMultiAlternatives(
        subject=said.subject,
        body=said.text,
        to=to,
        reply_to=[reply_to or inquiries_email()],
        headers={
            # a second copy after a broken line carries the same id, so mail programs show one
            "Message-ID": message_id(key),
            **(sent_by_a_machine() if headers is None else headers),
            **KEEP_OUR_ID.get(settings.EMAIL_PROVIDER, {}),
        },
    )
    # django-anymail looks for it, and it comes back with what the mail provider tells us
    mail.metadata = {"delivery": key}  # type: ignore[attr-defined]
    mail.attach_alternative(said.html, "text/html")
    return mail


def message_id(key: str) -> str:
    return f"<{key}@{our_host()}>"


def sent_by_a_machine() -> dict[str, str]:
    return {
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",  # Exchange's own word for the same
        "List-Id": f"<inquiries.{our_host()}>",
    }


def our_host() -> str | None:
    return urlsplit(settings.SITE_URL).hostname


def mine_link(inquiry: Inquiry) -> str:
    """For mails to the inquiry's own address alone: who holds it has shown to read that mailbox."""
    return absolute(inquiry.mine_url(mailed=True))


def address_for_questions(inquiry: Inquiry) -> str:
    """The program's own, when one alone was asked for and has one; else the school's."""
    asked = inquiry.programs.values_list("program", flat=True)
    routing = ProgramRouting.objects.filter(program__in=asked).first() if len(asked) == 1 else None
    recipients = routing.addresses() if routing else []
    return recipients[0] if recipients else inquiries_email()


def ways_to_end_mail(inquiry: Inquiry) -> str:
    """A mail to us, or the page with one button for it.

    Mail programs may press that button themselves (RFC 8058); the page takes their post.
    """
    subject = quote(f"No further mail ({inquiry.reference})")
    by_mail = f"mailto:{address_for_questions(inquiry)}?subject={subject}"
    return f"<{by_mail}>, <{absolute(inquiry.no_mail_url())}>"

"""What we hold of a person, as they may read it: on their page, and to take away as JSON."""

from typing import Any

from django.utils import timezone
from django.utils.formats import date_format

from .models import Change, Delivery, Inquiry

# what goes to the person; the others go to the school
TO_THE_PERSON = {
    Delivery.Kind.BROCHURE: "The brochure",
    Delivery.Kind.REPLY: "Our reply",
    Delivery.Kind.CONFIRM: "The question whether the address is yours",
    Delivery.Kind.NEW_LINK: "A new link to this page",
    Delivery.Kind.NEW_ADDRESS: "The question whether the new address is yours",
}


def told_deliveries(inquiry: Inquiry) -> list[dict[str, Any]]:
    """Each mail to the person, oldest first: what it is, and how it stands in words."""
    mails = [d for d in reversed(inquiry.deliveries.all()) if d.kind in TO_THE_PERSON]
    return [
        {"what": TO_THE_PERSON[Delivery.Kind(mail.kind)], "how": told(mail), "row": mail}
        for mail in mails
    ]


def told(mail: Delivery) -> str:
    match mail.state:
        case Delivery.State.SENT if mail.returned_at:
            return f"sent on {at(mail.sent_at)}, but it came back"
        case Delivery.State.SENT:
            return f"sent on {at(mail.sent_at)}"
        case Delivery.State.DEAD:
            return "could not be delivered"
    if mail.attempts:
        return "did not get through yet; we are trying again"
    return "waits to be sent, within minutes"


def told_changes(inquiry: Inquiry) -> list[Change]:
    """What was done that concerns the person."""
    return [change for change in inquiry.changes.all() if not change.for_staff]


def at(moment: Any) -> str:
    return date_format(timezone.localtime(moment), "F j, Y, H:i") + " (Boston time)"


def holdings(inquiry: Inquiry, *, by_mail: bool) -> dict[str, Any]:
    """Everything but our own notes and reasons. Times are ISO 8601, with their offset.

    What we wrote to them is for whoever reads the mailbox: `by_mail` says that they do.
    """
    return {
        "reference": inquiry.reference,
        "received_at": inquiry.created_at,
        "answers": {
            "salutation": inquiry.salutation,
            "first_name": inquiry.first_name,
            "last_name": inquiry.last_name,
            "email": inquiry.email,
            "country": inquiry.get_country_display(),
            "employer": inquiry.employer,
            "would_like_to_begin": inquiry.entry_year,
            "plan": inquiry.plan,
            "programs": [asked.name for asked in inquiry.programs.all()],
            "interests": [interest.label for interest in inquiry.interests.all()],
        },
        "how_they_came": {
            "source": inquiry.source,
            "medium": inquiry.medium,
            "campaign": inquiry.campaign,
        },
        "brochure_opened_at": inquiry.brochure_opened_at,
        "address_confirmed_at": inquiry.confirmed_at,
        "state": inquiry.state,
        "answered_at": inquiry.answered_at,
        "consents": [
            {
                "purpose": consent.purpose,
                "version": consent.version,
                "text": consent.text,
                "given_at": consent.given_at,
                "withdrawn_at": consent.withdrawn_at,
            }
            for consent in inquiry.consents.all()
        ],
        "mails": [
            {
                "what": mail["what"],
                "state": mail["row"].state,
                "sent_at": mail["row"].sent_at,
                "returned_at": mail["row"].returned_at,
                "returned": mail["row"].returned,
                "address": mail["row"].address or inquiry.email,
            }
            for mail in told_deliveries(inquiry)
        ],
        "replies": [
            {"at": reply.created_at, "subject": reply.subject, "text": reply.said}
            for reply in (inquiry.replies.all() if by_mail else ())
        ],
        "changes": [{"at": change.at, "what": change.what} for change in told_changes(inquiry)],
        "moves": [
            {"at": move.at, "from": move.before, "to": move.after} for move in inquiry.moves.all()
        ],
    }

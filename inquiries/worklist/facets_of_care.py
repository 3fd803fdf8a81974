"""By how mails fare, whether the address is theirs, and what privacy asks for."""

from collections.abc import Sequence
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from ..consent import Purpose
from ..models import Consent, Delivery, Inquiry
from ..models.inquiry import UNCONFIRMED
from .asker import Asker
from .facet import Facet, any_of, first_of, fixed, of_inquiries, when

DELIVERIES = Delivery.State
MAIL = {
    "waiting": Delivery.objects.filter(state__in=[DELIVERIES.PENDING, DELIVERIES.LEASED]),
    "failed": Delivery.objects.filter(state=DELIVERIES.DEAD),
    "returned": Delivery.objects.filter(returned_at__isnull=False),
}
ADDRESS = {"unconfirmed": UNCONFIRMED, "confirmed": Q(confirmed_at__isnull=False)}
HELD = {"yes": Q(is_held=True), "no": Q(is_held=False)}


def with_mails(values: Sequence[str], asker: Asker) -> Q:
    found = Q()
    for value in values:  # a warning to the desk is about no inquiry: NULL would match nothing
        found |= of_inquiries(MAIL[value].filter(inquiry__isnull=False))
    return found


def further_mail(values: Sequence[str], asker: Asker) -> Q:
    asked = Consent.objects.filter(purpose=Purpose.MAIL)
    conditions = {
        "yes": of_inquiries(asked.filter(withdrawn_at=None)),
        "withdrawn": of_inquiries(asked.exclude(withdrawn_at=None)),
        "no": ~of_inquiries(asked),
    }
    return any_of(conditions, values)


# how a mail fares; and of several, which one the desk must know of
FATE = Case(
    When(state=DELIVERIES.DEAD, then=Value("failed")),
    When(returned_at__isnull=False, then=Value("returned")),
    When(state=DELIVERIES.SENT, then=Value("sent")),
    default=Value("waiting"),
    output_field=CharField(),
)
WORST_FIRST = Case(
    When(state=DELIVERIES.DEAD, then=0),
    When(returned_at__isnull=False, then=1),
    When(state=DELIVERIES.SENT, then=3),
    default=2,
)


def mails_counted(inquiries: Any) -> QuerySet[Any, Any]:
    rest = ~Q(state=DELIVERIES.SENT) | Q(returned_at__isnull=False)
    mails = Delivery.objects.filter(rest, inquiry__in=inquiries).order_by()
    return mails.values_list(FATE).annotate(number=Count("inquiry", distinct=True))


def further_mail_counted(inquiries: Any) -> QuerySet[Any, Any]:
    asked = Consent.objects.filter(purpose=Purpose.MAIL, inquiry__in=inquiries).order_by()
    stand = Case(
        When(withdrawn_at=None, then=Value("yes")),
        default=Value("withdrawn"),
        output_field=CharField(),
    )
    return asked.values_list(stand).annotate(number=Count("pk"))


DELIVERY = Facet(
    "delivery",
    "Mails to the person",
    fixed(("waiting", "Waiting to be sent"), ("failed", "Failed"), ("returned", "Came back")),
    with_mails,
    related=mails_counted,
    is_open=True,
)

ADDRESS_OF = Facet(
    "address",
    "Address",
    fixed(("unconfirmed", "To be confirmed"), ("confirmed", "Confirmed or released")),
    when(lambda asker: ADDRESS),
    bucket=first_of(lambda asker: ADDRESS),
    is_open=True,
)

MAIL_WANTED = Facet(
    "mail",
    "Further mail",
    fixed(("yes", "Yes"), ("withdrawn", "Withdrawn"), ("no", "No")),
    further_mail,
    related=further_mail_counted,
)

CAPTCHA = Facet(
    "captcha",
    "Check for robots",
    fixed(*Inquiry.Captcha.choices),
    lambda values, asker: Q(captcha__in=values),
    bucket=lambda asker: F("captcha"),
)

HELD_BACK = Facet(
    "held",
    "Legal hold",
    fixed(("yes", "Held"), ("no", "Not held")),
    when(lambda asker: HELD),
    bucket=first_of(lambda asker: HELD),
)

ERASED = Facet(
    "erased",
    "Erased",
    fixed(("yes", "Erased ones alone"), ("all", "With erased ones")),
    when(lambda asker: {"yes": Q(erased_at__isnull=False), "all": Q()}),
    is_single=True,
    otherwise=Q(erased_at=None),
)

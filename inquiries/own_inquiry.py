"""What a person may do with their own inquiry: each in one transaction, each safe to repeat.

A legal hold keeps the inquiry as it is: whatever would change it raises Held.
"""

from datetime import timedelta

from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from . import clock
from .actions import answers_to, new_delivery, owe
from .consent import Purpose
from .corrections import Corrected
from .erasure import Held, forget_prospect
from .models import (
    Change,
    Consent,
    Delivery,
    Inquiry,
    InquiryInterest,
    InquiryProgram,
    Prospect,
)
from .sending_again import send_what_is_missing

MOST_NEW_ADDRESSES = 3  # a day: each is a mail to an address that anybody can type
ASKED_LATELY = timedelta(hours=24)
DETAILS = ("salutation", "first_name", "last_name", "country", "employer", "entry_year")


class NotAsked(Exception):
    """No question goes to the new address; says why, in words for whoever named it."""


def locked(inquiry: Inquiry) -> Inquiry:
    """The row as it is now, for a change to it. Raises Held."""
    inquiry = Inquiry.objects.kept().select_for_update().get(pk=inquiry.pk)
    if inquiry.is_held:
        raise Held
    return inquiry


@transaction.atomic
def correct(inquiry: Inquiry, answers: Corrected, *, by_mail: bool = False) -> None:
    """Writes what differs; `by_mail`: for who holds a link that was mailed.

    Staff read which answers changed, but not from what to what.
    """
    inquiry = locked(inquiry)
    said = {**answers, "salutation": str(answers["salutation"] or "")}
    changed = [name for name in DETAILS if getattr(inquiry, name) != said[name]]
    for name in changed:
        setattr(inquiry, name, said[name])
    inquiry.save(update_fields=changed)
    if _ask_for_programs(inquiry, answers):
        changed.append("programs")
    if _tick_interests(inquiry, answers):
        changed.append("interests")
    if changed:
        names = ", ".join(name.replace("_", " ") for name in changed)
        Change.objects.create(inquiry=inquiry, what=f"Corrected: {names}.")
        if by_mail:
            know_by_mail(inquiry)


def _ask_for_programs(inquiry: Inquiry, answers: Corrected) -> bool:
    """What was asked for before keeps the name it had that day."""
    wanted = {program.pk: program for program in answers["programs"]}
    had = set(inquiry.programs.values_list("program", flat=True))
    inquiry.programs.exclude(program__in=wanted).delete()
    InquiryProgram.objects.bulk_create(
        InquiryProgram(inquiry=inquiry, program=program, name=program.official_name)
        for pk, program in wanted.items()
        if pk not in had
    )
    return had != wanted.keys()


def _tick_interests(inquiry: Inquiry, answers: Corrected) -> bool:
    ticked = {option.pk: option for option in answers["interests"]}
    had = set(inquiry.interests.values_list("option", flat=True))
    inquiry.interests.exclude(option__in=ticked).delete()
    InquiryInterest.objects.bulk_create(
        InquiryInterest(inquiry=inquiry, option=option, label=option.label)
        for pk, option in ticked.items()
        if pk not in had
    )
    return had != ticked.keys()


@transaction.atomic
def know_by_mail(inquiry: Inquiry) -> None:
    """What stands there is theirs by now, so that the sender's own links end.

    One in doubt is left alone: it has a button of its own for that, which sends the brochure.
    """
    if inquiry.awaits_confirmation or inquiry.is_held:
        return
    now = timezone.now()
    if inquiry.owned_since is None:
        Inquiry.objects.filter(pk=inquiry.pk).update(confirmed_at=now, released_by=None)
    Prospect.objects.filter(inquiries=inquiry, verified_at=None).update(verified_at=now)


def send_brochure_again(inquiry: Inquiry) -> None:
    """At most once a day, and not while the last one is still on its way. Never for spam."""
    if not inquiry.has_brochure:
        return
    brochures = inquiry.deliveries.filter(kind=Delivery.Kind.BROCHURE)
    if not brochures.filter(state__in=[Delivery.State.PENDING, Delivery.State.LEASED]).exists():
        today = timezone.localdate().isoformat()
        owe([new_delivery(inquiry, Delivery.Kind.BROCHURE, about=today)])


@transaction.atomic
def withdraw_mail(
    inquiry: Inquiry, *, everywhere: bool, what: str = "No further mail wanted."
) -> None:
    """No further mail because of this inquiry, or of any that came from its mailbox."""
    consents = Consent.objects.filter(purpose=Purpose.MAIL, withdrawn_at=None)
    if everywhere:
        consents = consents.filter(inquiry__prospect=inquiry.prospect)
    else:
        consents = consents.filter(inquiry=inquiry)
    # by number, as the update below would leave none to be found
    inquiries = list(consents.values_list("inquiry", flat=True))
    consents.filter(inquiry__in=inquiries).update(withdrawn_at=timezone.now())
    Change.objects.bulk_create(Change(inquiry_id=number, what=what) for number in inquiries)


@transaction.atomic
def ask_new_address(inquiry: Inquiry, address: str) -> bool:
    """Owes a question to the new address; False: the same address again is the question that is
    there.

    Raises NotAsked for spam, and when the inquiry has named several addresses today or another
    inquiry this one: nobody's mailbox shall be filled from here.
    """
    inquiry = locked(inquiry)
    if not inquiry.has_brochure:
        raise NotAsked("We cannot change the address of this inquiry here. Please write to us.")
    asked = inquiry.deliveries.filter(kind=Delivery.Kind.NEW_ADDRESS)
    today = timezone.localdate().isoformat()
    keys = [
        new_delivery(inquiry, Delivery.Kind.NEW_ADDRESS, about=f"{today}/{number}")
        for number in range(MOST_NEW_ADDRESSES)
    ]
    of_today = asked.filter(key__in=[delivery.key for delivery in keys])
    last = of_today.first()
    if last and last.address == address:
        return False
    number = of_today.count()
    if number == MOST_NEW_ADDRESSES:
        raise NotAsked("Several addresses were named today. Try again tomorrow.")
    if was_asked_lately(address, but_for=inquiry):
        raise NotAsked("We have just written to this address. Try again tomorrow.")
    delivery = keys[number]
    delivery.address = address
    owe([delivery])
    return True


def was_asked_lately(address: str, *, but_for: Inquiry) -> bool:
    """Whether another inquiry has had this address asked within a day."""
    asked = Delivery.objects.filter(kind=Delivery.Kind.NEW_ADDRESS, address__iexact=address)
    lately = asked.filter(waiting_since__gt=timezone.now() - ASKED_LATELY)
    return lately.exclude(inquiry=but_for).exists()


@transaction.atomic
def move_to_new_address(delivery: Delivery) -> Inquiry | None:
    """The new address is theirs: the inquiry, this one alone, becomes one of whoever reads there.

    None when it was erased, or when another address was asked for since. Raises Held.
    """
    kept = Inquiry.objects.kept().select_for_update(of=("self",))
    inquiry = kept.filter(deliveries=delivery).first()
    if inquiry is None or delivery != newest_question(inquiry):
        return None
    if inquiry.email == delivery.address:
        return inquiry
    if inquiry.is_held:
        raise Held
    before, was_in_doubt = inquiry.prospect_id, inquiry.is_unconfirmed
    now = timezone.now()
    prospect = Prospect.objects.known_by(delivery.address)
    Prospect.objects.filter(pk=prospect.pk).update(verified_at=Coalesce(F("verified_at"), now))
    inquiry.prospect, inquiry.email = prospect, delivery.address
    inquiry.confirmed_at, inquiry.released_by = inquiry.confirmed_at or now, None
    inquiry.save(update_fields=["prospect", "email", "confirmed_at", "released_by"])
    Change.objects.create(
        inquiry=inquiry, what="E-mail address changed, after the new one had confirmed it."
    )
    if was_in_doubt:  # by now nobody doubts it, as if the first address had confirmed it
        owe(answers_to(inquiry))
        clock.settle(inquiry)
    elif inquiry.has_brochure:
        send_what_is_missing(inquiry, about=delivery.key)
    if before and before != prospect.pk:
        forget_prospect(before)
    return inquiry


def newest_question(inquiry: Inquiry) -> Delivery | None:
    """The one that may still be answered; or the one by which the inquiry came where it is."""
    asked = inquiry.deliveries.filter(kind=Delivery.Kind.NEW_ADDRESS)
    newest = asked.order_by("-pk").first()
    return None if newest is None or is_overtaken(newest, inquiry) else newest


def question_that_waits(inquiry: Inquiry) -> Delivery | None:
    """Asked of a new address that has not confirmed; of the deliveries as they were read."""
    asked = (row for row in inquiry.deliveries.all() if row.kind == Delivery.Kind.NEW_ADDRESS)
    newest = max(asked, key=lambda row: row.pk, default=None)
    if newest is None or newest.address == inquiry.email or is_overtaken(newest, inquiry):
        return None
    return newest


def is_overtaken(question: Delivery, inquiry: Inquiry) -> bool:
    """Whoever sent the form asked it, and then the mailbox's owner came: they may be two."""
    if inquiry.owned_since is None or question.address == inquiry.email:
        return False
    return question.waiting_since < inquiry.owned_since


def owe_new_link(email: str) -> None:
    """A link to the newest inquiry from this address, at most once an hour; silent in any case.

    Not for one that nobody has confirmed yet: its address gets that question alone.
    """
    of_address = Inquiry.objects.kept().filter(prospect__email=email.lower())
    doubtful = Inquiry.objects.unconfirmed().order_by().values("pk")
    inquiry = of_address.exclude(state=Inquiry.State.SPAM).exclude(pk__in=doubtful).first()
    if inquiry:
        hour = timezone.now().strftime("%Y-%m-%dT%H")
        owe([new_delivery(inquiry, Delivery.Kind.NEW_LINK, about=hour)])

"""Writes across models, each in one transaction."""

import hashlib
import json
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TypedDict

from django.conf import settings
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from content.tallies import Tally
from content.write_lock import write_lock
from programs.models import Program

from . import clock, ownership, rulebook
from .brochure import editions
from .consent import Purpose, current
from .inserting import insert
from .models import (
    Change,
    Consent,
    Delivery,
    Edition,
    FormOption,
    Inquiry,
    InquiryInterest,
    InquiryProgram,
    Move,
    Prospect,
)
from .rules import Asked, Plan
from .sources import Source
from .throttle import refuse_too_many

REFERENCE_ATTEMPTS = 3
A_DAY = timedelta(days=1)
MOST_QUESTIONS = 3  # a day, to one mailbox
DIRECTLY = Source()
STORED = Tally(
    "inquiries_stored", "Inquiries stored", outcome=[*Inquiry.Captcha.values, Inquiry.State.SPAM]
)


class Answers(TypedDict):
    """The form's cleaned answers."""

    salutation: FormOption | None
    first_name: str
    last_name: str
    email: str
    country: str
    employer: str
    entry_year: int | None
    programs: list[Program]
    interests: list[FormOption]
    wants_mail: bool
    plan: str


def submission_key(form_key: str, answers: Answers, is_spam: bool) -> str:
    """One key for one set of answers in a form of one day.

    A double click, a reload, a retry, and Back and send again all bring the same form key and the
    same answers. Someone who corrects a letter brings other answers: a new inquiry.
    """
    said = [
        form_key,
        is_spam,
        str(answers["salutation"] or ""),
        *(answers[name] for name in ("first_name", "last_name", "email", "country", "employer")),
        [program.slug for program in answers["programs"]],
        [option.label for option in answers["interests"]],
        answers["entry_year"],
        answers["wants_mail"],
        # only when there is one: keys of before there were plans stay as they are
        *([answers["plan"]] if answers["plan"] else []),
    ]
    return hashlib.sha256(json.dumps(said).encode()).hexdigest()


def is_stored(
    answers: Answers, form_key: str, is_spam: bool, opened_at: datetime | None = None
) -> bool:
    """Whether the same browser has sent the same answers before."""
    key = submission_key(form_key, answers, is_spam)
    same = Inquiry.objects.filter(submission_key=key, form_opened_at=opened_at)
    return opened_at is not None and same.exists()


def submit_inquiry(
    *,
    answers: Answers,
    form_key: str,
    captcha: Inquiry.Captcha,
    doubt: str = "",
    is_spam: bool = False,
    opened_at: datetime | None = None,
    source: Source = DIRECTLY,
) -> Inquiry | None:
    """Stores the inquiry with its programs, interests, consent and deliveries, or none of it.

    The same `form_key` with the same answers gives the inquiry that is already there, but only to
    the browser that sent it, which is known by when it was given the form. For another it is None:
    whoever guesses what somebody asked must not be shown, or given, their inquiry. The `source` is
    no answer: sent again by another way, it is the same inquiry, and the first way stays.

    Raises TooMany, and stores nothing, when too many have come with this e-mail address.
    """
    key = submission_key(form_key, answers, is_spam)
    # before the transaction: an edition made in it would be kept here after it was rolled back
    edition, plan = editions.current_or_none(), rulebook.plan()
    for attempt in range(1, REFERENCE_ATTEMPTS + 1):
        try:
            with write_lock():
                inquiry = _store(
                    answers, key, captcha, doubt, is_spam, edition, opened_at, plan, source
                )
            STORED.add(Inquiry.State.SPAM if is_spam else captcha)
            return inquiry
        except IntegrityError:
            if existing := Inquiry.objects.filter(submission_key=key).first():
                is_theirs = opened_at is not None and existing.form_opened_at == opened_at
                return existing if is_theirs else None
            # no twin, so the reference was drawn twice, or the edition or an owner is gone
            edition, plan = None, rulebook.read_plan()
            if attempt == REFERENCE_ATTEMPTS:
                raise
    raise AssertionError("unreachable")


@transaction.atomic
def _store(
    answers: Answers,
    key: str,
    captcha: Inquiry.Captcha,
    doubt: str,
    is_spam: bool,
    edition: Edition | None,
    opened_at: datetime | None,
    plan: Plan,
    source: Source,
) -> Inquiry:
    prospect = Prospect.objects.known_by(answers["email"])
    inquiry = Inquiry(
        submission_key=key,
        form_opened_at=opened_at,
        prospect=prospect,
        salutation=str(answers["salutation"] or ""),
        first_name=answers["first_name"],
        last_name=answers["last_name"],
        email=answers["email"],
        country=answers["country"],
        employer=answers["employer"],
        entry_year=answers["entry_year"],
        plan=answers["plan"],
        captcha=captcha,
        doubt=doubt,
        edition=edition,
        source=source.source,
        medium=source.medium,
        campaign=source.campaign,
        state=Inquiry.State.SPAM if is_spam else Inquiry.State.NEW,
    )
    clock.start(inquiry)
    choice = None if is_spam else ownership.choice_for(asked_in(answers), plan)
    if choice:
        ownership.give_before_it_is_stored(inquiry, choice)
    inquiry.insert()
    refuse_too_many(prospect, inquiry.created_at)
    insert(
        [
            InquiryProgram(inquiry=inquiry, program=program, name=program.official_name)
            for program in answers["programs"]
        ]
    )
    insert(
        [
            InquiryInterest(inquiry=inquiry, option=option, label=option.label)
            for option in answers["interests"]
        ]
    )
    insert(given_with(inquiry, wants_mail=answers["wants_mail"]))
    if choice:
        insert(first_deliveries(inquiry))
        ownership.give_by_its_number(inquiry, choice)
    return inquiry


def asked_in(answers: Answers) -> Asked:
    return Asked(
        frozenset(program.pk for program in answers["programs"]),
        answers["country"],
        frozenset(option.pk for option in answers["interests"]),
    )


def given_with(inquiry: Inquiry, *, wants_mail: bool) -> list[Consent]:
    """What is agreed to by sending the form, in the words that stand in it now."""
    purposes = [Purpose.ANSWERING, *([Purpose.MAIL] if wants_mail else [])]
    return [
        Consent(
            inquiry=inquiry,
            purpose=purpose,
            version=current(purpose).version,
            given_at=inquiry.created_at,
        )
        for purpose in purposes
    ]


def first_deliveries(inquiry: Inquiry) -> list[Delivery]:
    """What is owed as soon as the inquiry is stored: nothing but a question when it is in doubt."""
    if not inquiry.awaits_confirmation:
        return answers_to(inquiry)
    if was_asked_enough(inquiry):
        return []
    return [new_delivery(inquiry, Delivery.Kind.CONFIRM)]


def was_asked_enough(inquiry: Inquiry) -> bool:
    """Whoever types a stranger's address again and again shall not fill the mailbox.

    What is stored without a question waits on the desk, which can release it.
    """
    since = inquiry.created_at - A_DAY
    asked = Delivery.objects.filter(kind=Delivery.Kind.CONFIRM, waiting_since__gt=since)
    return asked.filter(inquiry__prospect=inquiry.prospect).count() >= MOST_QUESTIONS


def answers_to(inquiry: Inquiry) -> list[Delivery]:
    """What an inquiry is owed that nobody doubts, or no more."""
    kinds = [Delivery.Kind.BROCHURE, Delivery.Kind.NOTICE]
    if settings.WEBHOOK_URL:
        kinds.append(Delivery.Kind.WEBHOOK)
    return [new_delivery(inquiry, kind) for kind in kinds]


@transaction.atomic
def confirm(inquiry: Inquiry, *, by: User | None = None) -> bool:
    """The address is the person's own, or `by` of the staff vouches for it: the answer goes out.

    Once, whoever does it first and however many do it at the same time; False for the others.
    """
    now = timezone.now()
    if by is None:
        unknown = Prospect.objects.filter(inquiries=inquiry, verified_at=None)
        unknown.update(verified_at=now)
    waiting = Inquiry.objects.unconfirmed() if by is None else Inquiry.objects.held_back()
    if not waiting.filter(pk=inquiry.pk).update(confirmed_at=now, released_by=by):
        return False
    if by:
        _count_release(inquiry, by, now)
    inquiry.refresh_from_db(fields=["confirmed_at", "released_by", "state", "version"])
    what = "Released; the brochure was sent." if by else "Confirmed the address."
    Change.objects.create(inquiry=inquiry, at=now, by=by, what=what)
    owe(answers_to(inquiry))
    clock.settle(inquiry)
    if inquiry.owner_id is None:
        ownership.assign(inquiry)
    return True


def _count_release(inquiry: Inquiry, by: User, now: datetime) -> None:
    """Who has its page open is told; and whatever was spam is none, by a move like any other."""
    row = Inquiry.objects.filter(pk=inquiry.pk)
    row.update(version=F("version") + 1)
    if row.filter(state=Inquiry.State.SPAM).update(state=Inquiry.State.NEW):
        Move.objects.create(
            inquiry=inquiry,
            before=Inquiry.State.SPAM,
            after=Inquiry.State.NEW,
            reason="Released",
            at=now,
            by=by,
        )


def new_delivery(inquiry: Inquiry, kind: Delivery.Kind, about: str = "") -> Delivery:
    key = Delivery.key_for(kind, f"{inquiry.reference}/{about}")
    return Delivery(inquiry=inquiry, kind=kind, key=key)


def owe(deliveries: Iterable[Delivery]) -> None:
    """Adds to the outbox what is not in it already, whoever else adds the same at the same time."""
    Delivery.objects.bulk_create(deliveries, ignore_conflicts=True)

"""Answering by mail: whether an inquiry can be answered, and the reply with all that it moves.

The reply, its delivery and the state are one transaction; the worker sends it. The token is the
form's own: the same form sent twice is one reply.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.formats import date_format

from .actions import new_delivery
from .models import Delivery, Inquiry, Move, Reply, ReplyTemplate
from .models.inquiry import OPEN_STATES
from .rulebook import name_of

State = Inquiry.State


@dataclass(frozen=True)
class Obstacle:
    """Why nobody can be written to, in words for the desk."""

    why: str
    may_be_released: bool = False


class NotSent(Exception):
    """Says why; nothing was stored."""


class AnsweredMeanwhile(NotSent):
    """Somebody else answered after the form was opened."""


@dataclass(frozen=True)
class Draft:
    """The text of a reply, with all its fields filled but the links."""

    subject: str
    body: str
    template: ReplyTemplate | None = None


def obstacle_to(inquiry: Inquiry) -> Obstacle | None:
    if inquiry.erased_at:
        return Obstacle("It has been erased: there is nobody left to write to.")
    if inquiry.state == State.SPAM and inquiry.confirmed_at is None:
        return Obstacle(
            "It was taken for spam. If you know that a person asked, release it: then the brochure "
            "goes out, too.",
            may_be_released=True,
        )
    if inquiry.state == State.SPAM:
        return Obstacle("It is marked as spam. Give it another state on its page, then answer it.")
    if inquiry.awaits_confirmation:
        return Obstacle(
            "Nobody has confirmed the address, so it may be somebody else’s. If you know that a "
            "person asked, release it: then the brochure goes out, too.",
            may_be_released=True,
        )
    return None


def last_word(inquiry: Inquiry) -> str:
    """How it stands with answers, for a form to bring back: another by then means somebody wrote.

    Carries numbers and a time alone.
    """
    newest = inquiry.replies.order_by("-pk").values_list("pk", flat=True).first()
    return f"{newest or 0}/{inquiry.answered_at or '-'}"


def is_answered_since(inquiry: Inquiry, seen: str) -> bool:
    """Whether `seen` is of before an answer. To be opened again is none."""
    now = last_word(inquiry)
    is_reopened = inquiry.answered_at is None and now.partition("/")[0] == seen.partition("/")[0]
    return now != seen and not is_reopened


def who_answered(inquiry: Inquiry) -> str:
    """Who answered last, and when; empty when nobody has."""
    newest = inquiry.replies.select_related("by").order_by("-pk").first()
    if newest:
        return f"{name_of(newest.by)} wrote on {at(newest.created_at)}: “{newest.subject}”."
    if inquiry.answered_by:
        who = name_of(inquiry.answered_by)
        return f"{who} marked it as answered on {at(inquiry.answered_at)}."
    return ""


def at(moment: object) -> str:
    return date_format(timezone.localtime(moment), "F j, Y, H:i")  # type: ignore[arg-type]


@transaction.atomic
def send(inquiry: Inquiry, draft: Draft, *, by: User, token: str, seen: str) -> bool:
    """Queues the reply and marks the inquiry as answered. False: the same form did so before.

    `seen` is the `last_word` of when the form was opened. Raises NotSent.
    """
    inquiry = Inquiry.objects.select_for_update().get(pk=inquiry.pk)
    delivery = new_delivery(inquiry, Delivery.Kind.REPLY, about=token)
    if Delivery.objects.filter(key=delivery.key).exists():
        return False
    if obstacle := obstacle_to(inquiry):
        raise NotSent(obstacle.why)
    if is_answered_since(inquiry, seen):
        raise AnsweredMeanwhile(who_answered(inquiry))
    store([(delivery, draft)], by=by)
    return True


def store(replies: Sequence[tuple[Delivery, Draft]], *, by: User) -> None:
    """Statements that do not grow with the replies but by their batches."""
    Delivery.objects.bulk_create(delivery for delivery, _ in replies)
    Reply.objects.bulk_create(
        Reply(
            inquiry=delivery.owed_to,
            delivery=delivery,
            template=draft.template,
            subject=draft.subject,
            body=draft.body,
            by=by,
        )
        for delivery, draft in replies
    )
    mark_answered([delivery.owed_to for delivery, _ in replies], by=by)


def mark_answered(inquiries: Iterable[Inquiry], *, by: User) -> None:
    """Those that waited for an answer; who answered first stays. A closed one stays closed.

    As `moves.move` would, in statements that do not grow; whoever calls has locked the rows.
    """
    now = timezone.now()
    waiting = Inquiry.objects.filter(pk__in=[row.pk for row in inquiries], state__in=OPEN_STATES)
    before = list(waiting.values_list("pk", "state"))
    Inquiry.objects.filter(pk__in=[pk for pk, _ in before]).update(
        state=State.ANSWERED,
        answered_at=Coalesce(F("answered_at"), now),
        answered_by=Coalesce(F("answered_by"), by.pk),
        due_at=None,
        version=F("version") + 1,
    )
    Move.objects.bulk_create(
        Move(
            inquiry_id=pk,
            before=state,
            after=State.ANSWERED,
            reason="Answered by mail.",
            at=now,
            by=by,
        )
        for pk, state in before
    )

"""One template for many inquiries: who can be answered with it, who cannot and why, and sending."""

from dataclasses import dataclass, field, replace

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import QuerySet

from .actions import new_delivery
from .models import Delivery, Inquiry, ReplyTemplate
from .replies import Draft, at, obstacle_to, store
from .reply_fields import FIELDS, values_of
from .reply_text import fill
from .rulebook import name_of

MOST_AT_ONCE = 1000


@dataclass(frozen=True)
class Plan:
    """What one template makes of many inquiries."""

    ready: list[tuple[Inquiry, Draft]] = field(default_factory=list)
    left_out: list[tuple[Inquiry, str]] = field(default_factory=list)
    sent_before: int = 0  # by the same form


def plan(
    inquiries: QuerySet[Inquiry], template: ReplyTemplate, *, by: User, again: bool = False
) -> Plan:
    """`again`: those that are answered or closed already get one more reply."""
    made = Plan()
    related = inquiries.select_related("owner", "answered_by").order_by("pk")
    for inquiry in related.prefetch_related("programs__program__key_dates"):
        draft = filled(inquiry, template, by=by)
        if why := reason_to_leave_out(inquiry, template, draft, again=again):
            made.left_out.append((inquiry, why))
        elif isinstance(draft, Draft):
            made.ready.append((inquiry, draft))
    return made


def filled(inquiry: Inquiry, template: ReplyTemplate, *, by: User) -> Draft | list[str]:
    """The template's text for this inquiry; or the fields that are missing."""
    values = values_of(inquiry, by)
    subject, body = fill(template.subject, values), fill(template.body, values)
    return subject.missing + body.missing or Draft(subject.text, body.text, template)


def reason_to_leave_out(
    inquiry: Inquiry, template: ReplyTemplate, draft: Draft | list[str], *, again: bool
) -> str:
    if obstacle := obstacle_to(inquiry):
        return obstacle.why
    asked = [row.program_id for row in inquiry.programs.all()]
    if template.program_id and template.program_id not in asked:
        return "It is about other programs than the template."
    if inquiry.answered_by and not again:
        who = name_of(inquiry.answered_by)
        return f"{who} answered it on {at(inquiry.answered_at)}."
    if inquiry.state == Inquiry.State.CLOSED and not again:
        return "It is closed."
    if isinstance(draft, list):
        return " ".join(f"{FIELDS[name].when_empty}." for name in dict.fromkeys(draft))
    return ""


@transaction.atomic
def send_to_all(
    inquiries: QuerySet[Inquiry],
    template: ReplyTemplate,
    *,
    by: User,
    token: str,
    again: bool = False,
) -> Plan:
    """Queues the template's reply to each that can be answered; the same form again, to none."""
    # locked first and in one order, so that two such forms at once do not wait for each other
    list(inquiries.select_for_update().order_by("pk").values_list("pk", flat=True))
    keys = {row.pk: new_delivery(row, Delivery.Kind.REPLY, about=token) for row in inquiries}
    known = set(
        Delivery.objects.filter(key__in=[delivery.key for delivery in keys.values()]).values_list(
            "inquiry", flat=True
        )
    )
    made = plan(inquiries.exclude(pk__in=known), template, by=by, again=again)
    store([(keys[inquiry.pk], draft) for inquiry, draft in made.ready], by=by)
    return replace(made, sent_before=len(known))

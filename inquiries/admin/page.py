"""The page of an inquiry, in the order of the work: who it is, what to do next, then the rest."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Prefetch, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils import timezone
from django.utils.formats import date_format

from ..acts import Act
from ..cleaning import row_number
from ..clock_words import time_left
from ..models import Delivery, Inquiry, Move, Reply
from ..moves import moves_from
from ..reports.dead_letters import in_words
from ..rulebook import name_of
from ..story import story_of
from .person_link import with_their_number

# a double click, which has been done once and needs no telling
TWICE = timedelta(seconds=3)
# offered, not required: what is said most often, in the words in which it can be counted later
USUAL_REASONS = {
    Inquiry.State.IN_PROGRESS: ["The person wrote again", "Moved by mistake"],
    Inquiry.State.NEW: ["Somebody else should answer", "Moved by mistake"],
    Inquiry.State.ANSWERED: ["Answered by mail", "Answered by telephone", "Answered in person"],
    Inquiry.State.CLOSED: [
        "Nothing more to answer",
        "Asked twice; answered in the other inquiry",
        "Mail came back, and there is no other address",
        "Passed on to another office",
    ],
    Inquiry.State.SPAM: ["Advertising", "Made-up answers", "A test of ours"],
}


class PageMixin(admin.ModelAdmin):
    """For InquiryAdmin: what its page says above the form, and around it."""

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        form = context["adminform"].form
        if is_pressed_twice(form, request.user):
            return HttpResponseRedirect(request.get_full_path())
        inquiry = kwargs["obj"]
        if request.method == "POST":
            # as it stands: what was typed and not saved is in the form alone
            inquiry = whole().get(pk=inquiry.pk)
        prefetch_related_objects([inquiry], Prefetch("deliveries", with_replies()))
        for delivery in inquiry.deliveries.all():
            delivery.why = in_words(delivery)
        story = story_of(inquiry)
        context |= {
            "title": f"Inquiry {inquiry.reference}",
            "subtitle": None,
            "inquiry": inquiry,
            "facts": facts(inquiry),
            "story": story,
            "came_back": last_that_came_back(inquiry),
            "moves": story.moves,
            "may_see": {
                name: request.user.has_perm(f"inquiries.view_{name}")
                for name in ("delivery", "consent", "change")
            },
            "overtaken": form.is_overtaken,
            "news": news(inquiry, form.acts, request.user) if form.is_overtaken else None,
            "acts": form.acts,
        }
        if self.may_act(request, inquiry):
            named = moves_from(inquiry)
            context |= {"next_moves": named, "reasons": usual_reasons(named)}
        response = super().render_change_form(request, context, *args, **kwargs)
        if form.is_overtaken:
            response.status_code = 409
        return response

    def get_object(
        self, request: HttpRequest, object_id: str, from_field: str | None = None
    ) -> Inquiry | None:
        number = row_number(object_id)
        return None if number is None else whole().filter(pk=number).first()

    def may_act(self, request: HttpRequest, inquiry: Inquiry) -> bool:
        return inquiry.erased_at is None and self.has_change_permission(request, inquiry)

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        """An erased one is to be read. Its form is still taken, to say why it is not saved."""
        readonly = super().get_readonly_fields(request, obj)
        if request.method == "POST" or obj is None or obj.erased_at is None:
            return readonly
        return [*readonly, "owner", "is_held", "hold_reason"]


def news(inquiry: Inquiry, missed: Sequence[Act], user: Any) -> dict[str, Any]:
    """What others wrote while the page was open: since the last act that was seen."""
    if not missed:
        return {}
    story = story_of(inquiry)
    acts: list[Act] = [*story.moves, *story.changes]
    seen = [act.at for act in acts if act.at < missed[0].at]
    since = max(seen, default=inquiry.created_at)
    notes = inquiry.notes.filter(created_at__gt=since).select_related("author")
    replies = replies_among(inquiry.deliveries.all())
    return {
        "notes": notes.exclude(author=user),
        "replies": [one for one in replies if one.created_at > since and one.by != user],
    }


def whole() -> QuerySet[Inquiry]:
    """With everybody who is named on the page; `story` and the deliveries are a query each."""
    return with_their_number(
        Inquiry.objects.select_related("owner", "answered_by", "released_by", "prospect", "edition")
    )


def with_replies() -> QuerySet[Delivery]:
    return Delivery.objects.select_related("reply__by")


def replies_among(deliveries: Iterable[Delivery]) -> list[Reply]:
    """The replies that were read together with their deliveries, the oldest first."""
    replies = [delivery.reply for delivery in deliveries if hasattr(delivery, "reply")]
    return sorted(replies, key=lambda reply: (reply.created_at, reply.pk))


def last_that_came_back(inquiry: Inquiry) -> Delivery | None:
    returned = [mail for mail in inquiry.deliveries.all() if mail.returned_at]
    return max(returned, key=lambda mail: str(mail.returned_at), default=None)


def is_pressed_twice(form: Any, user: Any) -> bool:
    """Whether nothing happened since the page was opened but what this very press asks for."""
    if not form.acts or any(act.by != user for act in form.acts):
        return False
    last = form.acts[-1]
    went_to = last.after if isinstance(last, Move) else ""
    is_recent = timezone.now() - form.acts[0].at < TWICE
    return is_recent and bool(went_to == form.data.get("to", ""))


def usual_reasons(named: list[Any]) -> list[str]:
    reasons = (reason for each in named for reason in USUAL_REASONS[each.after])
    return list(dict.fromkeys(reasons))


def facts(inquiry: Inquiry) -> list[tuple[str, str]]:
    owner = name_of(inquiry.owner) if inquiry.owner else "Nobody yet"
    why = f" ({inquiry.assigned_because})" if inquiry.assigned_because else ""
    return [("Owner", owner + why), answer(inquiry)]


def answer(inquiry: Inquiry) -> tuple[str, str]:
    """How long there is to answer, or who did."""
    if inquiry.answered_at and inquiry.answered_by:
        when, who = day_and_time(inquiry.answered_at), name_of(inquiry.answered_by)
        return "Answered", f"{when} by {who}"
    return "Time left", time_left(inquiry) or "Nobody waits for an answer"


def day_and_time(moment: datetime) -> str:
    return date_format(timezone.localtime(moment), "F j, H:i")

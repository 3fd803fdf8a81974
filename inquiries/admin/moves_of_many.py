"""Moves of many, from the list: those that end the work are asked about once, with the names."""

from collections import Counter
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from ..cleaning import row_number
from ..models import Inquiry, Move
from ..moves import NotAllowed, Overtaken, move, named_move
from ..standing import number_of
from .page import USUAL_REASONS

State = Inquiry.State
LISTED = 50  # a page of the list
LONGEST_REASON = Move._meta.get_field("reason").max_length
CHANGED = "Somebody else has changed it meanwhile"


class MovesOfManyMixin(admin.ModelAdmin):
    """For InquiryAdmin."""

    @admin.action(description="Take up", permissions=["change"])
    def take_up(self, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
        self.move_all(request, inquiries, State.IN_PROGRESS)

    @admin.action(description="Mark as answered", permissions=["change"])
    def mark_as_answered(self, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
        self.move_all(request, inquiries, State.ANSWERED)

    @admin.action(description="Close …", permissions=["change"])
    def close(self, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> HttpResponse | None:
        return self.ask_then_move(request, inquiries, State.CLOSED)

    @admin.action(description="Mark as spam …", permissions=["change"])
    def mark_as_spam(
        self, request: HttpRequest, inquiries: QuerySet[Inquiry]
    ) -> HttpResponse | None:
        return self.ask_then_move(request, inquiries, State.SPAM)

    def ask_then_move(
        self, request: HttpRequest, inquiries: QuerySet[Inquiry], to: Inquiry.State
    ) -> HttpResponse | None:
        if "sure" in request.POST:
            seen = versions(request.POST.get("shown", ""))
            self.move_all(request, inquiries.filter(pk__in=seen), to, seen)
            return None
        rows = list(inquiries.order_by("last_name", "first_name", "pk"))
        refused = {row.pk: str(why) for row in rows if (why := why_not(row, to))}
        going = [row for row in rows if row.pk not in refused]
        if not going:
            self.message_user(request, told(0, to, Counter(refused.values())), messages.WARNING)
            return None
        count = number_of(len(going), "inquiry", "inquiries")
        context = {
            **self.admin_site.each_context(request),
            "title": f"Close {count}" if to == State.CLOSED else f"Mark {count} as spam",
            "opts": self.opts,
            "to": to,
            "number": len(going),
            "going": going[:LISTED],
            "staying": [(row, refused[row.pk]) for row in rows if row.pk in refused][:LISTED],
            "staying_number": len(refused),
            "shown": " ".join(f"{row.pk}:{row.version}" for row in going),
            "reasons": USUAL_REASONS[to],
            "longest_reason": LONGEST_REASON,
            "action": request.POST["action"],
            "across": request.POST.get("select_across") == "1",
            "checkbox": ACTION_CHECKBOX_NAME,
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        }
        return TemplateResponse(request, "admin/inquiries/inquiry/move_many.html", context)

    def move_all(
        self,
        request: HttpRequest,
        inquiries: QuerySet[Inquiry],
        to: Inquiry.State,
        seen: dict[int, int] | None = None,
    ) -> None:
        """Each by itself; those that cannot go there stay as they are, and it is said why."""
        moved, refused = 0, Counter[str]()
        how: dict[str, Any] = {"by": cast(User, request.user)}
        how["reason"] = " ".join(request.POST.get("reason", "").split())[:LONGEST_REASON]
        for inquiry in inquiries:
            try:
                named = move(inquiry, to, seen=seen[inquiry.pk] if seen else None, **how)
            except NotAllowed as why:
                refused[str(why)] += 1
            except Overtaken:
                refused[CHANGED] += 1
            else:
                moved += 1
                self.log_change(request, inquiry, named.done)
        level = messages.SUCCESS if moved else messages.WARNING
        self.message_user(request, told(moved, to, refused), level)


def why_not(inquiry: Inquiry, to: Inquiry.State) -> NotAllowed | None:
    try:
        named_move(inquiry, to)
    except NotAllowed as why:
        return why
    return None


def versions(shown: str) -> dict[int, int]:
    """Of the rows that stood on the page, in which version; what is no row is left out."""
    pairs = (pair.partition(":") for pair in shown.split())
    numbers = ((row_number(pk), row_number(version)) for pk, _, version in pairs)
    return {pk: version for pk, version in numbers if pk is not None and version is not None}


def told(moved: int, to: Inquiry.State, refused: Counter[str]) -> str:
    """Such as: 3 are answered now. 2 could not be moved: It is closed already (2)."""
    said = f"{moved} {'is' if moved == 1 else 'are'} {to.label.lower()} now."
    said = said if moved else "Nothing was moved."
    if refused:
        why = "; ".join(f"{why.rstrip('.')} ({number})" for why, number in refused.most_common())
        said += f" {refused.total()} could not be moved: {why}."
    return said

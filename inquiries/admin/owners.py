"""Giving inquiries to somebody: many from the list, or one on its page."""

from typing import cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from .. import ownership
from ..models import Inquiry
from ..rulebook import name_of
from ..standing import number_of
from .receiver import ReceiverForm, told

MOST = 2000  # at once: more would keep the browser waiting
LISTED = 20
CHANGED = "Somebody else changed these meanwhile, so they stay as they are:"
NEVER_WITHOUT = "An inquiry is never without an owner, so the rules chose one."


class OwnersMixin(admin.ModelAdmin):
    """For InquiryAdmin: the action “Assign to …” with a page that asks whom."""

    @admin.action(description="Assign to …", permissions=["change"])
    def assign_to(self, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> HttpResponse | None:
        chosen = inquiries.filter(erased_at=None).exclude(state=Inquiry.State.SPAM)
        number = chosen.count()
        if not 0 < number <= MOST:
            self.message_user(request, why_not(number), messages.WARNING)
            return None
        form = ReceiverForm(request.POST if "give" in request.POST else None)
        if not form.is_valid():
            return self.ask_whom(request, form, chosen, inquiries.count() - number)
        self.give(request, form, list(chosen.prefetch_related("programs", "interests")))
        return None

    def ask_whom(
        self, request: HttpRequest, form: ReceiverForm, chosen: QuerySet[Inquiry], left_out: int
    ) -> HttpResponse:
        rows = list(chosen.select_related("owner"))
        context = {
            **self.admin_site.each_context(request),
            "title": f"Assign {number_of(len(rows), 'inquiry', 'inquiries')}",
            "opts": self.opts,
            "form": form,
            "rows": rows,
            "listed": rows[:LISTED],
            "left_out": left_out,
            "across": request.POST.get("select_across") == "1",
            "checkbox": ACTION_CHECKBOX_NAME,
            "selected": request.POST.getlist(ACTION_CHECKBOX_NAME),
        }
        return TemplateResponse(request, "admin/inquiries/inquiry/assign.html", context)

    def give(self, request: HttpRequest, form: ReceiverForm, chosen: list[Inquiry]) -> None:
        """What somebody changed since the page was shown stays as they left it."""
        shown = dict(row.split(":", 1) for row in request.POST.getlist("seen") if ":" in row)
        for inquiry in chosen:
            seen = shown.get(str(inquiry.pk), "")
            inquiry.version = int(seen) if seen.isdecimal() else inquiry.version
        given = form.give(chosen, cast(User, request.user))
        if given:
            self.message_user(request, told(given))
        left = [one for one in chosen if one not in given]
        if changed := changed_since(left):
            stay = ", ".join(changed)
            self.message_user(request, f"{CHANGED} {stay}. Look at them first.", messages.WARNING)
        if same := len(left) - len(changed):
            was = number_of(same, "inquiry was", "inquiries were")
            self.message_user(request, f"{was} theirs already.")

    def change_owner(self, request: HttpRequest, inquiry: Inquiry) -> None:
        """Of a page saved with another owner, or with none; its form holds the row's lock."""
        if inquiry.owner:
            by = name_of(cast(User, request.user))
            ownership.put(inquiry, inquiry.owner_id, f"Given by {by}")
        else:
            ownership.assign(inquiry)
            self.message_user(request, f"{NEVER_WITHOUT} {inquiry.assigned_because}.")


def changed_since(inquiries: list[Inquiry]) -> list[str]:
    """References of those that are in another version than they were read in."""
    stored = Inquiry.objects.in_bulk([one.pk for one in inquiries])
    return [one.reference for one in inquiries if stored[one.pk].version != one.version]


def why_not(number: int) -> str:
    if number:
        return f"{number:,} inquiries are too many at once. Choose {MOST:,} or fewer."
    return "Nothing to assign: spam and erased inquiries have no owner."

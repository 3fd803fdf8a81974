"""Moves on the desk: the buttons of an inquiry's page, and the actions of the list."""

from collections import Counter
from typing import Any, cast

from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import get_text_list

from ..acts import count
from ..models import Inquiry, Note
from ..moves import NotAllowed, move
from .inquiry_form import InquiryForm
from .owners import OwnersMixin

State = Inquiry.State
NAMES = {"owner": "the owner", "is_held": "the legal hold", "hold_reason": "why it is held"}


class MovesMixin(OwnersMixin):
    """For InquiryAdmin: one press of a button saves what was typed and makes the move, or neither.

    The form has locked the row and seen that nobody else was faster (`InquiryForm.clean`).
    """

    form = InquiryForm

    def save_model(self, request: HttpRequest, obj: Inquiry, form: Any, change: bool) -> None:
        """Writes what was changed on the page, and nothing else."""
        obj.save(update_fields=[name for name in form.written if name != "owner"])
        if "owner" in form.written:
            self.change_owner(request, obj)

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        by, inquiry = cast(User, request.user), form.instance
        if said := saved(form, formsets):
            count(inquiry, said, by=by)
        if to := form.cleaned_data["to"]:
            form.moved = move(inquiry, to, by=by, reason=form.cleaned_data["reason"])

    def construct_change_message(
        self, request: HttpRequest, form: Any, formsets: Any, add: bool = False
    ) -> Any:
        """What was done, without what was typed."""
        moved = [form.moved.done] if form.cleaned_data["to"] else []
        return " ".join([saved(form, formsets), *moved]).strip() or "Nothing was changed."

    def response_change(self, request: HttpRequest, obj: Inquiry) -> HttpResponse:
        if not request.POST.get("to"):
            return super().response_change(request, obj)
        self.message_user(request, f"{obj} is {obj.get_state_display().lower()} now.")
        return HttpResponseRedirect(request.get_full_path())

    @admin.action(description="Take up", permissions=["change"])
    def take_up(self, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
        self.move_all(request, inquiries, State.IN_PROGRESS)

    @admin.action(description="Mark as answered", permissions=["change"])
    def mark_as_answered(self, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
        self.move_all(request, inquiries, State.ANSWERED)

    @admin.action(description="Close", permissions=["change"])
    def close(self, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
        self.move_all(request, inquiries, State.CLOSED)

    @admin.action(description="Mark as spam", permissions=["change"])
    def mark_as_spam(self, request: HttpRequest, inquiries: QuerySet[Inquiry]) -> None:
        self.move_all(request, inquiries, State.SPAM)

    def move_all(
        self, request: HttpRequest, inquiries: QuerySet[Inquiry], to: Inquiry.State
    ) -> None:
        """Each by itself; those that cannot go there stay as they are, and it is said why."""
        moved, refused = 0, Counter[str]()
        for inquiry in inquiries:
            try:
                named = move(inquiry, to, by=cast(User, request.user))
            except NotAllowed as why:
                refused[str(why)] += 1
            else:
                moved += 1
                self.log_change(request, inquiry, named.done)
        level = messages.SUCCESS if moved else messages.WARNING
        self.message_user(request, told(moved, to, refused), level)


def told(moved: int, to: Inquiry.State, refused: Counter[str]) -> str:
    """Such as: 3 are answered now. 2 could not be moved: It is closed already (2)."""
    said = f"{moved} {'is' if moved == 1 else 'are'} {to.label.lower()} now."
    said = said if moved else "Nothing was moved."
    if refused:
        why = "; ".join(f"{why.rstrip('.')} ({number})" for why, number in refused.most_common())
        said += f" {refused.total()} could not be moved: {why}."
    return said


def saved(form: Any, formsets: Any) -> str:
    """What was saved, in words without any value; empty when nothing was."""
    said = []
    if changed := [NAMES[name] for name in form.written if name in NAMES]:
        said.append(f"Changed {get_text_list(changed, 'and')}.")
    for formset in formsets:
        if formset.model is Note:
            said += ["Wrote a note."] * bool(formset.new_objects)
            said += ["Deleted a note."] * bool(formset.deleted_objects)
    return " ".join(said)

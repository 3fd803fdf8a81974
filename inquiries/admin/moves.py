"""Moves on the desk: the buttons of an inquiry's page."""

from typing import Any, cast

from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.text import get_text_list

from ..acts import count
from ..models import Inquiry, Note
from ..moves import move
from .inquiry_form import InquiryForm
from .moves_of_many import MovesOfManyMixin
from .next_one import and_next
from .owners import OwnersMixin

State = Inquiry.State
NAMES = {"owner": "the owner", "is_held": "the legal hold", "hold_reason": "why it is held"}


class MovesMixin(MovesOfManyMixin, OwnersMixin):
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
        said = f"{obj} is {obj.get_state_display().lower()} now."
        self.message_user(request, said if obj.is_open else and_next(request, obj, said))
        return HttpResponseRedirect(request.get_full_path())


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

"""One template for many inquiries of the list: see who gets it and who does not, then send."""

import hashlib
import uuid
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from ..many_replies import MOST_AT_ONCE, Plan, plan, send_to_all
from ..models import Inquiry, ReplyTemplate
from .own_styles import allowing_its_styles
from .reply import mail_of

LIST = "admin:inquiries_inquiry_changelist"
MOST_SHOWN = 3
MOST_LISTED = 200
TOO_MANY = (
    f"At most {MOST_AT_ONCE:,} inquiries can be answered at once. Narrow the list by its filters, "
    "then answer one part after the other."
)


class ManyForm(forms.Form):
    numbers = forms.CharField(widget=forms.HiddenInput, max_length=20 * MOST_AT_ONCE)
    token = forms.CharField(widget=forms.HiddenInput, max_length=32)
    template = forms.ModelChoiceField(
        ReplyTemplate.objects.none(),
        empty_label="Choose a template",
        error_messages={"required": "Choose the template to answer with."},
    )
    again = forms.BooleanField(
        label="Write also where it is answered or closed already", required=False
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["template"].queryset = ReplyTemplate.objects.offered()  # type: ignore[attr-defined]

    def clean_numbers(self) -> list[int]:
        named = self.cleaned_data["numbers"].split(",")
        if not all(number.isdecimal() and len(number) < 19 for number in named):
            raise ValidationError("Choose the inquiries in the list once more.")
        if len(named) > MOST_AT_ONCE:
            raise ValidationError(TOO_MANY)
        return [int(number) for number in named]

    @property
    def inquiries(self) -> QuerySet[Inquiry]:
        return Inquiry.objects.filter(pk__in=self.cleaned_data["numbers"])

    @property
    def mark(self) -> str:
        """Of what would be sent: another when somebody has changed the template since."""
        template, again = self.cleaned_data["template"], self.cleaned_data["again"]
        said = f"{template.pk}\n{again}\n{template.subject}\n{template.body}"
        return hashlib.sha256(said.encode()).hexdigest()


class AnswerManyMixin(admin.ModelAdmin):
    """For InquiryAdmin: the action, and the page that it leads to."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.answer_many_view)
        ours = path("answer/", view, name="inquiries_inquiry_answer_many")
        return [ours, *super().get_urls()]

    @admin.action(description="Answer with a template", permissions=["change"])
    def answer_with_template(
        self, request: HttpRequest, inquiries: QuerySet[Inquiry]
    ) -> HttpResponse | None:
        chosen = inquiries.order_by("pk").values_list("pk", flat=True)
        numbers = [str(number) for number in chosen[: MOST_AT_ONCE + 1]]
        if len(numbers) > MOST_AT_ONCE:
            self.message_user(request, TOO_MANY, messages.ERROR)
            return None
        first = {"numbers": ",".join(numbers), "token": uuid.uuid4().hex}
        return page(request, self, ManyForm(initial=first), number=len(numbers))

    def answer_many_view(self, request: HttpRequest) -> HttpResponse:
        if not self.has_change_permission(request):
            raise PermissionDenied
        return answer_many(request, self)


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def answer_many(request: HttpRequest, desk: AnswerManyMixin) -> HttpResponse:
    if request.method != "POST":  # such as after signing in again
        messages.info(
            request, "Choose the inquiries here, then the action “Answer with a template”."
        )
        return redirect(LIST)
    form = ManyForm(request.POST)
    if not form.is_valid():
        return page(request, desk, form, status=422)
    if request.POST.get("do") == "send" and request.POST.get("previewed") == form.mark:
        return sent(request, desk, form)
    return previewed(request, desk, form)


def previewed(request: HttpRequest, desk: AnswerManyMixin, form: ManyForm) -> HttpResponse:
    said, by = form.cleaned_data, cast(User, request.user)
    made = plan(form.inquiries, said["template"], by=by, again=said["again"])
    shown = made.ready[:MOST_SHOWN]
    mails = [{"inquiry": row, **mail_of(row, draft, by)} for row, draft in shown]
    response = page(
        request,
        desk,
        form,
        plan=made,
        mails=mails,
        previewed=form.mark,
        left_out=made.left_out[:MOST_LISTED],
        number=len(made.ready) + len(made.left_out),
    )
    return allowing_its_styles(response, "".join(mail["html"] for mail in mails))


def sent(request: HttpRequest, desk: AnswerManyMixin, form: ManyForm) -> HttpResponse:
    said, by = form.cleaned_data, cast(User, request.user)
    with transaction.atomic():
        made = send_to_all(
            form.inquiries, said["template"], by=by, token=said["token"], again=said["again"]
        )
        answered = [inquiry for inquiry, _ in made.ready]
        LogEntry.objects.log_actions(by.pk, answered, CHANGE, "Answered by mail.")
    tell(request, made)
    return redirect(LIST)


def tell(request: HttpRequest, made: Plan) -> None:
    if number := len(made.ready):
        what = "1 reply goes" if number == 1 else f"{number:,} replies go"
        messages.success(request, f"{what} out, one after the other.")
    elif made.sent_before:
        messages.info(request, "These replies were on their way already. None was sent twice.")
    else:
        messages.warning(request, "Nothing was sent: none of these can be answered so.")
    if made.left_out:
        named = ", ".join(inquiry.reference for inquiry, _ in made.left_out[:10])
        more = " and others" if len(made.left_out) > 10 else ""
        messages.warning(request, f"Not written to: {named}{more}.")


def page(
    request: HttpRequest, desk: AnswerManyMixin, form: ManyForm, *, status: int = 200, **found: Any
) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "title": "Answer with a template",
        "opts": desk.opts,
        "form": form,
        "has_templates": ReplyTemplate.objects.offered().exists(),
        **found,
    }
    return render(request, "admin/inquiries/inquiry/reply_to_many.html", context, status=status)

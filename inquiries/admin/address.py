"""The page on which staff correct an e-mail address, and the way to it from an inquiry's page."""

from typing import Any, cast

from django import forms
from django.contrib import admin
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from ..acts import Act
from ..erasure import Held
from ..fields import EmailLineField
from ..mistyped import correct_address
from ..models import Inquiry
from ..moves import Overtaken
from ..own_inquiry import NotAsked, question_that_waits
from .next_one import filters_of, page_of, with_filters

HELD = "A legal hold keeps this inquiry as it is."
ASKED = "The new address is asked to confirm. Once it has, what did not arrive goes there."
ASKED_BEFORE = "This address was asked today already. Once a day is enough: nothing more was sent."


class CorrectAddressForm(forms.Form):
    email = EmailLineField()
    reason = forms.CharField(
        label="Why you know it",
        max_length=200,
        help_text="Staff read it in the log. It is erased with the inquiry.",
        widget=forms.TextInput(attrs={"list": "usual-reasons", "class": "vTextField"}),
        error_messages={"required": "Say how you know the right address."},
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "The right e-mail address"


class AddressMixin(admin.ModelAdmin):
    """For InquiryAdmin."""

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.address_view)
        return [
            path("<int:pk>/address/", view, name="inquiries_inquiry_address"),
            *super().get_urls(),
        ]

    def render_change_form(
        self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any
    ) -> HttpResponse:
        if now := context.get("inquiry"):
            may = self.has_change_permission(request, now)
            context["may_correct_address"] = may and now.has_brochure and not now.is_held
            context["correct_address"] = with_filters(
                reverse("admin:inquiries_inquiry_address", args=[now.pk]), filters_of(request)
            )
            context["asked_address"] = None if now.erased_at else question_that_waits(now)
        return super().render_change_form(request, context, *args, **kwargs)

    def address_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        inquiry = get_object_or_404(Inquiry.objects.kept(), pk=pk)
        if not self.has_change_permission(request, inquiry):
            raise PermissionDenied
        return correct(request, self, inquiry)


@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: HttpRequest, desk: AddressMixin, inquiry: Inquiry) -> HttpResponse:
    asked = question_that_waits(inquiry)
    first = {"seen": inquiry.version, "email": asked.address if asked else ""}
    form = CorrectAddressForm(request.POST or None, initial=first)
    acts: list[Act] = []
    status = 200
    if form.is_valid():
        said = form.cleaned_data
        try:
            is_new = correct_address(
                inquiry,
                said["email"],
                by=cast(User, request.user),
                reason=said["reason"],
                seen=said["seen"],
            )
        except Overtaken as news:
            status, acts = 409, list(news.acts)
            form = with_what_is_now(form, inquiry)
        except (NotAsked, Held) as why:
            form.add_error("email", str(why) or HELD)
        else:
            if is_new:
                desk.log_change(request, inquiry, "Corrected the e-mail address.")
            desk.message_user(request, ASKED if is_new else ASKED_BEFORE)
            return redirect(page_of(inquiry, filters_of(request)))
    if form.errors:
        status = 422
    context = {
        **desk.admin_site.each_context(request),
        "title": f"Correct the e-mail address of {inquiry}",
        "opts": desk.opts,
        "inquiry": inquiry,
        "inquiry_page": page_of(inquiry, filters_of(request)),
        "list_filters": filters_of(request),
        "asked_address": asked,
        "form": form,
        "acts": acts,
        "overtaken": status == 409,
    }
    return render(request, "admin/inquiries/inquiry/address.html", context, status=status)


def with_what_is_now(form: CorrectAddressForm, inquiry: Inquiry) -> CorrectAddressForm:
    """What was typed, to be sent again in the knowledge of what somebody else did."""
    inquiry.refresh_from_db()
    return CorrectAddressForm(initial={**form.cleaned_data, "seen": inquiry.version})

"""Correcting what we hold; the e-mail address only after the new one has confirmed itself."""

from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from .. import own_inquiry
from ..corrections import AddressForm, CorrectionForm
from ..erasure import Held
from ..models import Delivery, Inquiry
from ..references import delivery_id_from
from . import new_link
from .counted import counted
from .mine import back, known_by_mail
from .opened import Opened, View, opened_by_token
from .private import private_page

METHODS = ["GET", "HEAD", "POST"]


def unless_held(view: View) -> View:
    """While a legal hold keeps the inquiry as it is, a page says so in place of `view`."""

    @wraps(view)
    def page(request: HttpRequest, opened: Opened) -> HttpResponse:
        if opened.inquiry.is_held:
            return held(request, opened.inquiry)
        try:
            return view(request, opened)
        except Held:  # since the page was opened
            return held(request, opened.inquiry)

    return page


def held(request: HttpRequest, inquiry: Inquiry) -> HttpResponse:
    status = 409 if request.method == "POST" else 200
    return render(request, "inquiries/mine/held.html", {"inquiry": inquiry}, status=status)


@opened_by_token
@require_http_methods(METHODS)
@counted
@unless_held
def correct(request: HttpRequest, opened: Opened) -> HttpResponse:
    inquiry = opened.inquiry
    if inquiry.awaits_confirmation:
        return back(opened)
    form = CorrectionForm(request.POST if request.method == "POST" else None, inquiry=inquiry)
    if form.is_valid():
        own_inquiry.correct(inquiry, form.corrected, by_mail=opened.was_mailed)
        return back(opened, "corrected")
    context = {"form": form, "opened": opened}
    status = 422 if form.is_bound else 200
    return render(request, "inquiries/mine/correct.html", context, status=status)


@opened_by_token
@require_http_methods(METHODS)
@counted
@unless_held
def change_address(request: HttpRequest, opened: Opened) -> HttpResponse:
    inquiry = opened.inquiry
    if inquiry.awaits_confirmation:
        return back(opened)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        address = form.cleaned_data["email"]
        if address == inquiry.email:
            form.add_error("email", "This is the address that we have.")
        else:
            try:
                known_by_mail(opened)  # first: what was asked before it may be another's
                own_inquiry.ask_new_address(inquiry, address)
                return back(opened, "asked")
            except own_inquiry.NotAsked as refusal:
                form.add_error("email", str(refusal))
    context = {"form": form, "opened": opened}
    status = 422 if form.is_bound else 200
    return render(request, "inquiries/mine/address.html", context, status=status)


@private_page
@require_http_methods(METHODS)
def new_address(request: HttpRequest, token: str) -> HttpResponse:
    """Opened by the mail to the new address; its button moves the inquiry there."""
    questions = Delivery.objects.filter(kind=Delivery.Kind.NEW_ADDRESS)
    delivery = questions.filter(pk=delivery_id_from(token) or 0).first()
    if delivery is None or delivery.inquiry is None or delivery.inquiry.erased_at:
        return new_link.expired(request)
    if delivery != own_inquiry.newest_question(delivery.inquiry):
        return new_link.expired(request)
    if request.method != "POST":
        context = {"address": delivery.address, "inquiry": delivery.inquiry}
        return render(request, "inquiries/mine/new_address.html", context)
    try:
        inquiry = own_inquiry.move_to_new_address(delivery)
    except Held:
        return held(request, delivery.inquiry)
    if inquiry is None:
        return new_link.expired(request)
    # who reads the new mailbox holds a link that came to it
    return back(Opened.by_mail(inquiry), "moved")

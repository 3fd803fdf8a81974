"""Correcting what we hold; the e-mail address only after the new one has confirmed itself."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from .. import own_inquiry
from ..corrections import AddressForm, CorrectionForm
from ..models import Delivery
from ..references import delivery_id_from
from . import new_link
from .mine import back
from .opened import Opened, opened_by_token
from .private import private_page

METHODS = ["GET", "HEAD", "POST"]


@opened_by_token
@require_http_methods(METHODS)
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
def change_address(request: HttpRequest, opened: Opened) -> HttpResponse:
    inquiry = opened.inquiry
    if inquiry.awaits_confirmation:
        return back(opened)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        address = form.cleaned_data["email"]
        if address == inquiry.email:
            form.add_error("email", "This is the address that we have.")
        elif own_inquiry.ask_new_address(inquiry, address):
            return back(opened, "asked")
        else:
            form.add_error("email", "You have named several addresses today. Try again tomorrow.")
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
    inquiry = own_inquiry.move_to_new_address(delivery)
    if inquiry is None:
        return new_link.expired(request)
    # who reads the new mailbox holds a link that came to it
    return back(Opened.by_mail(inquiry), "moved")

"""When a link no longer works: a new one, to the address we know, and to no other."""

import math

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ..corrections import AddressForm
from ..own_inquiry import owe_new_link
from ..throttle import count_post
from .private import private_page

TEMPLATE = "inquiries/mine/new_link.html"


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def new_link(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        return render(request, TEMPLATE, {"form": AddressForm()})
    form = AddressForm(request.POST)
    # one commit in any case: how long the answer takes does not tell who is known
    with transaction.atomic():
        if wait := count_post(request):
            return try_later(request, form, wait)
        if not form.is_valid():
            return render(request, TEMPLATE, {"form": form}, status=422)
        owe_new_link(form.cleaned_data["email"])
    return HttpResponseRedirect(reverse("inquiries:new_link_sent"), status=303)


@private_page
@require_safe
def sent(request: HttpRequest) -> HttpResponse:
    return render(request, "inquiries/mine/new_link_sent.html")


def expired(request: HttpRequest) -> HttpResponse:
    """For any link that opens nothing, whatever the reason."""
    return render(request, TEMPLATE, {"form": AddressForm(), "has_expired": True}, status=404)


def try_later(request: HttpRequest, form: AddressForm, wait: int) -> HttpResponse:
    context = {"form": form, "minutes": math.ceil(wait / 60)}
    response = render(request, TEMPLATE, context, status=429)
    response["Retry-After"] = str(wait)
    return response

"""Erasing one's own inquiry: a page that says what goes and what stays, and a button."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from ..erasure import erase_all
from ..throttle import count_post
from . import new_link
from .counted import too_many
from .opened import Opened
from .private import private_page


@private_page
@require_http_methods(["GET", "HEAD", "POST"])
def erase_mine(request: HttpRequest, token: str) -> HttpResponse:
    opened = Opened.by(token)
    if opened is None:
        return new_link.expired(request)
    if request.method == "POST":
        if wait := count_post(request):
            return too_many(request, wait)
        chosen = opened.all if request.POST.get("all") else [opened.inquiry]
        erase_all(chosen, is_theirs=opened.was_mailed)
        opened.inquiry.refresh_from_db()
    if opened.inquiry.erased_at:
        return HttpResponseRedirect(reverse("inquiries:erased"), status=303)
    context = {"opened": opened, "inquiry": opened.inquiry, "number": opened.all.count()}
    return render(request, "inquiries/mine/erase.html", context)


@private_page
@require_safe
def erased(request: HttpRequest) -> HttpResponse:
    return render(request, "inquiries/mine/erased.html")

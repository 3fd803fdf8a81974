"""A reply that could not be taken in, kept: the typed text must not go with the session."""

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import cache_control

KEPT = ("template", "token", "seen", "kept")


def is_reply(request: HttpRequest) -> bool:
    """Whether somebody was about to answer an inquiry on the desk."""
    match = request.resolver_match
    return match is not None and match.view_name == "admin:inquiries_inquiry_reply"


@cache_control(private=True, no_store=True)
def kept_reply(request: HttpRequest, why: str) -> HttpResponse:
    """Shows back what the browser sent, and reads nothing: whoever it is may not be signed in.

    Its button leads to the preview and sends no mail, so that a form of somebody else's making
    does not either.
    """
    context = {
        "why": why,
        "subject": request.POST.get("subject", ""),
        "body": request.POST.get("body", ""),
        "kept": [(name, request.POST.get(name, "")) for name in KEPT],
        "title": "Your text is kept",
        "site_title": admin.site.site_title,
        "site_header": admin.site.site_header,
    }
    return render(request, "admin/inquiries/inquiry/reply_kept.html", context, status=403)

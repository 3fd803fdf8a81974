"""The brochure form, and the pages that keep what was typed when we refuse."""

import math
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods, require_safe

from content.middleware import away_page
from content.patience import AWAY
from programs import plan_address

from .. import captcha, choices, countries, form_token, promise
from ..actions import submit_inquiry
from ..forms import InquiryForm
from ..sources import came_by
from ..throttle import TooMany, count_post
from .kept_reply import is_reply, kept_reply

# The form is private too, but the visitor's own browser may keep it: Back then shows what was typed
# instead of an error page (ADR 7).
kept_by_the_browser = cache_control(private=True, no_cache=True)


@kept_by_the_browser
@require_http_methods(["GET", "HEAD", "POST"])
def brochure(request: HttpRequest) -> HttpResponse:
    if request.method != "POST":
        response = render_form(request, **as_opened(request))
        form_token.remember(request, response)
        return response
    try:
        return take_in(request)
    except AWAY as error:
        return not_stored(request, error)


def take_in(request: HttpRequest) -> HttpResponse:
    if wait := count_post(request):
        return send_again(request, status=429, retry_after=wait)
    form = InquiryForm(request.POST, opened=form_token.first_opened(request))
    if not form.is_valid():
        return render_form(request, status=422, form=form)
    try:
        inquiry = submit_inquiry(
            answers=form.answers,
            form_key=form.form_key,
            captcha=form.captcha,
            doubt=form.doubt,
            is_spam=form.is_spam,
            opened_at=form.opened_at,
            source=form.source,
        )
    except TooMany as refusal:
        return send_again(request, 429, refusal.wait, came="with this e-mail address")
    thanks = inquiry.thanks_url() if inquiry else reverse("inquiries:known")
    return HttpResponseRedirect(thanks, status=303)


def as_opened(request: HttpRequest) -> dict[str, Any]:
    """What of the form is this visitor's own; the rest is drawn for all of them (`drawn.py`).

    Values that are no open program are dropped, and never shown back.
    """
    ticked = [slug for slug in request.GET.getlist("program") if slug in choices.open_programs()]
    plan = plan_address.canonical(request.GET.get("plan", ""))
    came = came_by(request)
    if plan or len(ticked) > 1:
        return {"form": InquiryForm(initial={"came_by": came, "plan": plan, "programs": ticked})}
    return {"key": form_token.new_token(), "came_by": came, "ticked": "".join(ticked)}


def render_form(request: HttpRequest, status: int = 200, **form: Any) -> HttpResponse:
    context = {
        **form,
        "promise": promise.sentence(),
        "captcha_is_on": captcha.is_on(),
        "captcha_is_missing": settings.DEBUG and settings.RECAPTCHA_CHECK and not captcha.is_on(),
    }
    response = render(request, "inquiries/inquiry_form.html", context, status=status)
    # what @csp_update sets, but from the keys and the domain as they are now
    response._csp_update = captcha.csp_sources()  # type: ignore[attr-defined]
    return response


@cache_control(public=True, max_age=86400)
@require_safe
def country_names(request: HttpRequest) -> JsonResponse:
    """Old and other names of countries, for the search in the form."""
    return JsonResponse(countries.alias_index())


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Cookies blocked, or a form left open overnight: the answers are kept, one click away."""
    if request.path == reverse("inquiries:brochure"):
        return send_again(request, status=403)
    if is_reply(request):
        return kept_reply(request, why="no cookie")
    return render(request, "403_csrf.html", status=403)


@cache_control(private=True, no_store=True)
def send_again(
    request: HttpRequest, status: int, retry_after: int = 0, came: str = "from your network"
) -> HttpResponse:
    """Everything that was typed, and one button that sends it once more."""
    kept = [
        (name, plan_address.canonical(value) if name == "plan" else value)
        for name, value in typed(request)
    ]
    context = {"kept": kept, "minutes": math.ceil(retry_after / 60), "came": came}
    response = render(request, "inquiries/send_again.html", context, status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    return response


def not_stored(request: HttpRequest, error: Exception) -> HttpResponse:
    """The database is away: the same, on a page that asks nothing of it."""
    context = {"kept": typed(request), "email": settings.INQUIRIES_EMAIL}
    return away_page(request, error, "inquiries/not_stored.html", context)


def typed(request: HttpRequest) -> list[tuple[str, str]]:
    return [
        (name, value)
        for name in (*InquiryForm.base_fields, "g-recaptcha-response", "captcha-shown")
        for value in request.POST.getlist(name)
    ]

"""A staff session that has not shown a second factor reaches nothing of the admin.

It is the session that must have shown it, not the account that must have one: who had only the
password, and waited signed in until the colleague set up an app, is none the further for it.
"""

from collections.abc import Callable
from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.authentication import get_authentication_records
from allauth.account.internal.flows.login import (
    AUTHENTICATION_METHODS_SESSION_KEY,
    record_authentication,
)
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added, authenticator_removed
from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

Next = Callable[[HttpRequest], HttpResponse]
METHOD = "mfa"
FACTORS = [Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN]
STAFF_PAGES = ("/admin/", "/styleguide/")
OF_FACTORS = "/accounts/2fa/"
WANTED = "wanted_before_second_factor"  # in the session: where to go on to


def required(get_response: Next) -> Next:
    def middleware(request: HttpRequest) -> HttpResponse:
        is_missing = settings.SECOND_FACTOR and is_asked(request) and not was_shown(request)
        way = way_to_show(request) if is_missing else ""
        if not way and request.path.startswith(STAFF_PAGES):
            request.session.pop(WANTED, None)  # they are there
        return redirect(way) if way else get_response(request)

    return middleware


def is_asked(request: HttpRequest) -> bool:
    asked = request.path.startswith((*STAFF_PAGES, OF_FACTORS))
    return asked and request.path != reverse("admin:logout") and request.user.is_authenticated


def way_to_show(request: HttpRequest) -> str:
    """Where this session shows one, or sets up the first; "" when it is there already."""
    methods = get_adapter().get_reauthentication_methods(request.user)
    shown_at = [method["url"] for method in methods if method["id"].startswith(METHOD)]
    is_staff_page = request.path.startswith(STAFF_PAGES)
    wanted = request.get_full_path() if is_staff_page and request.method == "GET" else ""
    wanted = wanted or reverse("admin:index")
    if shown_at:
        query = urlencode({"next": wanted})
        return "" if request.path in shown_at else f"{shown_at[0]}?{query}"
    if is_staff_page:
        request.session[WANTED] = wanted
        return reverse("mfa_index")
    return ""


def was_shown(request: HttpRequest) -> bool:
    records = get_authentication_records(request, request.user)
    return any(record["method"] == METHOD for record in records)


@receiver(authenticator_added)
def show(request: HttpRequest, user: User, authenticator: Authenticator, **kwargs: Any) -> None:
    """Whoever sets one up has just used it; sessions that have not are ended."""
    if authenticator.type in FACTORS:
        record_authentication(request, user, METHOD, type=authenticator.type)
        end_sessions(user, but=request.session.session_key)


@receiver(authenticator_removed)
def hide(request: HttpRequest, user: User, **kwargs: Any) -> None:
    """With the last one, this session is back where it began."""
    if not is_mfa_enabled(user, FACTORS):
        records = get_authentication_records(request, user)
        left = [record for record in records if record["method"] != METHOD]
        request.session[AUTHENTICATION_METHODS_SESSION_KEY] = left


@transaction.atomic
def reset(user: User) -> None:
    """Takes all factors and recovery codes away and ends the account's sessions."""
    Authenticator.objects.filter(user=user).delete()
    end_sessions(user)


def end_sessions(user: User, but: str | None = None) -> None:
    for session in Session.objects.exclude(session_key=but).iterator():
        if session.get_decoded().get("_auth_user_id") == str(user.pk):
            session.delete()

"""When a form was given out, signed: how old a form is, nobody but us can say.

Not a gate: a form without it, or one that came back faster than anybody types, is stored with the
doubt in words, and its address must be confirmed (ADR 10). A token holds the moment alone.

A browser keeps the first one as a cookie as well: after a form was sent, Back fetches it anew, with
a new moment and the old answers, and who mends one letter then is faster than anybody types.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils import timezone

SALT = "inquiries.form"
MAX_AGE = timedelta(days=3)


def new_token(now: datetime | None = None) -> str:
    return signing.Signer(salt=SALT).sign(f"{(now or timezone.now()).timestamp():.6f}")


def moment_of(token: str) -> datetime | None:
    """When the form with this token was given out; None when the token is none of ours."""
    try:
        seconds = signing.Signer(salt=SALT).unsign(token)
    except signing.BadSignature:
        return None
    return datetime.fromtimestamp(float(seconds), UTC)


def day_of(given_out: datetime | None) -> str:
    """The day that counts in the submission key (ADR 5)."""
    return timezone.localdate(given_out).isoformat()


def first_opened(request: HttpRequest) -> datetime | None:
    """When this browser was given its first form, as far as it remembers."""
    return moment_of(request.COOKIES.get(settings.FORM_COOKIE_NAME, ""))


def remember(request: HttpRequest, response: HttpResponse) -> None:
    if first_opened(request) is None:
        response.set_cookie(
            settings.FORM_COOKIE_NAME,
            new_token(),
            max_age=MAX_AGE,
            path=reverse("inquiries:brochure"),
            secure=settings.HTTPS,
            httponly=True,
            samesite="Lax",
        )


def doubt_about(given_out: datetime | None, opened: datetime | None = None) -> str:
    """What the age of a form says against a person, in words for the desk; empty for nothing.

    `opened` is when its browser was given its first form.
    """
    if given_out is None:
        return "Without the form’s own time stamp"
    now = timezone.now()
    if now - min(given_out, opened or given_out) < timedelta(
        seconds=settings.INQUIRY_MINIMUM_SECONDS
    ):
        return f"Sent within {settings.INQUIRY_MINIMUM_SECONDS} seconds of opening the form"
    if now - given_out > MAX_AGE:
        return f"Sent more than {MAX_AGE.days} days after opening the form"
    return ""

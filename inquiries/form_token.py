"""When a form was given out, signed: how old a form is, nobody but us can say.

Not a gate: a form without it, or one that came back faster than anybody types, is stored with the
doubt in words, and its address must be confirmed (ADR 10). A token holds the moment alone.
"""

from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.core import signing
from django.utils import timezone

SALT = "inquiries.form"
MAX_AGE = timedelta(days=3)


def new_token(now: datetime | None = None) -> str:
    return signing.Signer(salt=SALT).sign(f"{(now or timezone.now()).timestamp():.1f}")


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


def doubt_about(given_out: datetime | None, now: datetime | None = None) -> str:
    """What the age of a form says against a person, in words for the desk; empty for nothing."""
    if given_out is None:
        return "Without the form’s own time stamp"
    age = (now or timezone.now()) - given_out
    if age < timedelta(seconds=settings.INQUIRY_MINIMUM_SECONDS):
        return f"Sent within {settings.INQUIRY_MINIMUM_SECONDS} seconds of opening the form"
    if age > MAX_AGE:
        return f"Sent more than {MAX_AGE.days} days after opening the form"
    return ""

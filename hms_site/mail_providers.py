"""Which mail providers may be named in EMAIL_PROVIDER, and what each needs in ANYMAIL."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.urls import URLPattern

# as django-anymail names them
NEEDS = {
    "amazon_ses": [],  # boto3 finds its keys itself
    "brevo": ["BREVO_API_KEY"],
    "mailersend": ["MAILERSEND_API_TOKEN"],
    "mailgun": ["MAILGUN_API_KEY"],
    "mailjet": ["MAILJET_API_KEY", "MAILJET_SECRET_KEY"],
    "mandrill": ["MANDRILL_API_KEY"],
    "postmark": ["POSTMARK_SERVER_TOKEN"],
    "resend": ["RESEND_API_KEY"],
    "sendgrid": ["SENDGRID_API_KEY"],
    "sparkpost": ["SPARKPOST_API_KEY"],
}


def backend(provider: str, values: Mapping[str, Any]) -> str:
    """The mail backend of `provider`; stops the start when it is unknown or lacks something."""
    if provider not in NEEDS:
        known = ", ".join(NEEDS)
        raise ImproperlyConfigured(f"EMAIL_PROVIDER in the environment is none of {known}.")
    for name in (*NEEDS[provider], "WEBHOOK_SECRET"):
        if not values.get(name):
            raise ImproperlyConfigured(
                f"Set {name} within ANYMAIL in the environment: EMAIL_PROVIDER={provider} needs it."
            )
    if ":" not in values["WEBHOOK_SECRET"]:
        raise ImproperlyConfigured(
            "WEBHOOK_SECRET within ANYMAIL in the environment must look like user:password."
        )
    return f"anymail.backends.{provider}.EmailBackend"


def webhooks(provider: str) -> list[URLPattern]:
    """Where `provider` tells us what became of mails; nowhere when there is none.

    Of all that django-anymail answers to, this one address alone.
    """
    if not provider:
        return []
    from anymail.urls import urlpatterns  # not before there are settings; brings all providers

    wanted = {f"{provider}_tracking_webhook", f"{provider}_webhook"}
    return [pattern for pattern in urlpatterns if pattern.name in wanted]

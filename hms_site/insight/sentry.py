"""Tells Sentry of errors: where in the code, in which version, at which request, and nothing else.

Loaded only where SENTRY_DSN is set. None of the SDK's integrations that read requests is on, and of
what it has gathered only what is named here is sent. What an exception says may be what somebody
typed, or the database's words about a row: it stands in the log, beside the same request_id.

Is failure fatal? No: events are sent by a thread of the SDK's; what does not fit its queue of a
hundred is dropped.
"""

import logging
from typing import Any

import sentry_sdk
from django.conf import settings
from sentry_sdk.integrations.atexit import AtexitIntegration
from sentry_sdk.integrations.excepthook import ExcepthookIntegration
from sentry_sdk.integrations.logging import LoggingIntegration
from sentry_sdk.integrations.threading import ThreadingIntegration

from content.log_lines import what_about

KEPT = ("event_id", "timestamp", "level", "logger", "platform", "release", "environment", "sdk")
OF_FRAMES = (
    "filename", "module", "function", "lineno", "in_app",
    "pre_context", "context_line", "post_context",
)  # fmt: skip
# Their messages are texts with marks, and the values are apart. Others may have put in anything.
OURS = {"hms_site", "content", "programs", "pages", "inquiries", "news", "events", "search"}
LEFT_OUT = "Left out here: the log has it, beside the same request_id."


def start() -> None:
    sentry_sdk.init(
        dsn=settings.SENTRY_DSN,
        release=settings.RELEASE,
        before_send=without_people,
        default_integrations=False,
        auto_enabling_integrations=False,
        integrations=[
            LoggingIntegration(level=None, event_level=logging.ERROR),
            ExcepthookIntegration(),
            ThreadingIntegration(propagate_scope=False),
            AtexitIntegration(callback=lambda pending, timeout: None),
        ],
        in_app_include=sorted(OURS),
        send_default_pii=False,
        include_local_variables=False,
        max_request_body_size="never",
        max_breadcrumbs=0,
        auto_session_tracking=False,
        send_client_reports=False,
        server_name="",
        shutdown_timeout=2,
    )


def without_people(event: Any, hint: dict[str, Any]) -> Any:
    """A new event of what may be sent; None for what strangers cause at will."""
    logger = event.get("logger", "")
    if logger.startswith("django.security"):
        return None
    sent = {name: event[name] for name in KEPT if name in event}
    record = hint.get("log_record")
    sent["tags"] = what_about(record) | view_of(record)
    if "logentry" in event:
        is_ours = logger.partition(".")[0] in OURS or logger == "django.request"
        sent["logentry"] = {"message": event["logentry"]["message"] if is_ours else LEFT_OUT}
    if "exception" in event:
        sent["exception"] = {"values": list(map(bare, event["exception"]["values"]))}
    return sent


def view_of(record: logging.LogRecord | None) -> dict[str, str]:
    """The view, by its name; the address may hold a token."""
    match = getattr(getattr(record, "request", None), "resolver_match", None)
    return {"view": match.view_name} if match else {}


def bare(exception: dict[str, Any]) -> dict[str, Any]:
    frames = (exception.get("stacktrace") or {}).get("frames", [])
    return {
        "type": exception["type"],
        "module": exception.get("module"),
        "value": LEFT_OUT,
        "stacktrace": {
            "frames": [{name: f[name] for name in OF_FRAMES if name in f} for f in frames]
        },
    }

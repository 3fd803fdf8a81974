"""`/healthz/live` and `/healthz/ready`: what balancers and supervisors ask, every second or so.

They come by address and plain http, so a middleware answers before hosts are checked and led to
https. The answers say how each part is in a word; why stands in the log.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.apps import apps
from django.db import Error, connection
from django.db.migrations.recorder import MigrationRecorder
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, JsonResponse
from django.utils import timezone

from inquiries.models import Delivery

from .bounded import Bounded

logger = logging.getLogger(__name__)

SECONDS = 2  # that the database has to answer
FRESH = 1  # seconds: however many ask, the database is asked once in them
LATE = timedelta(minutes=10)  # twice a lease: a worker that died has long been replaced by then


def health(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path_info.startswith("/healthz/"):
            return get_response(request)
        answer = ANSWERS.get(request.path_info.rstrip("/"))
        if answer is None:
            return get_response(request)
        if request.method not in ("GET", "HEAD"):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return answer()

    return middleware


def live() -> HttpResponse:
    """The process answers. Asks for nothing else: a restart would not bring a database back."""
    return said(200, {"status": "live"})


def ready() -> HttpResponse:
    """Whether pages can be served from here; late mail does not count (ADR 25)."""
    try:
        parts = look()
    except (Error, TimeoutError) as error:
        noted(f"the database is away: {type(error).__name__}")
        return said(503, {"status": "not ready", "database": "away"})
    if parts["migrations"] == "missing":
        noted("migrations are missing")
        return said(503, {"status": "not ready", **parts})
    noted("")
    return said(200, {"status": "ready", **parts})


ANSWERS = {"/healthz/live": live, "/healthz/ready": ready}


def said(status: int, parts: dict[str, Any]) -> HttpResponse:
    headers = {"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"}
    response = JsonResponse(parts, status=status, headers=headers)
    # else Django logs an ERROR for each 503; `noted` says it once
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response


_why_not = ""


def noted(why: str) -> None:
    """Says in the log when the site stops being ready, why, and when it is again: once each."""
    global _why_not
    if why != _why_not:
        logger.warning("Not ready: %s.", why) if why else logger.warning("Ready again.")
        _why_not = why


def parts() -> dict[str, Any]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if not is_migrated():
        return {"database": "ok", "migrations": "missing"}
    seconds = round(oldest_due(timezone.now()).total_seconds())
    outbox = "late" if seconds > LATE.total_seconds() else "ok"
    return {
        "database": "ok",
        "migrations": "ok",
        "outbox": outbox,
        "outbox_oldest_due_seconds": seconds,
    }


look = Bounded(parts, seconds=SECONDS, fresh=FRESH)


def oldest_due(now: datetime) -> timedelta:
    """How long the delivery that should go out first has been due; none: no time at all."""
    first = Delivery.objects.due(now).values_list("next_at", "lease_until").first()
    if first is None:
        return timedelta()
    next_at, lease_until = first
    return now - (lease_until or next_at)


_is_migrated = False


def is_migrated() -> bool:
    """Asked until it is so, and then never again in this process."""
    global _is_migrated
    if not _is_migrated:
        applied = MigrationRecorder(connection).applied_migrations()
        _is_migrated = set(migrations()) <= set(applied)
    return _is_migrated


@cache
def migrations() -> tuple[tuple[str, str], ...]:
    """All that this version brings, by their files' names: to import them would cost megabytes."""
    return tuple(
        (config.label, file.stem)
        for config in apps.get_app_configs()
        for file in Path(config.path, "migrations").glob("[!_~]*.py")
    )

import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render

from . import preview, stamp
from .links import is_outside
from .models import MovedAddress
from .patience import AWAY, at_most

logger = logging.getLogger(__name__)
Next = Callable[[HttpRequest], HttpResponse]

VISITORS_WAIT = 3  # seconds, for one answer of the database; staff ask for more, and wait longer
COME_BACK_IN = 30  # seconds, for programs that read Retry-After


class WhenAway:
    """Visitors wait for the database for a short while only, and are told when it is away.

    So is who signs in while Redis is: it counts codes and guesses, and nobody comes in uncounted.
    """

    def __init__(self, get_response: Next) -> None:
        self.get_response = get_response
        self.away: tuple[type[Exception], ...] = AWAY
        if settings.REDIS_URL:
            from redis.exceptions import RedisError

            self.away = (*AWAY, RedisError)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path.startswith("/admin/"):
            return self.get_response(request)
        with at_most(VISITORS_WAIT):
            return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        return away_page(request, exception) if isinstance(exception, self.away) else None


def away_page(
    request: HttpRequest,
    error: Exception,
    template: str = "503.html",
    context: dict[str, Any] | None = None,
) -> HttpResponse:
    """A page that asks no database; the error's own words may repeat what was typed."""
    logger.warning("%s for %s: answered 503.", type(error).__name__, request.path)
    page = render(request, template, context, status=503)
    page["Retry-After"] = str(COME_BACK_IN)
    page["Cache-Control"] = "private, no-store"
    return page


def content_stamp(get_response: Next) -> Next:
    """Looks, at most once in CONTENT_STAMP_SECONDS, whether content has changed.

    Staff's own pages read everything anew.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/"):
            with suppress(*AWAY):  # a process that has read nothing yet; the view may need nothing
                stamp.refresh()
        return get_response(request)

    return middleware


def moved_addresses(get_response: Next) -> Next:
    """Where nothing is found, what stood there before is looked for where it is now."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        could_be_one = response.status_code == 404 and "\0" not in request.path
        if not could_be_one or request.method not in ("GET", "HEAD"):
            return response
        moved = MovedAddress.objects.filter(old_path=request.path[:500]).first()
        if moved is None:
            return response
        return HttpResponsePermanentRedirect(with_query(moved.new_path, request))

    return middleware


def with_query(address: str, request: HttpRequest) -> str:
    """What was asked after the address goes along, but not to other sites: it may be a preview."""
    query = request.META.get("QUERY_STRING", "")
    if not query or is_outside(address):
        return address
    return f"{address}{'&' if '?' in address else '?'}{query}"


def previews_stay_private(get_response: Next) -> Next:
    """No cache keeps a preview and no search engine lists it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if preview.PARAMETER in request.GET:
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex"
        return response

    return middleware

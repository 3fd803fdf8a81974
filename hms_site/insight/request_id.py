"""Gives each request an id, which stands in its log lines and in its answer."""

import re
import uuid
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from content.log_lines import about

HEADER = "X-Request-ID"
# what nginx, HAProxy, Envoy, Traefik and the like make; no name, number or address looks like it
LOOKS_LIKE_ONE = re.compile(r"[0-9A-Fa-f]{32}|[0-9A-Fa-f]{8}(-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}")


def request_id(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Outermost, so that answers from a cache and refusals have one too."""

    def middleware(request: HttpRequest) -> HttpResponse:
        own = given(request) or uuid.uuid4().hex
        # Django logs refusals when it is through with all middleware
        request.id = own  # type: ignore[attr-defined]
        with about(request_id=own):
            response = get_response(request)
        response[HEADER] = own
        return response

    return middleware


def given(request: HttpRequest) -> str:
    """Our proxy's id. Where no proxy is ours, the header is a visitor's word: nobody's."""
    header: str = request.META.get("HTTP_X_REQUEST_ID", "")
    believed = settings.TRUSTED_PROXY_COUNT and LOOKS_LIKE_ONE.fullmatch(header)
    return header if believed else ""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from . import preview, stamp
from .links import is_outside
from .models import MovedAddress

Next = Callable[[HttpRequest], HttpResponse]


def content_stamp(get_response: Next) -> Next:
    """Looks, at most once in CONTENT_STAMP_SECONDS, whether content has changed.

    Staff's own pages read everything anew.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/admin/"):
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

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from . import preview, stamp
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
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(f"{moved.new_path}{'?' if query else ''}{query}")

    return middleware


def previews_stay_private(get_response: Next) -> Next:
    """No cache keeps a preview and no search engine lists it."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if preview.PARAMETER in request.GET:
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex"
        return response

    return middleware

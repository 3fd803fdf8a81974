from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import get_user
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.shortcuts import render
from django.urls import reverse


class MethodNotAllowedPage:
    """Gives the bare 405 of Django's method decorators a page that a person can read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if isinstance(response, HttpResponseNotAllowed) and not response.content:
            page = render(request, "405.html", status=405)
            page["Allow"] = response["Allow"]
            return page
        return response


def accounts_stay_private(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """No cache keeps the pages of signing in, which show codes, and no search engine lists them."""

    def middleware(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if request.path.startswith("/accounts/"):
            response["Cache-Control"] = "private, no-store"
            response["X-Robots-Tag"] = "noindex"
        return response

    return middleware


MOST_DIGITS = 15  # of a length; Python reads no number of thousands


class BodyLimit:
    """Refuses a large body before any of it is read.

    Django's own limit leaves out uploaded files, which the CSRF check would write to the disk. Only
    staff may send pictures, in the admin; whether it is staff is asked for such a body alone.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        length = request.META.get("CONTENT_LENGTH") or "0"
        is_number = length.isdecimal() and len(length) < MOST_DIGITS
        if not is_number or int(length) > settings.STAFF_UPLOAD_MAX_SIZE:
            raise RequestDataTooBig("The body is larger than any form's.")
        if int(length) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE and not sends_pictures(request):
            raise RequestDataTooBig("The body is larger than DATA_UPLOAD_MAX_MEMORY_SIZE.")
        return self.get_response(request)


def sends_pictures(request: HttpRequest) -> bool:
    user = get_user(request) if request.path.startswith(reverse("admin:index")) else None
    return user is not None and user.is_active and user.is_staff

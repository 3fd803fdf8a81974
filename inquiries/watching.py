"""Keeps who opened a person's page, and who was refused at a staff page."""

import re
from collections.abc import Callable
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from .audit import record
from .models import Access, Delivery, Inquiry

DESK = "/admin/inquiries/"
# of which page: the word of the model in "inquiries_inquiry_change"
PAGE = re.compile(r"inquiries_(inquiry|prospect|delivery|note)_(\w+)")
SHOWS = {200, 409, 422}  # a page, after a refused post, too
PARTS = {"change": "its page", "erase": "the page for erasing"}


class Watch:
    """By their addresses, so that a new page of the desk need not think of it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code in SHOWS and request.path_info.startswith(DESK):
            keep_opening(request, response)
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        is_refusal = isinstance(exception, PermissionDenied)
        if is_refusal and request.path_info.startswith("/admin/") and request.user.is_authenticated:
            match = request.resolver_match
            page = (match.url_name or "").replace("_", " ") if match else ""
            detail = f"{request.method} {page}"
            record(request.user, Access.What.REFUSED, detail=detail, number=0)


def keep_opening(request: HttpRequest, response: Any) -> None:
    match = request.resolver_match
    page = PAGE.fullmatch(match.url_name or "") if match else None
    number = (match.kwargs.get("object_id") or match.kwargs.get("pk")) if match else None
    if page is None or number is None:
        return
    shown = (getattr(response, "context_data", None) or {}).get("inquiry")
    if isinstance(shown, Inquiry) and str(shown.pk) == str(number):
        reference = shown.reference  # the page has read it
    else:
        reference = reference_of(page[1], number)
    if other := match and match.kwargs.get("other"):  # of two people, beside each other
        reference = f"{reference}, {other}"
    detail = f"{page[1]}: {PARTS.get(page[2], page[2])}"
    record(request.user, Access.What.VIEW, reference=reference, detail=detail)


def reference_of(model: str, number: Any) -> str:
    """Of the inquiry; of a person, who may have several, the number of the row."""
    if model == "inquiry":
        return Inquiry.objects.filter(pk=number).values_list("reference", flat=True).first() or ""
    if model == "delivery":
        of_it = Delivery.objects.filter(pk=number).values_list("inquiry__reference", flat=True)
        return of_it.first() or ""
    return f"{model} {number}"

"""What is not public yet, shown to whoever holds a link that expires."""

from datetime import timedelta
from typing import Any, TypeVar

from django.core import signing
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from hms_site.publishing import Publishable, PublishedQuerySet

PARAMETER = "preview"
VALID_FOR = timedelta(days=7)
SALT = "content.preview"
Row = TypeVar("Row", bound=Publishable)


def link(row: Publishable) -> str:
    """The row's address with a token that opens it for a week, published or not."""
    token = signing.dumps([row._meta.label, row.pk], salt=SALT)
    return f"{row.get_absolute_url()}?{PARAMETER}={token}"  # type: ignore[attr-defined]


def opens(token: str, row: Publishable) -> bool:
    try:
        named = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return False
    return bool(named == [row._meta.label, row.pk])


def shown_or_404(request: HttpRequest, rows: PublishedQuerySet[Row], **lookup: Any) -> Row:
    """The published row; or any row that the preview link in `request` was made for.

    A preview marks the request, and base.html says above the page that it is one.
    """
    if token := request.GET.get(PARAMETER):
        row = get_object_or_404(rows, **lookup)
        if not opens(token, row):
            raise Http404("This preview link has expired, or is not for this page.")
        request.preview = row  # type: ignore[attr-defined]
        return row
    return get_object_or_404(rows.published(), **lookup)

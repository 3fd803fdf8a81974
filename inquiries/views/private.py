"""Pages that are one person's own."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control


def private_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """No cache keeps it, no search engine lists it.

    Other sites learn nothing of its address by the Referrer-Policy of the whole site, same-origin;
    a stricter one would make the browser's Origin "null", which the CSRF check refuses.
    """

    @cache_control(private=True, no_store=True)
    @wraps(view)
    def page(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"] = "noindex"
        return response

    return page

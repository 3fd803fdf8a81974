"""Posts to "my inquiry" that count towards the hour's limit of their network, as the form's do."""

import math
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from ..throttle import count_post
from .opened import Opened, View


def counted(view: View) -> View:
    """Refuses the post too many; looking at a page does not count."""

    @wraps(view)
    def page(request: HttpRequest, opened: Opened) -> HttpResponse:
        wait = count_post(request) if request.method == "POST" else 0
        return too_many(request, wait) if wait else view(request, opened)

    return page


def too_many(request: HttpRequest, wait: int) -> HttpResponse:
    context = {"minutes": math.ceil(wait / 60)}
    response = render(request, "inquiries/mine/too_many.html", context, status=429)
    response["Retry-After"] = str(wait)
    return response

"""The pages that know every app: home, and the answers to what went wrong."""

import re
from itertools import islice

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe
from django.views.static import serve

from content.academic_year import academic_year
from content.stamp import per_stamp
from events.models import Event
from news.models import NewsItem
from pages import home as home_page
from programs import catalog

NEWS_ON_HOME = 3
EVENTS_ON_HOME = 3
# as content/uploads.py names a picture, the storage tells two of one name apart, and
# content/picture_sizes.py names its sizes
OUR_PICTURE = re.compile(
    r"pictures/[0-9a-f]{32}(_[A-Za-z0-9]{7})?(\.jpg|(/3_2)?/\d+w\.(avif|webp))"
)
MEDIA_TYPES = {"jpg": "image/jpeg", "avif": "image/avif", "webp": "image/webp"}


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    body = drawn_home(academic_year(timezone.localdate()), next_events())
    return render(request, "home.html", {"body": body})


@per_stamp
def drawn_home(year: int, events: tuple[Event, ...]) -> SafeString:
    """What rows make of the home page; `year` and `events` are what the clock alone changes."""
    news = NewsItem.objects.published().listed().pinned_first()
    context = {
        "home": home_page.read(),
        "degree_types": catalog.by_degree_type(),
        "news": list(news[:NEWS_ON_HOME]),
        "events": events,
    }
    return render_to_string("home/_body.html", context)


@per_stamp
def coming_events() -> list[Event]:
    """All that were not over when they were read, the featured ones first."""
    coming = Event.objects.published().upcoming().listed()
    return list(coming.order_by("-is_featured", "starts_at", "pk"))


def next_events() -> tuple[Event, ...]:
    coming = (event for event in coming_events() if not event.is_over())
    return tuple(islice(coming, EVENTS_ON_HOME))


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """The pictures that editors uploaded, and nothing else that may lie in the folder.

    A web server in front may serve the folder itself.
    """
    if not OUR_PICTURE.fullmatch(path):
        raise Http404
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    if isinstance(response, FileResponse):
        response["Content-Type"] = MEDIA_TYPES[path.rpartition(".")[2]]
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # feeds show them elsewhere
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before a view sees it: bodies too large, too many fields, bad hosts."""
    too_large = isinstance(exception, RequestDataTooBig)
    return render(request, "400.html", {"too_large": too_large}, status=400)

import hashlib
from datetime import datetime
from urllib.parse import urlencode, urlsplit

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.http import http_date, quote_etag
from django.views.decorators.http import require_safe

from content.links import absolute
from content.models import MovedAddress
from content.preview import shown_or_404
from programs.models import Program

from . import calendars
from .filters import EventFilter
from .models import Event

EVENTS_PER_PAGE = 20
MORE_EVENTS = 3


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    """An answer that makes no sense still gives a page: it narrows nothing."""
    narrowed = EventFilter(request.GET)
    is_past = request.GET.get("when") == "past"
    published = narrowed.filter(Event.objects.published()).listed()
    events = published.past() if is_past else published.upcoming()
    featured = None
    if not is_past and not narrowed.chosen:
        featured = events.featured().first()
        events = events.exclude(pk=featured.pk) if featured else events
    context = {
        "filter": narrowed,
        "is_past": is_past,
        "featured": featured,
        "query": {**narrowed.chosen.dict(), "when": "past" if is_past else ""},
        "page": Paginator(events, EVENTS_PER_PAGE).get_page(request.GET.get("page")),
        "calendar": calendar_address(narrowed),
    }
    return render(request, "events/event_list.html", context)


@require_safe
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event = shown_or_404(request, Event.objects.select_related("series"), slug=slug)
    more = Event.objects.published().upcoming().listed().exclude(pk=event.pk)
    if event.series:
        more = more.filter(series=event.series)
    programs = list(event.programs.public())
    context = {
        "event": event,
        "programs": programs,
        "brochure": brochure_address(programs),
        "more": more[:MORE_EVENTS],
    }
    return render(request, "events/event_detail.html", context)


def brochure_address(programs: list[Program]) -> str:
    """The form with these programs ticked; empty when none of them takes inquiries."""
    asked = [("program", program.slug) for program in programs if program.is_open]
    return f"{reverse('inquiries:brochure')}?{urlencode(asked)}" if asked else ""


@require_safe
def event_calendar(request: HttpRequest, slug: str) -> HttpResponse:
    """One event to take along. Where it was renamed, its old file leads to the new one."""
    try:
        event = get_object_or_404(Event.objects.published(), slug=slug)
    except Http404:
        page = reverse("events:detail", args=[slug])
        moved = get_object_or_404(MovedAddress, old_path=page, new_path__startswith="/events/")
        return HttpResponsePermanentRedirect(f"{moved.new_path.rstrip('/')}.ics")
    body = calendars.calendar(event.title, [event])
    response = calendar_response(request, body, max(event.updated_at, event.publish_at))
    response["Content-Disposition"] = f'attachment; filename="{event.slug}.ics"'
    return response


@require_safe
def subscribed_calendar(request: HttpRequest) -> HttpResponse:
    """Unlike the list, it refuses an answer that is none: a calendar of all would be a surprise."""
    narrowed = EventFilter(request.GET)
    if narrowed.errors:
        raise Http404("No such kind, series or program of events.")
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    body = calendars.subscription(**narrowed.keys, day=today)
    return calendar_response(request, body, calendars.last_change())


def calendar_response(request: HttpRequest, body: bytes, changed: datetime) -> HttpResponse:
    """The file, or 304 to who has it already."""
    etag = quote_etag(hashlib.sha256(body).hexdigest()[:32])
    response = HttpResponse(body, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="calendar.ics"'
    response["ETag"] = etag
    response.headers["Last-Modified"] = http_date(changed.timestamp())
    answer = get_conditional_response(
        request, etag=etag, last_modified=int(changed.timestamp()), response=response
    )
    return answer or response


def calendar_address(narrowed: EventFilter) -> dict[str, str]:
    """The address to subscribe to, and the one that opens the visitor's calendar by itself."""
    query = f"?{narrowed.chosen.urlencode()}" if narrowed.chosen else ""
    address = absolute(reverse("events:calendar") + query)
    return {"https": address, "webcal": urlsplit(address)._replace(scheme="webcal").geturl()}

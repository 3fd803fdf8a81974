from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.preview import shown_or_404

from .models import Event


@require_safe
def event_list(request: HttpRequest) -> HttpResponse:
    events = Event.objects.published().upcoming().listed()
    return render(request, "events/event_list.html", {"events": events})


@require_safe
def event_detail(request: HttpRequest, slug: str) -> HttpResponse:
    event = shown_or_404(request, Event.objects.select_related("series"), slug=slug)
    return render(request, "events/event_detail.html", {"event": event})

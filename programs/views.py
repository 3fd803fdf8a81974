"""The catalog: all programs by degree type, and a page for each."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from . import catalog
from .models import Program

EVENTS_PER_PROGRAM = 3


@require_safe
def program_list(request: HttpRequest) -> HttpResponse:
    degrees = [
        {"type": degree_type, "rule": degree_type.current_rule(), "programs": programs}
        for degree_type, programs in catalog.by_degree_type()
    ]
    context = {"degrees": degrees, "landing": catalog.landing()}
    return render(request, "programs/program_list.html", context)


@require_safe
def program_detail(request: HttpRequest, slug: str) -> HttpResponse:
    program = catalog.by_slug().get(slug)
    if program is None:
        raise Http404("No program has this address.")
    if program.is_retired:
        return render(request, "programs/program_retired.html", {"program": program}, status=410)
    return render(request, "programs/program_detail.html", page_of(program))


def page_of(program: Program) -> dict[str, Any]:
    """What the page of a program shows: what is kept, its rule and dates today, coming events."""
    today = timezone.localdate()
    events = program.events.published().upcoming().listed()
    return {
        "program": program,
        "rule": program.degree_type.current_rule(today),
        # what has passed stands below what is still to come
        "key_dates": sorted(program.key_dates.all(), key=lambda date: date.is_over(today)),
        "contacts": program.contacts.all(),
        "questions": [*program.questions.all(), *catalog.general_questions()],
        "news": catalog.news_of(program),
        "events": events[:EVENTS_PER_PROGRAM],
    }

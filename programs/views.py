"""The catalog: all programs by degree type, and a page for each."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from . import catalog
from .models import Program


@require_safe
def program_list(request: HttpRequest) -> HttpResponse:
    context = {"degree_types": catalog.by_degree_type()}
    return render(request, "programs/program_list.html", context)


@require_safe
def program_detail(request: HttpRequest, slug: str) -> HttpResponse:
    program = get_object_or_404(Program.objects.with_credits(), slug=slug)
    if program.is_retired:
        return render(request, "programs/program_retired.html", {"program": program}, status=410)
    context = {"program": program, "rule": program.degree_type.current_rule()}
    return render(request, "programs/program_detail.html", context)

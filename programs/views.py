"""The catalog: all programs by degree type, and a page for each."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import catalog, comparison


@require_safe
def program_list(request: HttpRequest) -> HttpResponse:
    return render(request, "programs/program_list.html", {"landing": catalog.landing()})


@require_safe
def program_detail(request: HttpRequest, slug: str) -> HttpResponse:
    program = catalog.by_slug().get(slug)
    if program is None:
        raise Http404("No program has this address.")
    if program.is_retired:
        return render(request, "programs/program_retired.html", {"program": program}, status=410)
    return render(request, "programs/program_detail.html", {"program": program})


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """Those that the address names; without any, a form to choose them."""
    asked = request.GET.getlist("p")
    programs = comparison.chosen(asked)
    context = {
        "programs": programs,
        "rows": comparison.rows(programs) if len(programs) > 1 else [],
        "degrees": catalog.by_degree_type(),
        "most": comparison.MOST,
        "left_out": comparison.left_out(asked),
        "is_short": len(programs) == 1,
    }
    return render(request, "programs/compare.html", context)

"""Plan my degree, at /programs/<slug>/plan/: a form and a page, with all of it in the address."""

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from . import catalog, planner


@require_safe
def plan(request: HttpRequest, slug: str) -> HttpResponse:
    program = catalog.by_slug().get(slug)
    if program is None or program.is_retired:
        raise Http404("No program has this address.")
    chosen = planner.chosen_plan(program, request.GET)
    if chosen is None:
        return render(request, "programs/planner_empty.html", {"program": program})
    choice = planner.read(chosen, request.GET)
    if "sent" in request.GET and not choice.refused:
        # as the form sends it, the address is long; this one can be kept and shared
        return HttpResponseRedirect(planner.address(chosen, choice))
    judgement = planner.judged(chosen, choice)
    context = {
        "program": program,
        "plans": planner.plans_of(program),
        "plan": chosen,
        "choice": choice,
        "judgement": judgement,
        "components": planner.components(chosen, judgement),
        "tally": planner.tally(judgement),
        "verdict": planner.verdict(choice, judgement),
        "chosen": planner.chosen_courses(chosen, choice),
        "groups": planner.groups(chosen, choice),
        "terms": list(enumerate(chosen.seasons(), start=1)),
        "address": planner.address(chosen, choice),
    }
    return render(request, "programs/planner.html", context)

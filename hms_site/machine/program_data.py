"""A program's facts as JSON at /programs/<slug>.json, for whoever wants to read them by machine.

Read-only, and from the rows that the pages read. Who looks after a fact is nobody's business but
the staff's, so owners are left out.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse

from content.links import absolute
from programs import catalog
from programs.models import Cost, CreditRule, KeyDate, Program, StartTerm
from programs.models.fact import Fact

from .of_program import of_program


@of_program
def program_json(request: HttpRequest, program: Program) -> HttpResponse:
    status = 410 if program.is_retired else 200
    options = {"ensure_ascii": False, "indent": 1}
    return JsonResponse(data_of(program), status=status, json_dumps_params=options)


def data_of(program: Program) -> dict[str, Any]:
    named = {
        "name": program.official_name,
        "degree": program.degree_type.name,
        "url": absolute(program.get_absolute_url()),
        "status": program.status,
    }
    if program.is_retired:
        return named
    rule, now, applications = (
        program.degree_type.current_rule(), catalog.now(program), program.applications()
    )  # fmt: skip
    return {
        **named,
        "summary": program.summary,
        "format": program.format,
        "months": program.months,
        "credits": credits_data(rule) if rule else None,
        "applications": {
            "url": absolute(applications.url) or None,
            "are_closed": applications.are_closed,
            "in_words": applications.in_words,
        },
        "start_terms": [term_data(term) for term in now.start_terms],
        "key_dates": [date_data(date) for date in program.key_dates.all()],
        "costs": [cost_data(cost) for cost in now.costs],
    }


def kept_true(fact: Fact) -> dict[str, str | None]:
    return {
        "source": absolute(fact.source) or None,
        "review_by": fact.review_by.isoformat() if fact.review_by else None,
    }


def credits_data(rule: CreditRule) -> dict[str, Any]:
    parts = [
        {"kind": part.kind, "name": part.name, "credits": part.minimum_credits}
        for part in rule.components.all()
    ]
    in_words = rule.in_words()
    return {"total": rule.total_credits, "in_words": in_words, "parts": parts, **kept_true(rule)}


def term_data(term: StartTerm) -> dict[str, Any]:
    return {"season": term.season, "year": term.year, "in_words": str(term), **kept_true(term)}


def date_data(date: KeyDate) -> dict[str, Any]:
    return {
        "label": date.label,
        "day": date.day.isoformat(),
        "at": date.until.isoformat("minutes") if date.until else None,
        "time_zone": date.time_zone,
        "over_at": date.over_at.isoformat(),
        "is_over": date.is_over(),
        "closes_applications": date.closes_applications,
        "note": date.note,
        **kept_true(date),
    }


def cost_data(cost: Cost) -> dict[str, Any]:
    return {
        "label": cost.label,
        "amount": str(cost.amount),
        "currency": "USD",
        "academic_year": cost.academic_year,
        **kept_true(cost),
    }

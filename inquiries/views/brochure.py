"""The brochure of an inquiry, as a page and as a file. Whoever has the link may read it."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from programs import catalog
from programs.applications import Applications

from ..brochure import document
from ..brochure.contents import brochure_of, days, short
from ..brochure.facts import ProgramFacts
from ..models import Inquiry
from ..references import inquiry_id_of_brochure
from .private import private_page


@private_page
@require_safe
def page(request: HttpRequest, token: str) -> HttpResponse:
    inquiry = inquiry_of_brochure(token)
    if inquiry is None:
        return expired(request)
    brochure = brochure_of(inquiry)
    context = {
        "brochure": brochure,
        "inquiry": inquiry,
        "token": token,
        "programs": [
            shown(program, brochure.applications[program["id"]]) for program in brochure.programs
        ],
        "changes": brochure.changes(),
    }
    return render(request, "inquiries/brochure.html", context)


@private_page
@require_safe
def pdf(request: HttpRequest, token: str) -> HttpResponse:
    inquiry = inquiry_of_brochure(token)
    if inquiry is None:
        return expired(request)
    # with the link that was followed, so that the same link gives the same file
    page_url = reverse("inquiries:brochure_page", args=[token])
    file = document.pdf(brochure_of(inquiry, page_url))
    if file is None:
        return redirect(page_url)
    response = HttpResponse(file, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{document.FILE_NAME}"'
    response["Content-Length"] = str(len(file))
    return response


@csrf_exempt
@private_page
@require_POST
def opened(request: HttpRequest, token: str) -> HttpResponse:
    """What static/js/brochure_opened.js tells us; again, it changes nothing.

    A link that is opened counts nothing, since mail scanners open them all. No cookie's authority
    is used, so none is checked: the signed token in the address is all that counts. Staff look at
    brochures too; they are not who asked.
    """
    inquiry = inquiry_of_brochure(token)
    if inquiry is None:
        return expired(request)
    if not request.user.is_authenticated:
        unopened = Inquiry.objects.filter(pk=inquiry.pk, brochure_opened_at=None)
        unopened.update(brochure_opened_at=timezone.now())
    return HttpResponse(status=204)


def shown(program: ProgramFacts, standing: Applications) -> dict[str, Any]:
    """The facts of a program with what the page draws of them."""
    degree = catalog.by_slug()[program["slug"]].degree_type
    return {
        **program,
        "rule": degree.current_rule(),
        "days": days(program["key_dates"], timezone.now()),
        "applications": standing,
        "questions": short(program["questions"]),
    }


def inquiry_of_brochure(token: str) -> Inquiry | None:
    inquiries = Inquiry.objects.select_related("edition").prefetch_related("programs")
    inquiry_id = inquiry_id_of_brochure(token)
    inquiry = inquiries.filter(pk=inquiry_id).first() if inquiry_id else None
    return inquiry if inquiry and inquiry.has_brochure else None


def expired(request: HttpRequest) -> HttpResponse:
    return render(request, "inquiries/brochure_expired.html", status=404)

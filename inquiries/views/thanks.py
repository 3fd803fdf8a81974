"""The confirmation that follows the form."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .. import promise, spelling_of_domains
from ..models import Inquiry
from ..references import inquiry_id_of_thanks
from .private import private_page


@private_page
@require_safe
def thanks(request: HttpRequest, token: str) -> HttpResponse:
    inquiries = Inquiry.objects.kept().prefetch_related("programs__program")
    inquiry_id = inquiry_id_of_thanks(token)
    inquiry = inquiry_id and inquiries.filter(pk=inquiry_id).first()
    if not inquiry:
        return render(request, "inquiries/thanks_expired.html", status=404)
    # once its owner has shown themselves, nothing of theirs stands on the sender's page
    context: dict[str, Any] = {"inquiry": inquiry, "may_open": inquiry.sender_may_open}
    if not inquiry.awaits_confirmation:
        context["promise"] = promise.sentence()
    if inquiry.sender_may_open:
        context["meant_domain"] = spelling_of_domains.meant(inquiry.email)
    return render(request, "inquiries/thanks.html", context)


@private_page
@require_safe
def known(request: HttpRequest) -> HttpResponse:
    """The same answers have come already, from a browser that we cannot tell to be this one."""
    return render(request, "inquiries/known.html")

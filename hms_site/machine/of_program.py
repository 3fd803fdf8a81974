"""What the files of a program share: their program, and an answer that is not sent twice."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.views.decorators.http import condition, require_safe

from content.models import MovedAddress
from news.feed import etag
from programs import catalog
from programs.models import Program


def of_program(
    view: Callable[[HttpRequest, Program], HttpResponse],
) -> Callable[..., HttpResponse]:
    """Hands the view its program. A subscribed file follows its program to another address."""

    @require_safe
    @condition(etag_func=lambda request, slug: etag(request))
    @wraps(view)
    def by_slug(request: HttpRequest, slug: str) -> HttpResponse:
        program = catalog.by_slug().get(slug)
        if program:
            return view(request, program)
        if (present := slug_after(slug)) and request.resolver_match:
            address = reverse(request.resolver_match.view_name, args=[present])
            return HttpResponsePermanentRedirect(address)
        raise Http404("No program has this address.")

    return by_slug


def slug_after(old_slug: str) -> str:
    """Of the program that once had `old_slug`; empty when there was none."""
    old_path = reverse("programs:detail", args=[old_slug])
    moved = MovedAddress.objects.filter(old_path=old_path).values_list("new_path", flat=True)
    addresses = {each.get_absolute_url(): slug for slug, each in catalog.by_slug().items()}
    return addresses.get(moved.first() or "", "")

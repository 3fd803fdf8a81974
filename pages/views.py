from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.preview import shown_or_404

from . import menus
from .models import Block, Page


class Onward(HttpResponseRedirect):
    """For the time being: editors may let the entry lead elsewhere tomorrow."""

    allowed_schemes = ["http", "https", "mailto", "tel"]


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    page = shown_or_404(request, Page.objects.without_tree_fields(), path=f"/{path}/")
    if page.leads_to_page_id or page.leads_to_address:
        end = menus.destination(page, menus.read())
        if end is None:
            raise Http404("This entry leads to a page that is not public.")
        if end != page.get_absolute_url():
            return Onward(end)
    blocks = Block.objects.filter(parent=page)
    return render(request, "pages/page_detail.html", {"page": page, "blocks": blocks})

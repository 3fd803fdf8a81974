from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content import preview

from . import frame, menus
from .models import Page


class Onward(HttpResponseRedirect):
    """For the time being: editors may let the entry lead elsewhere tomorrow."""

    allowed_schemes = ["http", "https", "mailto", "tel"]


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    page = shown(request, f"/{path}/")
    if page.leads_to_page_id or page.leads_to_address:
        end = menus.destination(page, menus.read())
        if end is None:
            raise Http404("This entry leads to a page that is not public.")
        if end != page.get_absolute_url():
            return Onward(end)
    return render(request, "pages/page_detail.html", {"page": page, "body": frame.body(page.pk)})


def shown(request: HttpRequest, path: str) -> Page:
    """The public page at `path`, out of what is kept; for a preview, as the database has it."""
    if preview.PARAMETER in request.GET:
        drafted: Page = preview.shown_or_404(request, Page.objects.without_tree_fields(), path=path)
        return drafted
    page = menus.by_path().get(path)
    if page is None:
        raise Http404("No public page stands here.")
    return page

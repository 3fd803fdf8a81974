from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from content.links import absolute
from events.models import Event
from news.models import NewsItem
from pages.models import Page
from programs.models import Program

from .cards import card_of, drawn, general

YEAR = 31_536_000
DAY = 86_400


def public_row(place: str) -> Model | None:
    """The row whose public page stands at /`place`/."""
    match place.split("/"):
        case ["programs", slug]:
            return Program.objects.public().with_credits().filter(slug=slug).first()
        case ["news", slug]:
            return NewsItem.objects.published().listed().filter(slug=slug).first()
        case ["events", slug]:
            return Event.objects.published().listed().filter(slug=slug).first()
    pages: QuerySet[Page] = Page.objects.without_tree_fields().published()
    return pages.filter(path=f"/{place}/").first()


@require_safe
def card(request: HttpRequest, version: str, place: str = "") -> HttpResponse:
    """The picture for links to the page at `place`; for none, that of the whole site.

    It is drawn from the row alone. An address of a former version leads to the present one.
    """
    row = public_row(place) if place else None
    if place and row is None:
        raise Http404("No public page stands there.")
    shown = card_of(row) if row else general()
    if version != shown.version:
        present = shown.address(f"/{place}/" if place else "/")
        return HttpResponseRedirect(present, headers={"Cache-Control": "no-cache"})
    response = HttpResponse(drawn(shown), content_type="image/png")
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["Cross-Origin-Resource-Policy"] = "cross-origin"  # other sites show it
    return response


@require_safe
@cache_control(public=True, max_age=DAY)
def robots(request: HttpRequest) -> HttpResponseBase:
    sitemap = {"sitemap": absolute("/sitemap.xml")}
    return render(request, "robots.txt", sitemap, content_type="text/plain; charset=utf-8")

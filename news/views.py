from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from content.preview import shown_or_404
from content.stamp import per_stamp
from programs import catalog as programs_catalog

from . import catalog
from .forms import NewsFilter
from .models import NewsItem

ITEMS_PER_PAGE = 20
RELATED = 3


class CountedPages(Paginator):
    """Pages of what has been counted before."""

    def __init__(self, rows: Any, number: int) -> None:
        super().__init__(rows, ITEMS_PER_PAGE)
        self.number = number

    @cached_property
    def count(self) -> int:
        return self.number


@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    """A page number that is none still gives a page: the first or the last."""
    form = NewsFilter(request.GET)
    page = pages(form).get_page(request.GET.get("page"))
    context = {"form": form, "page": page, "body": drawn_list(page.number, **form.chosen)}
    return render(request, "news/news_list.html", context)


@per_stamp
def drawn_list(number: int, **chosen: str) -> SafeString:
    form = NewsFilter(chosen)
    context = {"form": form, "page": pages(form).page(number), "address": reverse("news:list")}
    return render_to_string("news/_includes/list.html", context)


def pages(form: NewsFilter) -> CountedPages:
    return CountedPages(
        form.filter(NewsItem.objects.published().listed().pinned_first()), form.count()
    )


@require_safe
def news_detail(request: HttpRequest, slug: str) -> HttpResponse:
    item = shown_or_404(request, NewsItem.objects.with_neighbors(), slug=slug)
    about = what_it_is_about(item)
    context = {"item": item, **about, **beside(item, about["related"])}
    return render(request, "news/news_detail.html", context)


def beside(item: Any, related: list[NewsItem]) -> dict[str, Any]:
    """The items before and after it, but none that stands above them as related."""
    shown = {row.slug for row in related}
    neighbors = {"earlier": item.earlier, "later": item.later}
    return {name: row for name, row in neighbors.items() if row and row["slug"] not in shown}


def what_it_is_about(item: NewsItem) -> dict[str, Any]:
    """Its topics, its public programs and the newest items that share one of them."""
    # one query for both: a row for each pair, and both are few
    pairs = list(NewsItem.objects.filter(pk=item.pk).values_list("topics", "programs"))
    topics, programs = ({number for number in side if number} for side in zip(*pairs, strict=True))
    public = [row for _, rows in programs_catalog.by_degree_type() for row in rows]
    related = NewsItem.objects.published().listed().exclude(pk=item.pk).about(topics, programs)
    return {
        "topics": [topic for number, topic in catalog.topics().items() if number in topics],
        "programs": [row for row in public if row.pk in programs],
        "related": list(related[:RELATED]) if topics or programs else [],
    }

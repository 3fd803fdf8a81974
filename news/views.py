from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.preview import shown_or_404

from .models import NewsItem

ITEMS_PER_PAGE = 20


@require_safe
def news_list(request: HttpRequest) -> HttpResponse:
    """A page number that is none still gives a page: the first or the last."""
    items = NewsItem.objects.published().listed()
    page = Paginator(items, ITEMS_PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "news/news_list.html", {"page": page})


@require_safe
def news_detail(request: HttpRequest, slug: str) -> HttpResponse:
    item = shown_or_404(request, NewsItem.objects.all(), slug=slug)
    return render(request, "news/news_detail.html", {"item": item})

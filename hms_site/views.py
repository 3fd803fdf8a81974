"""The pages that know every app: home, and the answers to what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from news.models import NewsItem
from programs.models import Program

NEWS_ON_HOME = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "degree_types": Program.objects.public().by_degree_type(),
        "news": NewsItem.objects.published().listed()[:NEWS_ON_HOME],
    }
    return render(request, "home.html", context)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before a view sees it: bodies too large, too many fields, bad hosts."""
    return render(request, "400.html", status=400)

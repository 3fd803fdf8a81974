"""The pages that know every app: home, and the answers to what went wrong."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django.views.static import serve

from news.models import NewsItem
from programs import catalog

NEWS_ON_HOME = 3


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    context = {
        "degree_types": catalog.by_degree_type(),
        "news": NewsItem.objects.published().listed()[:NEWS_ON_HOME],
    }
    return render(request, "home.html", context)


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """What editors uploaded. A web server in front may serve the folder itself."""
    response = serve(request, path, document_root=str(settings.MEDIA_ROOT))
    response["Cache-Control"] = "public, max-age=31536000, immutable"
    return response


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """What Django refuses before a view sees it: bodies too large, too many fields, bad hosts."""
    return render(request, "400.html", status=400)

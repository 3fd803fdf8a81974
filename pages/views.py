from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from content.preview import shown_or_404

from .models import Block, Page


@require_safe
def page(request: HttpRequest, path: str) -> HttpResponse:
    page = shown_or_404(request, Page.objects.without_tree_fields(), path=f"/{path}/")
    blocks = Block.objects.filter(parent=page)
    return render(request, "pages/page_detail.html", {"page": page, "blocks": blocks})

"""Every public page with an address of its own, for search engines: /sitemap.xml."""

from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib import sitemaps
from django.db import models
from django.db.models import F, Max, OuterRef, Subquery
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from content.stamp import per_stamp
from events.models import Event
from news.models import NewsItem
from pages.models import Block, Page
from programs.models import Program

HOUR = 3600
ENTRANCES = [
    "home",
    "programs:list",
    "programs:compare",
    "news:list",
    "events:list",
    "inquiries:brochure",
]


class OurSitemap(sitemaps.Sitemap):
    """Under the site's own address, whatever host the request was sent to."""

    def get_domain(self, site: object = None) -> str:
        return urlsplit(settings.SITE_URL).netloc

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme


class Entrances(OurSitemap):
    def items(self) -> list[str]:
        return ENTRANCES

    def location(self, name: str) -> str:
        return reverse(name)


class Rows(OurSitemap):
    """Rows as a list: a queryset would be counted with a query of its own."""

    def __init__(self, rows: list[Any]) -> None:
        self.rows = rows

    def items(self) -> list[Any]:
        return self.rows

    def lastmod(self, row: Any) -> datetime | None:
        """Of a row, of what belongs to it, or the moment at which it appeared."""
        return max((day for day in (row.changed, row.also_changed) if day), default=None)


def latest(model: Any, by: str) -> Subquery:
    """When a row of `model` was last changed, by its history; `by` names the row looked for."""
    changes = model.history.filter(**{by: OuterRef("pk")}).order_by().values(by)
    return Subquery(changes.annotate(last=Max("history_date")).values("last"))


@per_stamp
def programs() -> list[Program]:
    """A dozen rows, kept: with them the sitemap would need a query more than a page may."""
    changed = {"changed": latest(Program, "id"), "also_changed": F("changed")}
    return list(Program.objects.public().only("slug").annotate(**changed))


def dated(rows: models.QuerySet) -> list[Any]:
    dates = rows.annotate(changed=F("updated_at"), also_changed=F("publish_at"))
    return list(dates.order_by("pk").only("slug"))


def own_pages() -> list[Page]:
    """Pages with content of their own, not those that lead elsewhere."""
    rows = Page.objects.without_tree_fields().published()
    own = rows.filter(leads_to_page=None, leads_to_address="").order_by("path")
    changed = {"changed": latest(Page, "id"), "also_changed": latest(Block, "parent_id")}
    return list(own.only("path").annotate(**changed))


@per_stamp
def xml() -> str:
    """Kept: with ten thousand rows it takes a second or two to write."""
    sections = [
        Entrances(),
        Rows(programs()),
        Rows(own_pages()),
        Rows(dated(NewsItem.objects.published())),
        Rows(dated(Event.objects.published())),
    ]
    return render_to_string(
        "sitemap.xml", {"urlset": [url for section in sections for url in section.get_urls()]}
    )


@require_safe
@cache_control(public=True, max_age=HOUR)
def sitemap(request: HttpRequest) -> HttpResponse:
    return HttpResponse(xml(), content_type="application/xml")

"""Pages of the admin that look across all content: what is scheduled, which links lead nowhere."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.apps import apps
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.core.handlers.base import BaseHandler
from django.db import models
from django.db.models import F, Value
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from content.links import OWN_PLACE, LinkField, is_outside
from content.richtext import RichTextField
from content.stamp import CONTENT_APPS, is_content
from hms_site.publishing import Publishable, PublishedQuerySet

MOST_STEPS = 5  # from one address to the next
COUNTED = "/search/"  # always answers, and a look must not count as a search
COMING = {
    "publish_at": PublishedQuerySet.appearing_after,
    "unpublish_at": PublishedQuerySet.ending_after,
}
NAMES = ("title", "headline", "heading")  # whichever of these a row is called by
PARTS_OF = ("parent", "block", "program")  # what a row belongs to that has no form of its own


@dataclass(frozen=True)
class Change:
    """Something that appears or disappears by itself at a moment to come."""

    at: datetime
    appears: bool
    name: str
    kind: str
    edit_url: str


@dataclass(frozen=True)
class DeadLink:
    path: str
    row: models.Model
    edit_url: str


@require_safe
def scheduled(request: HttpRequest) -> HttpResponse:
    changes = coming(request)
    return page(request, "admin/scheduled.html", "What is scheduled", changes=changes)


@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """Asks the site for each of its own addresses that public content names."""
    named = named_addresses(request)
    site = BaseHandler()
    site.load_middleware()
    dead = [
        DeadLink(path, row, edit_url(row))
        for path, rows in sorted(named.items())
        if not answers(site, path)
        for row in rows
    ]
    context = {"dead": dead, "number_checked": len(named)}
    return page(request, "admin/links.html", "Links that no longer answer", **context)


def page(request: HttpRequest, template: str, title: str, **context: object) -> HttpResponse:
    if not seen_by(request):
        raise PermissionDenied
    site = admin.site.each_context(request)
    return render(request, template, {**site, "title": title, **context})


def content_models(request: HttpRequest) -> Iterator[type[models.Model]]:
    """The kinds of content that this account may see."""
    return (model for model in seen_by(request) if is_content(model) and not model._meta.proxy)


def seen_by(request: HttpRequest) -> list[type[models.Model]]:
    return [
        model
        for model in apps.get_models()
        if model._meta.app_label in CONTENT_APPS
        and request.user.has_perm(f"{model._meta.app_label}.view_{model._meta.model_name}")
    ]


def coming(request: HttpRequest, most: int | None = None) -> list[Change]:
    """The next changes, or the next `most` of them, by one query for all kinds of content."""
    now = timezone.now()
    moments = [
        rows(PublishedQuerySet(model), now)
        .annotate(
            at=F(field),
            appears=Value(field == "publish_at"),
            called=F(name_field(model)),
            label=Value(model._meta.label),
        )
        .order_by()
        .values_list("at", "appears", "called", "label", "pk")
        for model in publishable_models(request)
        for field, rows in COMING.items()
    ]
    if not moments:
        return []
    together = moments[0].union(*moments[1:], all=True).order_by("at", "label", "pk")
    return [
        Change(at, bool(appears), called, *kind_and_form(label, pk))
        for at, appears, called, label, pk in together[:most]
    ]


def publishable_models(request: HttpRequest) -> list[type[models.Model]]:
    return [model for model in content_models(request) if issubclass(model, Publishable)]


def name_field(model: type[models.Model]) -> str:
    """The field by which a row is called; one query reads it from many tables."""
    names = {field.name for field in model._meta.get_fields()}
    return next(name for name in NAMES if name in names)


def kind_and_form(label: str, pk: int) -> tuple[str, str]:
    """What a row of that model is called, and where it is changed."""
    meta = apps.get_model(label)._meta
    address = reverse(f"admin:{meta.app_label}_{meta.model_name}_change", args=[pk])
    return str(meta.verbose_name).capitalize(), address


def named_addresses(request: HttpRequest) -> dict[str, list[models.Model]]:
    """Each address of this site that public rows name, with those rows."""
    named: dict[str, list[models.Model]] = defaultdict(list)
    for model in content_models(request):
        fields = [f for f in model._meta.fields if isinstance(f, LinkField | RichTextField)]
        rows = model._default_manager.all()
        if issubclass(model, Publishable):
            rows = rows.published()  # type: ignore[attr-defined]
        for row in rows if fields else ():
            for path in {path for field in fields for path in own_paths(field, row)}:
                named[path].append(row)
    return named


def own_paths(field: models.Field, row: models.Model) -> Iterator[str]:
    value: str = getattr(row, field.name)
    for address in [value] if isinstance(field, LinkField) else Links(value).addresses:
        here = address.removeprefix(settings.SITE_URL)
        if OWN_PLACE.match(here) and not here.startswith(COUNTED):
            yield urldefrag(here).url


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.addresses: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.addresses += [value for name, value in attrs if name == "href" and value]


def answers(site: BaseHandler, path: str) -> bool:
    """Whether the site, asked as a visitor would ask it, has something there."""
    from django.test import RequestFactory  # brings all of unittest; this page alone needs it

    host = urlsplit(settings.SITE_URL).hostname or ""
    scheme = "https" if settings.HTTPS else "http"
    headers = {"host": host, "x-forwarded-proto": scheme}
    for _ in range(MOST_STEPS):
        asked = RequestFactory(headers=headers).get(path, secure=settings.HTTPS)
        response = site.get_response(asked)
        target = response.get("Location", "")
        if response.status_code not in (301, 302) or is_outside(target):
            return response.status_code < 400
        path = urljoin(path, target)
    return False


def edit_url(row: models.Model) -> str:
    """The form in which the row is changed: its own, or that of what it is a part of."""
    try:
        return reverse(f"admin:{row._meta.app_label}_{row._meta.model_name}_change", args=[row.pk])
    except NoReverseMatch:
        whole = next(getattr(row, name) for name in PARTS_OF if getattr(row, name, None))
        return edit_url(whole)

"""The admin site's name and front page; the apps register their own models."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

# The front page as staff think of their work: what belongs together, what is needed most first.
# Models that are not named follow by app.
SECTIONS = {
    "Home page and alerts": ["pages.homefeature", "pages.homeblock", "pages.alert"],
    "Pages and menus": [
        "pages.page",
        "pages.resourcelink",
        "pages.sitefacts",
        "pages.schoolfigure",
        "pages.sociallink",
    ],
    "News": ["news.newsitem", "news.topic"],
    "Events": ["events.event", "events.series"],
    "Programs and credits": [
        "programs.program",
        "programs.question",
        "programs.landing",
        "programs.degreetype",
        "programs.creditrule",
    ],
    "Search": ["search.query"],
    "Moved addresses": ["content.movedaddress"],
}


class SiteAdmin(admin.AdminSite):
    site_title = "HMS master's programs"
    site_header = "Master's programs, staff"
    index_title = "What would you like to do?"

    def get_app_list(
        self, request: HttpRequest, app_label: str | None = None
    ) -> list[dict[str, Any]]:
        """By section instead of by app, in the order of SECTIONS; then what is in none of them.

        Django asks for the whole list twice a page, and each time reads what may be added.
        """
        kept: dict[str | None, list[dict[str, Any]]] = request.__dict__.setdefault("sections", {})
        if app_label not in kept:
            kept[app_label] = self.sections(request, app_label)
        return kept[app_label]

    def sections(self, request: HttpRequest, app_label: str | None) -> list[dict[str, Any]]:
        by_app = super().get_app_list(request, app_label)
        found = {
            f"{app['app_label']}.{model['object_name'].lower()}": (app, model)
            for app in by_app
            for model in app["models"]
        }
        sections = []
        for name, labels in SECTIONS.items():
            if shown := [found.pop(label) for label in labels if label in found]:
                models = [model for _, model in shown]
                sections.append({**shown[0][0], "name": name, "models": models})
        for app in by_app:
            if left := [model for of_app, model in found.values() if of_app is app]:
                sections.append({**app, "models": left})
        return sections

    def index(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        from .today import (  # know the apps, which are not ready when this module is
            desk,
            today,
            work,
        )

        front = work(request)
        ours = {"work": front, "desk": desk(request, front), "today": today(request)}
        return super().index(request, {**ours, **(extra_context or {})})

    def get_urls(self) -> list[URLResolver | URLPattern]:
        """Without Django's redirect to an object's own page: it asks for no permission on the
        object, and would hand any staff account the signed link of every inquiry."""
        from . import staff_pages

        ours = [
            path(f"{view.__name__}/", self.admin_view(view), name=view.__name__)
            for view in (staff_pages.scheduled, staff_pages.links)
        ]
        urls = super().get_urls()
        return ours + [url for url in urls if getattr(url, "name", "") != "view_on_site"]

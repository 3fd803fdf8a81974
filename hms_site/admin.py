"""The admin site's name and front page; the apps register their own models."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.decorators import method_decorator
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

# The front page as staff think of their work: what belongs together, what is needed most first.
# Models that are not named follow by app.
SECTIONS = {
    "Inquiries": [
        "inquiries.inquiry",
        "inquiries.prospect",
        "inquiries.reports",
        "inquiries.replytemplate",
        "inquiries.savedview",
        "inquiries.absence",
        "inquiries.importrun",
        "inquiries.delivery",
    ],
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
        "programs.plan",
        "programs.course",
        "programs.creditrule",
    ],
    "How the desk works": [
        "inquiries.assignmentrule",
        "inquiries.team",
        "inquiries.officehours",
        "inquiries.holiday",
        "inquiries.desksettings",
        "inquiries.programrouting",
        "inquiries.formoption",
        "inquiries.edition",
    ],
    "Search": ["search.query"],
    "Moved addresses": ["content.movedaddress"],
    "Accounts and signing in": [
        "auth.user",
        "auth.group",
        "axes.accessattempt",
        "axes.accesslog",
        "inquiries.access",
    ],
}

# what a package calls by words of its own
NAMES = {"axes.accessattempt": "Failed sign-ins", "axes.accesslog": "Sign-ins"}


known_methods = require_http_methods(["GET", "HEAD", "POST"])


class SiteAdmin(admin.AdminSite):
    site_title = "HMS master's programs"
    site_header = "Master's programs, staff"
    index_title = "What would you like to do?"

    def admin_view(self, view: Any, cacheable: bool = False) -> Any:
        """Django's pages take any method, TRACE and made-up ones too, for a GET."""
        return known_methods(super().admin_view(view, cacheable))

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
        for label, name in NAMES.items():
            if label in found:
                found[label][1]["name"] = name
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

    @method_decorator(known_methods)
    def login(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """By the page that asks for the second factor, too. Django's own form would not."""
        if request.user.is_authenticated:
            if not self.has_permission(request):
                raise PermissionDenied
            return redirect("admin:index")
        wanted = request.GET.get("next") or reverse("admin:index")
        return redirect(f"{reverse('account_login')}?{urlencode({'next': wanted})}")

    def logout(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> Any:
        from allauth.account.views import logout  # knows models

        return logout(request)

    def password_change(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> Any:
        """On the page that also tells its owner by mail."""
        return redirect("account_change_password")

    def autocomplete_view(self, request: HttpRequest) -> Any:
        """Of content alone: no field of the desk has it, and people would be listed unrecorded."""
        if request.GET.get("app_label") == "inquiries":
            raise PermissionDenied
        return super().autocomplete_view(request)

    def get_log_entries(self, request: HttpRequest) -> Any:
        """For the front page: who has left the desk meets no trace of it in their own log."""
        entries = super().get_log_entries(request)
        seen = [
            model._meta
            for model, of_it in self._registry.items()
            if of_it.has_view_permission(request)
        ]
        kinds = Q()
        for meta in seen:
            kinds |= Q(content_type__app_label=meta.app_label, content_type__model=meta.model_name)
        return entries.filter(kinds) if seen else entries.none()

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

"""The desk's list: how it is searched without an address that tells, and who looked at it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_POST

from .. import audit
from ..models import Access, Inquiry, KeptSearch, SavedView
from ..worklist.counting import numbers
from ..worklist.searching import search
from .changelist import FOUND, WorkChangeList, kept_search
from .columns import COLUMNS, ColumnsMixin
from .facet_filters import FILTERS

SEARCH, PAGE = "q", "p"
MOST_LETTERS = 200
LIST = "admin:inquiries_inquiry_changelist"


class WorkListMixin(ColumnsMixin):
    """For InquiryAdmin."""

    list_display = [*COLUMNS]
    list_display_links = ["who"]
    list_filter = [*FILTERS]
    list_select_related = ["owner"]  # without it Django would join all that a column names
    list_per_page = 50
    ordering = [F("due_at").asc(nulls_last=True), "-created_at", "-id"]
    search_fields = ["search_text"]
    show_full_result_count = False

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """None that names a person: ?email=… would stand in addresses and logs."""
        names_nobody = lookup.partition("__")[0] not in {*Inquiry.SEARCHED, "search_text"}
        return names_nobody and super().lookup_allowed(lookup, value, request)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(require_POST(self.search_view))
        return [path("search/", view, name="inquiries_inquiry_search"), *super().get_urls()]

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[WorkChangeList]:
        return WorkChangeList

    def get_search_results(
        self, request: Any, queryset: Any, search_term: str
    ) -> tuple[QuerySet[Inquiry], bool]:
        return (search(queryset, search_term) if search_term else queryset), False

    def search_view(self, request: HttpRequest) -> HttpResponse:
        """Keeps the words out of the address, and so out of logs, bookmarks and the history."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        filters = QueryDict(request.POST.get("filters", ""))
        return self.searched(request, request.POST.get(SEARCH, ""), filters)

    def searched(self, request: HttpRequest, typed: str, filters: QueryDict) -> HttpResponse:
        query = filters.copy()
        for name in (SEARCH, FOUND, PAGE):
            query.pop(name, None)
        words = typed.replace("\0", " ").strip()[:MOST_LETTERS]
        if words:
            query[FOUND] = KeptSearch.objects.keep(request.user, words).key
        return HttpResponseRedirect(f"{reverse(LIST)}?{query.urlencode()}")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        if not self.has_view_permission(request):
            raise PermissionDenied
        if typed := request.GET.get(SEARCH):
            return self.searched(request, typed, request.GET)
        if request.method == "GET" and FOUND in request.GET and not kept_search(request):
            forgotten = "That search is no longer kept, since it may name a person: search again."
            messages.warning(request, forgotten)
            return self.searched(request, "", request.GET)
        views = SavedView.objects.offered_to(request.user)
        context = {"saved_views": views, "is_nav_sidebar_enabled": False, **(extra_context or {})}
        response = super().changelist_view(request, context)
        self.record_look(request, response)
        return response

    def record_look(self, request: HttpRequest, response: Any) -> None:
        """One line for each list that was shown, with the names of its filters alone."""
        shown = (getattr(response, "context_data", None) or {}).get("cl")
        if request.method == "HEAD" or shown is None:
            return
        used = [spec.facet.name for spec in shown.filter_specs if spec.values]
        used += ["search"] if shown.search else []
        audit.record(
            request.user,
            Access.What.LIST,
            detail=", ".join(used),
            number=len(shown.result_list),
        )

    def response_action(
        self, request: HttpRequest, queryset: Any, *args: Any, **kwargs: Any
    ) -> HttpResponse | None:
        """All of a list at once, but never more than the desk can have seen counted."""
        is_all = request.POST.get("select_across") == "1"
        if is_all and numbers([queryset])[0].is_more:
            too_many = "That would be more than 1,000 inquiries. Narrow the list, then do it again."
            messages.error(request, too_many)
            return None
        return super().response_action(request, queryset, *args, **kwargs)

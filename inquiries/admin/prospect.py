"""The people behind inquiries: found by name, address or reference, one row a person."""

from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.views.main import ChangeList
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from content.folding import fold

from .. import audit
from ..countries import country_choices
from ..models import Access, Inquiry, KeptSearch, Prospect
from ..person import Person
from .changelist import FOUND, kept_search
from .joining import JoiningMixin
from .worklist import MOST_LETTERS

VERIFIED = mark_safe(' <span class="person__yes">verified</span>')


MOST_FOUND = 500
TOO_MANY = (
    f"More than {MOST_FOUND} inquiries are found, and these are some of their people. Write more "
    "of the name, or the e-mail address."
)


class PeopleList(ChangeList):
    """Each row with its person: two queries for all of them. The search is a kept one."""

    def __init__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        self.search = kept_search(request)
        super().__init__(request, *args, **kwargs)

    def get_filters_params(self, params: Any = None) -> dict[str, Any]:
        filters: dict[str, Any] = super().get_filters_params(params)
        filters.pop(FOUND, None)
        return filters

    def get_queryset(self, request: HttpRequest, exclude_parameters: Any = None) -> Any:
        self.query = self.search.words if self.search else ""
        return super().get_queryset(request, exclude_parameters)

    def get_results(self, request: HttpRequest) -> None:
        super().get_results(request)
        people = Person.several([row.pk for row in self.result_list])
        for row in self.result_list:
            row.person = people[row.pk]


class VerifiedFilter(admin.SimpleListFilter):
    title = "address"
    parameter_name = "verified"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Verified"), ("no", "Not verified")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Prospect]) -> QuerySet[Prospect]:
        if self.value() not in {"yes", "no"}:
            return queryset
        return queryset.filter(verified_at__isnull=self.value() == "no")


def people_found(words: list[str]) -> list[int]:
    """Who sent the inquiries that hold all these beginnings of words: of MOST_FOUND at most.

    Read first and by themselves: the list asks for its rows and for their number, and a search
    among a million inquiries is to be made once, and not to its end.
    """
    found = Inquiry.objects.kept().order_by()
    for word in words:
        found = found.filter(search_text__contains=f" {word}")
    some = Inquiry.objects.filter(pk__in=found.values("pk")[:MOST_FOUND]).order_by()
    people = some.values_list(Coalesce("prospect__same_as", "prospect"), flat=True)
    return list(people) if words else []


@admin.register(Prospect)
class ProspectAdmin(JoiningMixin):
    list_display = ["name", "addresses", "country", "asked", "waiting", "last_asked"]
    list_display_links = ["name"]
    list_filter = [VerifiedFilter]
    list_per_page = 50
    ordering = ["-pk"]
    search_fields = ["email"]  # how, says get_search_results
    search_help_text = "Name, e-mail address, employer or reference"
    show_full_result_count = False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People go with their last inquiry, which is erased, not deleted."""
        return False

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """What is searched for is posted, so that no name stands in an address or log."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        typed = request.POST.get("q", "") or request.GET.get("q", "")
        if typed or "q" in request.POST:
            return self.searched(request, typed)
        response = super().changelist_view(request, {"title": "People", **(extra_context or {})})
        shown = (getattr(response, "context_data", None) or {}).get("cl")
        if request.method != "HEAD" and shown:
            detail = "people, search" if shown.search else "people"
            number = len(shown.result_list)
            audit.record(request.user, Access.What.LIST, detail=detail, number=number)
        return response

    def searched(self, request: HttpRequest, typed: str) -> HttpResponse:
        words = typed.replace("\0", " ").strip()[:MOST_LETTERS]
        address = reverse("admin:inquiries_prospect_changelist")
        if not words:
            return HttpResponseRedirect(address)
        key = KeptSearch.objects.keep(request.user, words).key
        return HttpResponseRedirect(f"{address}?{FOUND}={key}")

    def get_changelist(self, request: HttpRequest, **kwargs: Any) -> type[ChangeList]:
        return PeopleList

    def get_queryset(self, request: HttpRequest) -> QuerySet[Prospect]:
        return Prospect.objects.people()

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Prospect], search_term: str
    ) -> tuple[QuerySet[Prospect], bool]:
        """By the beginnings of words that their inquiries hold, in any script."""
        if not search_term.strip():
            return queryset, False
        numbers = people_found(fold(search_term).split())
        if len(numbers) == MOST_FOUND:
            self.message_user(request, TOO_MANY, messages.WARNING)
        return queryset.filter(pk__in=numbers), False

    @admin.display
    def name(self, prospect: Any) -> SafeString:
        return format_html("<bdi>{}</bdi>", prospect.person.name)

    @admin.display(description="e-mail addresses", ordering="email")
    def addresses(self, prospect: Any) -> SafeString:
        rows = ((row.email, row.verified_at) for row in prospect.person.addresses)
        marked = ((email, VERIFIED if verified else "") for email, verified in rows)
        return format_html_join(mark_safe("<br>"), "<bdi>{}</bdi>{}", marked)

    @admin.display
    def country(self, prospect: Any) -> str:
        # the field's own display goes through all 250 of them, for each row
        latest = prospect.person.latest
        return dict(country_choices()).get(str(latest.country), "") if latest else ""

    @admin.display(description="inquiries")
    def asked(self, prospect: Any) -> int:
        return len(prospect.person.inquiries)

    @admin.display(description="open")
    def waiting(self, prospect: Any) -> int:
        return len(prospect.person.open)

    @admin.display(description="last inquiry")
    def last_asked(self, prospect: Any) -> str:
        inquiries = prospect.person.inquiries
        return date_format(timezone.localtime(inquiries[0].created_at)) if inquiries else "–"

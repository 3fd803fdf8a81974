from typing import Any

from django.contrib import admin
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse

from .models import Query


class FoundFilter(admin.SimpleListFilter):
    title = "what was found"
    parameter_name = "answer"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("nothing", "Nothing"), ("something", "Something")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        if self.value() == "nothing":
            return queryset.filter(found=0)
        return queryset.filter(found__gt=0) if self.value() == "something" else queryset


@admin.register(Query)
class QueryAdmin(admin.ModelAdmin):
    """To be read. What names a person can be deleted."""

    list_display = ["words", "day", "times", "found"]
    list_filter = [FoundFilter, "day"]
    search_fields = ["words"]
    date_hierarchy = "day"
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Query | None = None) -> bool:
        return False

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """With the sums of what the list shows above it."""
        response: HttpResponse = super().changelist_view(request, extra_context)
        context = getattr(response, "context_data", None)
        if context and "cl" in context:
            shown = context["cl"].queryset.order_by()
            times = shown.aggregate(sum=Sum("times"))["sum"] or 0
            different = shown.values("words").distinct().count()
            context["title"] = f"{times:,} searches for {different:,} different texts"
        return response

"""Who opened, listed, exported or brought in people's data, and who was refused: to be read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse

from ..models import Access
from .read_only import ReadOnlyAdmin

PURPOSE = (
    "Each time somebody opened a person’s page, looked at a list of people, took their data out, "
    "brought some in, or was refused at a staff page. Kept for 400 days; it names no person."
)


class WhenFilter(admin.DateFieldListFilter):
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.title = "when"


@admin.register(Access)
class AccessAdmin(ReadOnlyAdmin):
    list_display = ["at", "by", "what", "reference", "detail", "number"]
    list_display_links = None
    list_filter = ["what", ("at", WhenFilter), ("by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["by"]
    search_fields = ["reference", "by__username"]
    search_help_text = "Reference of the inquiry, or username"
    date_hierarchy = "at"
    list_per_page = 50
    show_full_result_count = False
    actions = None
    change_list_template = "admin/list_with_purpose.html"

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        said = {"title": "Accesses to personal data", "purpose": PURPOSE}
        return super().changelist_view(request, {**said, **(extra_context or {})})

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A line goes when its time is over, by purge_inquiries."""
        return False

"""Who opened, listed, exported or brought in people's data, and who was refused: to be read."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ..models import Access
from .read_only import ReadOnlyAdmin


@admin.register(Access)
class AccessAdmin(ReadOnlyAdmin):
    list_display = ["at", "by", "what", "reference", "detail", "number"]
    list_display_links = None
    list_filter = ["what", "at", ("by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["by"]
    search_fields = ["reference", "by__username"]
    search_help_text = "Reference of the inquiry, or username"
    date_hierarchy = "at"
    list_per_page = 50
    show_full_result_count = False
    actions = None

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """A line goes when its time is over, by purge_inquiries."""
        return False

"""The people behind inquiries."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import mark_safe

from ..models import Delivery, Prospect


@admin.register(Prospect)
class ProspectAdmin(admin.ModelAdmin):
    list_display = ["email", "created_at", "verified_at"]
    search_fields = ["email"]
    date_hierarchy = "created_at"
    readonly_fields = ["came_back"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display(description="mails that came back")
    def came_back(self, prospect: Prospect) -> str:
        """Each with a link to the inquiry that it was about."""
        returned = Delivery.objects.filter(inquiry__prospect=prospect, returned_at__isnull=False)
        lines = (
            (
                reverse("admin:inquiries_inquiry_change", args=[delivery.inquiry_id]),
                delivery.inquiry,
                f"{timezone.localtime(delivery.returned_at):%B %-d, %Y}",
                delivery.returned,
            )
            for delivery in returned.select_related("inquiry")
        )
        return format_html_join(mark_safe("<br>"), '<a href="{}">{}</a>, {}: {}', lines) or "None"

"""The people behind inquiries."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..models import Change, Consent, Delivery, Inquiry, Prospect
from .privacy import ReadOnlyInline


class InquiryInline(ReadOnlyInline):
    model = Inquiry
    fields = ["page", "created_at", "state", "owner"]
    readonly_fields = ["page"]

    @admin.display(description="reference")
    def page(self, inquiry: Inquiry) -> str:
        address = reverse("admin:inquiries_inquiry_change", args=[inquiry.pk])
        return format_html('<a href="{}">{}</a>', address, inquiry.reference)


def one_per_line(rows: Any) -> SafeString:
    """Each row with the inquiry that it belongs to."""
    lines = (
        (
            row,
            reverse("admin:inquiries_inquiry_change", args=[row.inquiry_id]),
            row.inquiry.reference,
        )
        for row in rows.select_related("inquiry")
    )
    return format_html_join(mark_safe("<br>"), '{} (<a href="{}">{}</a>)', lines) or mark_safe("–")


@admin.register(Prospect)
class ProspectAdmin(admin.ModelAdmin):
    list_display = ["email", "created_at", "verified_at"]
    search_fields = ["email"]
    date_hierarchy = "created_at"
    fields = [
        "email",
        "created_at",
        "verified_at",
        "consents",
        "changes",
        "deliveries",
        "came_back",
    ]
    inlines = [InquiryInline]

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

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People go with their last inquiry, which is erased, not deleted."""
        return False

    @admin.display
    def consents(self, prospect: Prospect) -> str:
        return one_per_line(Consent.objects.filter(inquiry__prospect=prospect))

    @admin.display(description="what was done since")
    def changes(self, prospect: Prospect) -> str:
        return one_per_line(Change.objects.filter(inquiry__prospect=prospect))

    @admin.display
    def deliveries(self, prospect: Prospect) -> str:
        return one_per_line(Delivery.objects.filter(inquiry__prospect=prospect))

"""The people behind inquiries."""

from collections.abc import Callable
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ..models import Change, Consent, Delivery, Inquiry, Prospect
from .read_only import ReadOnlyAdmin, ReadOnlyInline


class InquiryInline(ReadOnlyInline):
    model = Inquiry
    fields = ["page", "created_at", "state", "owner"]
    readonly_fields = ["page"]

    @admin.display(description="reference")
    def page(self, inquiry: Inquiry) -> str:
        address = reverse("admin:inquiries_inquiry_change", args=[inquiry.pk])
        return format_html('<a href="{}">{}</a>', address, inquiry.reference)


def with_their_inquiry(rows: QuerySet[Any], said: Callable[[Any], str] = str) -> SafeString:
    """What is `said` of each row, with the inquiry that it belongs to."""
    lines = (
        (
            said(row),
            reverse("admin:inquiries_inquiry_change", args=[row.inquiry_id]),
            row.inquiry.reference,
        )
        for row in rows.select_related("inquiry")
    )
    said_of_all = format_html_join(mark_safe("<br>"), '{} (<a href="{}">{}</a>)', lines)
    return said_of_all or SafeString("None")


def how_it_came_back(delivery: Delivery) -> str:
    day = date_format(timezone.localtime(delivery.returned_at), "F j, Y")
    return f"{day}: {delivery.returned}"


@admin.register(Prospect)
class ProspectAdmin(ReadOnlyAdmin):
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

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """People go with their last inquiry, which is erased, not deleted."""
        return False

    @admin.display
    def consents(self, prospect: Prospect) -> str:
        return with_their_inquiry(Consent.objects.filter(inquiry__prospect=prospect))

    @admin.display(description="what was done since")
    def changes(self, prospect: Prospect) -> str:
        return with_their_inquiry(Change.objects.filter(inquiry__prospect=prospect))

    @admin.display
    def deliveries(self, prospect: Prospect) -> str:
        return with_their_inquiry(Delivery.objects.filter(inquiry__prospect=prospect))

    @admin.display(description="mails that came back")
    def came_back(self, prospect: Prospect) -> str:
        returned = Delivery.objects.filter(inquiry__prospect=prospect, returned_at__isnull=False)
        return with_their_inquiry(returned, how_it_came_back)

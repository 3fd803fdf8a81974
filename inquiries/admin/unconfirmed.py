"""Inquiries whose address nobody has confirmed: marked, counted, and a list of their own."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString, mark_safe

from ..models import Inquiry


class ConfirmationFilter(admin.SimpleListFilter):
    title = parameter_name = "address"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("unconfirmed", "To be confirmed"), ("confirmed", "Confirmed or released")]

    def queryset(self, request: HttpRequest, queryset: Any) -> QuerySet[Inquiry]:
        if self.value() == "unconfirmed":
            return queryset.unconfirmed()  # type: ignore[no-any-return]
        if self.value() == "confirmed":
            return queryset.exclude(confirmed_at=None)  # type: ignore[no-any-return]
        return queryset  # type: ignore[no-any-return]


class UnconfirmedMixin(admin.ModelAdmin):
    """For InquiryAdmin: the column `address`, and above the list how many wait to be confirmed."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        number = Inquiry.objects.unconfirmed().count()
        context = {"unconfirmed": number, **(extra_context or {})}
        return super().changelist_view(request, context)

    @admin.display(description="address")
    def address(self, inquiry: Inquiry) -> str | SafeString:
        if inquiry.is_unconfirmed:
            return mark_safe('<span class="unconfirmed">To be confirmed</span>')
        return "Confirmed" if inquiry.confirmed_at else ""

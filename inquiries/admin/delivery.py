"""The outbox on the desk: what waits, what failed, and the ways to send it again."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_POST

from ..models import Delivery
from .read_only import ReadOnlyAdmin


class CameBackFilter(admin.SimpleListFilter):
    title = "came back"
    parameter_name = "returned"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("yes", "Came back"), ("no", "Did not")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Delivery]) -> QuerySet[Delivery]:
        if self.value() not in {"yes", "no"}:
            return queryset
        return queryset.filter(returned_at__isnull=self.value() == "no")


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    list_display = [
        "inquiry",
        "kind",
        "state",
        "attempts",
        "next_at",
        "sent_at",
        "error",
        "returned",
    ]
    list_filter = ["state", CameBackFilter, "kind", "sent_at"]
    list_select_related = ["inquiry"]
    search_fields = ["inquiry__reference"]
    search_help_text = "Reference of the inquiry"
    actions = ["send_again", "send_now"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        """Without the list of sections beside it, which leaves no room for the errors."""
        context = {"is_nav_sidebar_enabled": False, **(extra_context or {})}
        return super().changelist_view(request, context)

    def has_send_permission(self, request: HttpRequest) -> bool:
        """To look at the outbox is one thing; to write to people is for who answers them."""
        answers_people = request.user.has_perm("inquiries.change_inquiry")
        return answers_people and self.has_view_permission(request)

    def get_urls(self) -> list[URLPattern]:
        def posted(route: str, view: Any, name: str) -> Any:
            guarded = self.admin_site.admin_view(require_POST(view))
            return path(route, guarded, name=f"inquiries_delivery_{name}")

        return [
            posted("<int:pk>/retry/", self.retry_view, "retry"),
            posted("send-now/", self.send_now_view, "send_now"),
            *super().get_urls(),
        ]

    @admin.action(description="Send again what failed for good", permissions=["send"])
    def send_again(self, request: HttpRequest, deliveries: QuerySet[Delivery]) -> None:
        number = Delivery.objects.filter(pk__in=deliveries.values("pk")).retry()
        if number:
            self.message_user(request, f"{number} will be tried again within seconds.")
        else:
            self.message_user(request, "None of these had failed for good.", messages.WARNING)

    @admin.action(description="Send now what waits for its next try", permissions=["send"])
    def send_now(self, request: HttpRequest, deliveries: QuerySet[Delivery]) -> None:
        self.bring_forward(request, Delivery.objects.filter(pk__in=deliveries.values("pk")))

    def retry_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """One that failed for good, from its own page."""
        if not self.has_send_permission(request):
            raise PermissionDenied
        self.send_again(request, Delivery.objects.filter(pk=pk))
        return redirect("admin:inquiries_delivery_change", pk)

    def send_now_view(self, request: HttpRequest) -> HttpResponse:
        """All that wait, from the list."""
        if not self.has_send_permission(request):
            raise PermissionDenied
        self.bring_forward(request, Delivery.objects.all())
        return redirect("admin:inquiries_delivery_changelist")

    def bring_forward(self, request: HttpRequest, deliveries: Any) -> None:
        number = deliveries.send_now()
        if number:
            self.message_user(request, f"{number} will be tried within seconds.")
        else:
            self.message_user(request, "Nothing was waiting for a later try.", messages.WARNING)

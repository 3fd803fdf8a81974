"""The outbox on the desk: what waits, what failed, and the way to send it again."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from ..models import Delivery


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
class DeliveryAdmin(admin.ModelAdmin):
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
    list_filter = ["state", CameBackFilter, "kind"]
    list_select_related = ["inquiry"]
    search_fields = ["inquiry__reference"]
    search_help_text = "Reference of the inquiry"
    actions = ["send_again"]

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.action(description="Send again what failed for good", permissions=["view"])
    def send_again(self, request: HttpRequest, deliveries: QuerySet[Delivery]) -> None:
        number = Delivery.objects.filter(pk__in=deliveries.values("pk")).retry()
        if number:
            self.message_user(request, f"{number} will be tried again within seconds.")
        else:
            self.message_user(request, "None of these had failed for good.", messages.WARNING)

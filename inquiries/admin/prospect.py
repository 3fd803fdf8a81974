"""The people behind inquiries."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from ..models import Prospect


@admin.register(Prospect)
class ProspectAdmin(admin.ModelAdmin):
    list_display = ["email", "created_at", "verified_at"]
    search_fields = ["email"]
    date_hierarchy = "created_at"

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

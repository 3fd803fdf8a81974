"""What the brochures of a time said, for whoever is asked about one."""

import json
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..models import Edition
from .read_only import ReadOnlyAdmin


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["version", "made_at"]
    search_fields = ["version"]
    search_help_text = "The version that stands in a brochure"
    fields = ["version", "made_at", "what_it_said"]
    readonly_fields = ["version", "made_at", "what_it_said"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    @admin.display
    def what_it_said(self, edition: Edition) -> SafeString:
        return format_html("<pre>{}</pre>", json.dumps(edition.facts, indent=2, ensure_ascii=False))

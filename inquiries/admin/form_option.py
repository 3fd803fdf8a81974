"""The choices that the form offers."""

from django.contrib import admin

from hms_site.history import HistoryAdmin

from ..models import FormOption


@admin.register(FormOption)
class FormOptionAdmin(HistoryAdmin):
    list_display = ["label", "kind", "position", "is_active"]
    list_editable = ["position", "is_active"]
    list_filter = ["kind", "is_active"]
    search_fields = ["label"]

from django.contrib import admin

from hms_site.history import HistoryAdmin

from .models import MovedAddress


@admin.register(MovedAddress)
class MovedAddressAdmin(HistoryAdmin):
    list_display = ["old_path", "new_path"]
    search_fields = ["old_path", "new_path"]

from django.contrib import admin

from content.editing import OneRowAdmin
from hms_site.history import HistoryAdmin

from ..models import ResourceLink, SchoolFigure, SiteFacts, SocialLink


@admin.register(SiteFacts)
class SiteFactsAdmin(OneRowAdmin):
    list_display = ["name", "street", "city", "phone", "inquiries_email"]
    fieldsets = [
        (None, {"fields": ["name", "founded", "copyright_holder"]}),
        ("Address", {"fields": ["street", ("city", "state", "zip")]}),
        ("How to reach us", {"fields": ["phone", "inquiries_email"]}),
    ]


@admin.register(SchoolFigure)
class SchoolFigureAdmin(HistoryAdmin):
    list_display = ["number", "counted", "position"]
    list_editable = ["position"]


@admin.register(SocialLink)
class SocialLinkAdmin(HistoryAdmin):
    list_display = ["name", "url", "position"]
    list_editable = ["position"]


@admin.register(ResourceLink)
class ResourceLinkAdmin(HistoryAdmin):
    list_display = ["label", "url", "years", "is_current", "position"]
    list_editable = ["position"]
    list_filter = ["academic_year"]
    search_fields = ["label", "url"]

    @admin.display(boolean=True, description="up to date")
    def is_current(self, row: ResourceLink) -> bool:
        """A red mark reminds staff of entries whose academic year is over."""
        return not row.has_passed()

from django.contrib import admin

from hms_site.history import HistoryAdmin

from .models import NewsItem


@admin.register(NewsItem)
class NewsItemAdmin(HistoryAdmin):
    list_display = ["title", "now", "publish_at", "unpublish_at"]
    list_filter = ["state"]
    search_fields = ["title", "summary", "body"]
    date_hierarchy = "publish_at"
    prepopulated_fields = {"slug": ["title"]}
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "body"]}),
        ("When it is public", {"fields": ["state", "publish_at", "unpublish_at"]}),
    ]

    @admin.display(description="is now")
    def now(self, item: NewsItem) -> str:
        return item.standing()

    def get_view_on_site_url(self, obj: NewsItem | None = None) -> str | None:
        """None for what is not public: the page would not be found."""
        return obj.get_absolute_url() if obj and obj.is_published() else None

from django.contrib import admin

from content.editing import PublishableAdmin, StandingFilter

from ..models import Alert


@admin.register(Alert)
class AlertAdmin(PublishableAdmin):
    """An alert has no page of its own, so neither a preview link nor a view on the site."""

    list_display = ["title", "level", "now", "publish_at", "unpublish_at", "updated_at"]
    list_filter = [StandingFilter, "level"]
    search_fields = ["title", "text"]
    readonly_fields = ["updated_at"]
    view_on_site = False
    fieldsets = [
        (None, {"fields": ["level", "title", "text", ("link_label", "link_url"), "updated_at"]}),
        PublishableAdmin.WHEN_WITHOUT_PAGE,
    ]

"""News and their topics, for staff."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Count, QuerySet
from django.http import HttpRequest

from content.editing import PublishableAdmin, StandingFilter
from hms_site.history import HistoryAdmin

from .models import NewsItem, NewsItemQuerySet, Topic


@admin.register(Topic)
class TopicAdmin(HistoryAdmin):
    list_display = ["name", "slug", "number_of_items", "position"]
    list_editable = ["position"]
    search_fields = ["name"]
    ordering = ["position", "name"]  # said again: counting would drop the model's own
    prepopulated_fields = {"slug": ["name"]}

    def get_queryset(self, request: HttpRequest) -> QuerySet[Topic]:
        topics: QuerySet[Topic] = super().get_queryset(request)
        return topics.annotate(number=Count("items"))

    @admin.display(description="news items", ordering="number")
    def number_of_items(self, topic: Any) -> int:
        return int(topic.number)


@admin.register(NewsItem)
class NewsItemAdmin(PublishableAdmin):
    list_display = ["title", "now", "kind", "publish_at", "is_pinned"]
    list_filter = [StandingFilter, "kind", "topics", "is_pinned"]
    search_fields = ["title", "summary", "body", "authors"]
    date_hierarchy = "publish_at"
    prepopulated_fields = {"slug": ["title"]}
    autocomplete_fields = ["topics", "programs"]
    actions = ["publish_now", "take_down"]
    fieldsets = [
        (None, {"fields": ["title", "slug", "kind", "summary", "body", "authors"]}),
        ("Picture", {"fields": ["image", "image_alt", "image_credit"]}),
        ("Film, interview or further reading", {"fields": ["link_label", "link_url"]}),
        ("Where it is found", {"fields": ["topics", "programs", "is_pinned"]}),
        (
            PublishableAdmin.WHEN[0],
            {"fields": ["state", ("publish_at", "unpublish_at"), "is_dated", "preview"]},
        ),
    ]

    @admin.action(description="Publish now, with today’s date", permissions=["change"])
    def publish_now(self, request: HttpRequest, items: NewsItemQuerySet) -> None:
        """What is public already stays as it is."""
        waiting = [item for item in items if not item.is_published()]
        for item in waiting:
            item.publish_now()
            self.log_change(request, item, "Published by an action of the list.")
        self.message_user(request, f"Public now: {counted(len(waiting))}.", messages.SUCCESS)

    @admin.action(description="Take down (back to draft)", permissions=["change"])
    def take_down(self, request: HttpRequest, items: NewsItemQuerySet) -> None:
        taken = [item for item in items if item.state != item.State.DRAFT]
        for item in taken:
            item.take_down()
            self.log_change(request, item, "Taken down by an action of the list.")
        self.message_user(request, f"Drafts again: {counted(len(taken))}.", messages.SUCCESS)


def counted(number: int) -> str:
    return f"{number} item{'' if number == 1 else 's'}"

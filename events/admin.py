from typing import Any
from zoneinfo import ZoneInfo

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.forms import ModelForm
from django.http import HttpRequest

from content.editing import PublishableAdmin, StandingFilter
from content.zones import SCHOOL_ZONE
from hms_site.history import HistoryAdmin

from .forms import EventForm
from .models import Event, EventQuerySet, Series
from .when import When

TAKEN_DOWN = (
    "“%s” is no longer public. Subscribed calendars drop it at their next look, without a word. To "
    "tell people that it will not take place, publish it and mark it as cancelled."
)

MOVED = (
    "The hours of “%s” are meant in another time zone now, so it takes place at another moment. By "
    "the school’s clocks: %s; it was: %s."
)


@admin.register(Series)
class SeriesAdmin(HistoryAdmin):
    list_display = ["name", "summary"]
    search_fields = ["name", "summary"]
    prepopulated_fields = {"slug": ["name"]}


class TimeFilter(admin.SimpleListFilter):
    title = "time"
    parameter_name = "time"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("upcoming", "Upcoming"), ("past", "Past")]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        chosen = {"upcoming": EventQuerySet.upcoming, "past": EventQuerySet.past}
        return chosen[value](queryset) if (value := self.value()) in chosen else queryset


@admin.register(Event)
class EventAdmin(PublishableAdmin):
    form = EventForm
    list_display = ["title", "takes_place", "now", "kind", "series", "marks"]
    list_filter = [
        TimeFilter,
        StandingFilter,
        "kind",
        "series",
        "is_cancelled",
        "is_featured",
        "programs",
    ]
    list_select_related = ["series"]
    search_fields = ["title", "summary", "description", "place", "audience", "series__name"]
    date_hierarchy = "starts_at"
    ordering = ["-starts_at", "-pk"]
    prepopulated_fields = {"slug": ["title"]}
    filter_horizontal = ["programs"]
    actions = ["mark_as_cancelled"]
    fieldsets = [
        (None, {"fields": ["title", "slug", ("kind", "series"), "summary", "description"]}),
        (
            "When",
            {
                "fields": [
                    ("first_day", "start_time"),
                    ("last_day", "end_time"),
                    "is_all_day",
                    "time_zone",
                ],
                "description": "Write days and hours as the clocks show them where it takes place.",
            },
        ),
        ("Where and for whom", {"fields": ["place", "online_url", "audience", "programs"]}),
        ("Link", {"fields": ["link_label", "link_url"]}),
        ("Picture", {"fields": ["image", "image_alt", "image_credit"]}),
        ("Standing", {"fields": ["is_featured", "is_cancelled"]}),
        PublishableAdmin.WHEN,
    ]

    @admin.display(description="when", ordering="starts_at")
    def takes_place(self, event: Event) -> str:
        return event.when.briefly

    @admin.display(description="marked")
    def marks(self, event: Event) -> str:
        """Words: of two columns of crosses, most would say that nothing is the matter."""
        marks = {"Cancelled": event.is_cancelled, "Featured": event.is_featured}
        return ", ".join(word for word, is_so in marks.items() if is_so)

    @admin.action(description="Mark as cancelled", permissions=["change"])
    def mark_as_cancelled(self, request: HttpRequest, chosen: QuerySet[Event]) -> None:
        """Row by row: each writes its history and tells the calendars."""
        events = list(chosen.filter(is_cancelled=False))
        for event in events:
            event.is_cancelled = True
            event.save()
            self.log_change(request, event, "Marked as cancelled.")
        count = f"{len(events)} event{'' if len(events) == 1 else 's'}"
        message = f"{count} marked as cancelled. The site and subscribed calendars say so now."
        self.message_user(request, message, messages.SUCCESS)

    def save_model(self, request: HttpRequest, obj: Event, form: ModelForm, change: bool) -> None:
        before = Event.objects.filter(pk=obj.pk).first() if change else None
        super().save_model(request, obj, form, change)
        if before is None:
            return
        if before.is_published() and not obj.is_published() and not obj.is_over():
            self.message_user(request, TAKEN_DOWN % obj, messages.WARNING)
        is_moved = before.time_zone != obj.time_zone and before.starts_at != obj.starts_at
        if is_moved and not obj.is_all_day:
            said = MOVED % (obj, at_school(obj), at_school(before))
            self.message_user(request, said, messages.WARNING)


def at_school(event: Event) -> str:
    when = When(event.starts_at, event.ends_at, ZoneInfo(SCHOOL_ZONE), event.is_all_day)
    return when.in_words

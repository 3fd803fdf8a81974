"""The answer clock: when the office is open, and how long an answer may take."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.formats import date_format

from content.editing import OneRowAdmin

from .. import clock, promise
from ..models import AssignmentRule, DeskSettings, Holiday, OfficeHours, Team
from ..standing import number_of
from .purpose import ChoosesPersonMixin, PurposeAdmin


class SettlesTheClockMixin(admin.ModelAdmin):
    """What is saved here moves the due time of every inquiry that waits."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        self.settle(request)

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        super().delete_model(request, obj)
        self.settle(request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        super().delete_queryset(request, queryset)
        self.settle(request)

    def settle(self, request: HttpRequest) -> None:
        if moved := clock.settle_all():
            have = f"{number_of(moved, 'inquiry has', 'inquiries have')} a new due time."
            self.message_user(request, have)


@admin.register(OfficeHours)
class OfficeHoursAdmin(PurposeAdmin, SettlesTheClockMixin):
    purpose = (
        "The answer clock runs while the office is open, Boston time, and stands still at night, "
        "on days without hours and on holidays. A change here moves the due time of every inquiry "
        "that waits for an answer."
    )
    nothing_yet = "No office hours: the clock runs day and night, on every day of the year."
    list_display = ["weekday", "opens_at", "closes_at"]
    sortable_by = ()

    @admin.display(description="opens")
    def opens_at(self, hours: OfficeHours) -> str:
        return f"{hours.opens:%H:%M}"

    @admin.display(description="closes")
    def closes_at(self, hours: OfficeHours) -> str:
        return f"{hours.closes:%H:%M}"


@admin.register(Holiday)
class HolidayAdmin(PurposeAdmin, SettlesTheClockMixin):
    purpose = (
        "Days on which the office is closed. The federal holidays of 2026 and 2027 came with the "
        "site: check which of them the school keeps, delete the others and add its own."
    )
    nothing_yet = "No holidays: the clock runs on every day that has office hours."
    list_display = ["date", "name"]
    date_hierarchy = "day"
    sortable_by = ()

    @admin.display(description="day")
    def date(self, holiday: Holiday) -> str:
        return date_format(holiday.day, "l, F j, Y")

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        last = Holiday.objects.aggregate(last=Max("day"))["last"]
        warning = ""
        if last and last.year == timezone.localdate().year:
            warning = f"No holiday is entered after {date_format(last, 'F j, Y')}: add next year’s."
        return super().changelist_view(request, {"warning": warning, **(extra_context or {})})


class DeskSettingsForm(forms.ModelForm):
    def clean_default_team(self) -> Team | None:
        team: Team | None = self.cleaned_data["default_team"]
        is_needed = AssignmentRule.objects.exists() or self.instance.default_team_id
        if team is None and is_needed and not AssignmentRule.objects.defaults().exists():
            raise ValidationError(
                "No rule of ownership fits everything, so a default team is needed: else nobody "
                "would get what no rule fits. Choose one, or first add a rule without conditions."
            )
        if team and not team.memberships.exists():
            raise ValidationError(f"{team} has no members yet. Add some first.")
        return team


@admin.register(DeskSettings)
class DeskSettingsAdmin(SettlesTheClockMixin, ChoosesPersonMixin, OneRowAdmin):
    form = DeskSettingsForm
    list_display = ["__str__", "default_team", "shows_promise"]
    readonly_fields = ["figure"]
    fieldsets = [
        ("How soon an answer is due", {"fields": [("answer_within", "unit")]}),
        ("Who gets what no rule fits", {"fields": ["default_team"]}),
        ("What visitors are told", {"fields": ["shows_promise", "figure"]}),
    ]

    @admin.display(description="as we did answer")
    def figure(self, settings: DeskSettings) -> str:
        return promise.figure().for_staff

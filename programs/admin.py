"""Programs and credit rules, for staff."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest

from hms_site.history import HistoryAdmin

from . import credits
from .models import CreditComponent, CreditRule, DegreeType, Program


class ComponentFormSet(BaseInlineFormSet):
    """Refuses components that do not add up, beside the last credits field."""

    def clean(self) -> None:
        super().clean()
        kept = [
            form
            for form in self.forms
            if form.has_changed() or form.instance.pk
            if not form.cleaned_data.get(DELETION_FIELD_NAME)
        ]
        total = self.instance.total_credits
        if not total or any(form.errors for form in kept):
            return  # each of these is already said beside its own field
        parts = [
            credits.Part(form.cleaned_data["name"], form.cleaned_data["minimum_credits"])
            for form in kept
        ]
        problems = credits.problems(total, parts)
        if problems and not kept:
            raise ValidationError(problems)
        for problem in problems:
            kept[-1].add_error("minimum_credits", problem)


class ComponentInline(admin.TabularInline):
    model = CreditComponent
    formset = ComponentFormSet
    fields = ["kind", "name", "minimum_credits", "position"]
    extra = 0
    min_num = 1


@admin.register(CreditRule)
class CreditRuleAdmin(HistoryAdmin):
    inlines = [ComponentInline]
    fields = ["degree_type", "name", "total_credits", "valid_from_year"]
    list_display = ["degree_type", "name", "total_credits", "made_of", "valid_from_year"]
    list_filter = ["degree_type"]
    list_select_related = ["degree_type"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[CreditRule]:
        rules: QuerySet[CreditRule] = super().get_queryset(request)
        return rules.prefetch_related("components")

    @admin.display(description="made of")
    def made_of(self, rule: CreditRule) -> str:
        return rule.in_words()


@admin.register(DegreeType)
class DegreeTypeAdmin(HistoryAdmin):
    list_display = ["name", "abbreviation", "position"]
    list_editable = ["position"]
    search_fields = ["name", "abbreviation"]
    prepopulated_fields = {"slug": ["name"]}


@admin.register(Program)
class ProgramAdmin(HistoryAdmin):
    list_display = ["official_name", "degree_type", "status", "listing_position", "form_position"]
    list_editable = ["status", "listing_position", "form_position"]
    list_filter = ["degree_type", "status"]
    list_select_related = ["degree_type"]
    search_fields = ["official_name", "short_name", "slug"]
    prepopulated_fields = {"slug": ["short_name"]}
    fieldsets = [
        (None, {"fields": ["official_name", "short_name", "degree_type", "status"]}),
        ("Its page", {"fields": ["slug", "summary", "overview"]}),
        ("Order", {"fields": ["listing_position", "form_position"]}),
    ]

    def lookup_allowed(self, lookup: str, value: str, request: HttpRequest) -> bool:
        """Not by inquiries: an address could ask which programs were asked for."""
        own = not lookup.startswith("inquiries")
        return own and super().lookup_allowed(lookup, value, request)

    def get_deleted_objects(
        self, objs: Sequence[Program] | QuerySet[Program], request: HttpRequest
    ) -> tuple[list[Any], dict[str, int], set[str], list[str]]:
        """Django would list every inquiry that keeps a program, to staff who may see none."""
        deleted, counts, not_allowed, keeping = super().get_deleted_objects(objs, request)
        if keeping:
            keeping = ["It has been asked for in the form. Set it to Retired instead."]
        return deleted, counts, not_allowed, keeping

    def get_view_on_site_url(self, obj: Program | None = None) -> str | None:
        return obj.get_absolute_url() if obj else None

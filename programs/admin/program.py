from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from content.editing import EditorAdmin

from ..models import Contact, Cost, KeyDate, Program, Question, StartTerm
from .facts import FactAdmin, FactsToReview

FACT = ("source", "owner", "review_by")


class KeyDateInline(FactAdmin, admin.StackedInline):
    model = KeyDate
    fields = [
        ("label", "note"),
        ("day", "until", "time_zone", "closes_applications"),
        FACT,
    ]
    extra = 0


class CostInline(FactAdmin, admin.StackedInline):
    """Without one, page and brochure say where the school writes about costs."""

    model = Cost
    fields = [("label", "amount", "academic_year", "position"), FACT]
    extra = 0


class StartTermInline(FactAdmin, admin.StackedInline):
    model = StartTerm
    verbose_name_plural = "terms in which one can begin"
    fields = [("season", "year"), FACT]
    extra = 0


class ContactInline(admin.TabularInline):
    """Without one the page names the school's address for inquiries."""

    model = Contact
    verbose_name = "person or office to ask"
    verbose_name_plural = "whom to ask (empty: the school’s address for inquiries)"
    extra = 0


class QuestionInline(admin.StackedInline):
    model = Question
    verbose_name_plural = "questions about this program alone"
    fields = ["question", "answer", "position"]
    extra = 0


RETIRE_INSTEAD = (
    "It is open, or has been asked for in the form. Set it to Retired instead: its page then says "
    "that it has ended, and links to it go on answering."
)


@admin.register(Program)
class ProgramAdmin(EditorAdmin):
    inlines = [KeyDateInline, CostInline, StartTermInline, ContactInline, QuestionInline]
    list_display = ["official_name", "degree_type", "status", "listing_position", "form_position"]
    list_editable = ["status", "listing_position", "form_position"]
    list_filter = ["degree_type", "status", FactsToReview]
    list_select_related = ["degree_type"]
    search_fields = ["official_name", "short_name", "slug"]
    prepopulated_fields = {"slug": ["short_name"]}
    fieldsets = [
        (None, {"fields": ["official_name", "short_name", "degree_type", "status"]}),
        ("Its page", {"fields": ["slug", "summary", "overview", "audience", "format", "months"]}),
        ("Applications", {"fields": ["apply_url"]}),
        ("Order", {"fields": [("listing_position", "form_position", "section_position")]}),
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
        if keeping or any(program.is_open for program in objs):
            keeping = [RETIRE_INSTEAD]
        return deleted, counts, not_allowed, keeping

    def get_view_on_site_url(self, obj: Program | None = None) -> str | None:
        return obj.get_absolute_url() if obj else None

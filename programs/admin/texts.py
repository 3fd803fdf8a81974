from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from content.editing import EditorAdmin, OneRowAdmin

from ..models import Landing, Question


class ForWhichPrograms(admin.SimpleListFilter):
    title = "where it stands"
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("general", "On every program’s page"), ("own", "On one program’s page")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Question]) -> QuerySet[Question]:
        if self.value() not in ("general", "own"):
            return queryset
        return queryset.filter(program__isnull=self.value() == "general")


@admin.register(Question)
class QuestionAdmin(EditorAdmin):
    list_display = ["question", "stands_on", "position"]
    list_editable = ["position"]
    list_filter = [ForWhichPrograms, "degree_type", "program"]
    list_select_related = ["program", "degree_type"]
    search_fields = ["question", "answer"]
    fields = ["question", "answer", "degree_type", "program", "position"]

    @admin.display(description="stands on the page of", ordering="program__listing_position")
    def stands_on(self, question: Question) -> str:
        return str(question.program or question.degree_type or "every program")


@admin.register(Landing)
class LandingAdmin(OneRowAdmin):
    list_display = ["heading", "tagline"]

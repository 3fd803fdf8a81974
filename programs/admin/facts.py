"""What the forms of all facts share: who owns them, and which wait to be looked at."""

from typing import Any

from django.contrib import admin
from django.db.models import Exists, ForeignKey, OuterRef, QuerySet
from django.forms import ModelChoiceField
from django.http import HttpRequest

from ..models import Cost, CreditRule, KeyDate, StartTerm

PARTS = (KeyDate, Cost, StartTerm)  # of a program


class FactAdmin(admin.options.BaseModelAdmin):
    """For admins and inlines of facts."""

    def formfield_for_foreignkey(
        self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any
    ) -> ModelChoiceField | None:
        """Reads the accounts once, however many rows the form has."""
        field = super().formfield_for_foreignkey(db_field, request, **kwargs)
        if field and db_field.name == "owner":
            field.choices = list(field.choices)
        return field


class FactsToReview(admin.SimpleListFilter):
    """Rows with facts that somebody should have looked at by now: anybody's, mine, nobody's."""

    title = "facts to look at again"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("all", "All"), ("mine", "Mine"), ("nobody", "Of nobody")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        whose = {"all": {}, "mine": {"owner": request.user.pk}, "nobody": {"owner": None}}
        if self.value() not in whose:
            return queryset
        owned = whose[self.value()]
        if queryset.model is CreditRule:
            due = CreditRule.objects.to_review().filter(**owned)
            return queryset.filter(pk__in=due.values("pk"))
        waiting = None
        for model in PARTS:
            due = model.objects.to_review().filter(program=OuterRef("pk"), **owned)
            waiting = waiting | Exists(due) if waiting else Exists(due)
        return queryset.filter(waiting)

"""What the forms of all facts share: who owns them, and which wait to be looked at."""

from functools import reduce
from operator import or_
from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import DateField, Field, Q, QuerySet, TimeField
from django.http import HttpRequest

from ..models import Cost, CreditRule, KeyDate, StartTerm


class FactAdmin(admin.options.BaseModelAdmin):
    """For admins and inlines of facts."""

    # the browser's own: the admin's offer "now" by the clocks of the server, not of the fact
    formfield_overrides = {
        DateField: {"widget": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")},
        TimeField: {"widget": forms.TimeInput(attrs={"type": "time"}, format="%H:%M")},
    }

    def formfield_for_dbfield(
        self, db_field: Field, request: HttpRequest, **kwargs: Any
    ) -> forms.Field | None:
        """Owners as a plain list of accounts, read once however many rows the form has."""
        made: forms.Field | None = super().formfield_for_dbfield(db_field, request, **kwargs)
        field: Any = made
        if field and db_field.name == "owner":
            field.widget = field.widget.widget  # without the links to change accounts
            field.choices = list(field.choices)
        return made


class FactsToReview(admin.SimpleListFilter):
    """Rows with facts that somebody should have looked at by now: anybody's, mine, nobody's."""

    title = "facts to look at again"
    parameter_name = "review"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("all", "All"), ("mine", "Mine"), ("nobody", "Of nobody")]

    def queryset(self, request: HttpRequest, queryset: QuerySet) -> QuerySet:
        whose: dict[str | None, Q] = {
            "all": Q(),
            "mine": Q(owner=request.user.pk),
            "nobody": Q(owner=None),
        }
        owned = whose.get(self.value())
        if owned is None:
            return queryset
        if queryset.model is CreditRule:
            return queryset.filter(pk__in=CreditRule.objects.to_review().filter(owned).values("pk"))
        parts = (
            KeyDate.objects.to_review(),
            Cost.objects.to_review(),
            StartTerm.objects.to_review(),
        )
        waiting = [Q(pk__in=rows.filter(owned).values("program")) for rows in parts]
        return queryset.filter(reduce(or_, waiting))

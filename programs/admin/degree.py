from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest

from hms_site.history import HistoryAdmin

from .. import credits
from ..models import CreditComponent, CreditRule, DegreeType


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

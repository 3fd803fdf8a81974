from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.forms import BaseInlineFormSet
from django.forms.formsets import DELETION_FIELD_NAME
from django.http import HttpRequest

from hms_site.history import HistoryAdmin

from .. import credits
from ..models import CreditComponent, CreditRule, DegreeType, Plan
from ..models.plan import plans_broken_by
from .facts import FactAdmin, FactsToReview

BREAKS = (
    "Published plans could no longer reach this rule. Make them drafts by the button below, or "
    "leave the rule as it is and make a new one that is valid from a later year."
)


class ComponentFormSet(BaseInlineFormSet):
    """Refuses components that do not add up, beside the last credits field."""

    breaks_plans = False

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
        if not problems:
            self.refuse_what_breaks_plans(
                {form.instance.kind: form.instance.minimum_credits for form in kept}
            )

    def refuse_what_breaks_plans(self, targets: dict[str, int]) -> None:
        """Names every published plan that could no longer reach the rule, before it is saved."""
        rule: CreditRule = self.instance
        broken = plans_broken_by(rule, targets) if rule.pk else []
        if broken and "_break_plans" not in self.data:
            self.breaks_plans = True
            raise ValidationError([BREAKS, *broken])


class ComponentInline(admin.TabularInline):
    model = CreditComponent
    formset = ComponentFormSet
    fields = ["kind", "name", "minimum_credits", "position"]
    extra = 0
    min_num = 1


@admin.register(CreditRule)
class CreditRuleAdmin(FactAdmin, HistoryAdmin):
    inlines = [ComponentInline]
    fields = [
        "degree_type",
        "variant",
        "name",
        "total_credits",
        "asks_for_thesis",
        "valid_from_year",
        ("source", "owner", "review_by"),
    ]
    list_display = ["degree_type", "name", "total_credits", "made_of", "valid_from_year"]
    list_filter = ["degree_type", FactsToReview]
    list_select_related = ["degree_type"]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)
        for plan in form.instance.plans.published().whole():
            if plan.problems():
                plan.state = Plan.State.DRAFT
                plan.save()
                self.message_user(request, f"{plan} is a draft now.", messages.WARNING)

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
